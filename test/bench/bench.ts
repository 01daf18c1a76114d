import { parseArgs } from 'node:util';
import { writeFileSync } from 'node:fs';
import { benchActivation, benchLatency, benchStall } from './editor.ts';
import { benchAppend, benchScan } from './scan.ts';
import { type Figure, figuresTable, machine } from './stats.ts';

// npm run bench [-- --only scan,append,activation,latency,stall] [--size 100] [--write FILE]

const { values } = parseArgs({
  options: { only: { type: 'string' }, size: { type: 'string', default: '100' }, write: { type: 'string' } },
});
const bytes = Number(values.size) * 1e6;

const BENCHES: Record<string, () => Promise<Figure[]>> = {
  scan: () => benchScan(bytes),
  append: () => benchAppend(bytes),
  activation: benchActivation,
  latency: benchLatency,
  stall: () => benchStall(bytes),
};

const names = values.only?.split(',') ?? Object.keys(BENCHES);
const figures: Figure[] = [];
for (const name of names) {
  const bench = BENCHES[name];
  if (!bench) throw new Error(`There is no bench "${name}", only ${Object.keys(BENCHES).join(', ')}.`);
  console.log(`${name} …`);
  figures.push(...(await bench()));
}
const result = `${machine()}\n\n${figuresTable(figures)}\n`;
console.log(`\n${result}`);
if (values.write) writeFileSync(values.write, result);
