import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { Harness } from './harness.ts';

describe('icon font', function () {
  this.timeout(60_000);
  it('has the nine phases at U+E001 to U+E009, more ink for more left', async () => {
    const harness = await Harness.start();
    try {
      const page = await harness.open();
      const ink = await page.evaluate(async () => {
        const face = new FontFace('moonlock-icons', 'url(/icons.woff)');
        document.fonts.add(await face.load());
        const canvas = new OffscreenCanvas(64, 64);
        const draw = canvas.getContext('2d', { willReadFrequently: true })!;
        draw.font = '64px moonlock-icons';
        draw.textBaseline = 'bottom';
        return Array.from({ length: 9 }, (_, phase) => {
          draw.clearRect(0, 0, 64, 64);
          draw.fillText(String.fromCodePoint(0xe001 + phase), 0, 64);
          const { data } = draw.getImageData(0, 0, 64, 64);
          return data.reduce((sum, value, i) => sum + (i % 4 === 3 ? value / 255 : 0), 0) / (Math.PI * 28 * 28);
        });
      });
      ink.forEach((share, phase) =>
        assert.ok(phase === 0 || share > ink[phase - 1]! + 0.03, `phase ${phase}: ${ink.join(' ')}`),
      );
      assert.ok(Math.abs(ink[0]! - (49 - 36) / 49) < 0.03 && Math.abs(ink[8]! - 1) < 0.03, ink.join(' '));
    } finally {
      await harness.stop();
    }
  });

  it('goes with an icon of 256 px', async () => {
    const png = await readFile(new URL('../../media/icon.png', import.meta.url));
    assert.deepEqual([png.readUInt32BE(16), png.readUInt32BE(20)], [256, 256]);
  });
});
