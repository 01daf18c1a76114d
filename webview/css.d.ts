// The bundler collects imported style sheets into one file; the modules export nothing.
declare module '*.css';
