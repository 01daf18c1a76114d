// Makes media/moonlock-icons.woff from media/phases/phase-0.svg (gone) to phase-8.svg (untouched), at U+E001 to U+E009.
//   node scripts/media/icon-font.mjs
import { readFile, writeFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import svg2ttf from 'svg2ttf';
import { SVGIcons2SVGFontStream } from 'svgicons2svgfont';
import ttf2woff from 'ttf2woff';

const media = new URL('../../media/', import.meta.url);
const FIRST_CODE_POINT = 0xe001;
const PHASES = 9;
const UNITS_PER_EM = 1024;
// Glyphs stand on a 16 px grid: two of its pixels below the base line puts them level with VS Code's own icons.
const DESCENT = 128;

/** Feeds every phase into the font stream and resolves to the SVG font. */
async function svgFont() {
  const stream = new SVGIcons2SVGFontStream({
    fontName: 'moonlock-icons',
    fontHeight: UNITS_PER_EM,
    descent: DESCENT,
    normalize: true,
    fixedWidth: true,
  });
  /** @type {Uint8Array[]} */
  const chunks = [];
  const done = new Promise((resolve, reject) =>
    stream
      .on('data', (/** @type {Uint8Array | string} */ chunk) => chunks.push(Buffer.from(chunk)))
      .on('end', resolve)
      .on('error', reject),
  );
  for (let phase = 0; phase < PHASES; phase++) {
    const metadata = { name: `moonlock-phase-${phase}`, unicode: [String.fromCodePoint(FIRST_CODE_POINT + phase)] };
    const svg = await readFile(new URL(`phases/phase-${phase}.svg`, media));
    const glyph = Object.assign(Readable.from([svg]), { metadata });
    stream.write(glyph);
  }
  stream.end();
  await done;
  return Buffer.concat(chunks).toString('utf8');
}

// A fixed time stamp: the same glyphs give the same bytes.
const ttf = svg2ttf(await svgFont(), { ts: 0, version: '1.0' });
await writeFile(new URL('moonlock-icons.woff', media), ttf2woff(ttf.buffer));
