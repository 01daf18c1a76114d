import { readFileSync } from 'node:fs';
import { messageOf } from '../engine/errors.ts';
import { readOwnPrices } from '../engine/ledger/prices/ownPrices.ts';
import { PRICE_DATA } from '../engine/ledger/prices/priceData.ts';
import { PriceTable } from '../engine/ledger/prices/priceTable.ts';
import { UsageError } from './arguments.ts';

/**
 * The price list, with the person's own prices of a JSON file.
 * @throws UsageError where the file cannot be read or says something that makes no sense
 */
export function readPrices(file: string | undefined): PriceTable {
  if (file === undefined) return new PriceTable(PRICE_DATA);
  const { prices, problems } = readOwnPrices(parse(file));
  if (problems.length > 0) throw new UsageError(problems.join(' '));
  return new PriceTable(PRICE_DATA, prices);
}

function parse(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new UsageError(`The prices in ${file} cannot be read: ${messageOf(error)}`);
  }
}
