/** `2 h 14 min`, `14 min`, `less than 1 min`: what is left, rounded up to the minute. */
export function span(ms: number): string {
  if (!(ms > 60_000)) return 'less than 1 min';
  const minutes = Math.ceil(ms / 60_000);
  const hours = Math.floor(minutes / 60);
  if (hours === 0) return `${minutes} min`;
  return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
}
