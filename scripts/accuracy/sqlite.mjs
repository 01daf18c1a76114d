import initSqlJs from 'sql.js';

/** SQL and its parameters. @typedef {readonly [sql: string, parameters?: readonly (string | number)[]]} Statement */

/** The bytes of a database. @param {readonly Statement[]} statements @returns {Promise<Buffer>} */
export async function database(statements) {
  const sqlite = await initSqlJs();
  const made = new sqlite.Database();
  try {
    for (const [sql, parameters = []] of statements) made.run(sql, [...parameters]);
    return Buffer.from(made.export());
  } finally {
    made.close();
  }
}

/**
 * A database whose latest changes stand in its write-ahead log alone (https://www.sqlite.org/fileformat2.html#walformat).
 * @param {readonly Statement[]} before
 * @param {readonly Statement[]} after
 */
export async function withLog(before, after) {
  const old = inLogMode(await database(before));
  const now = inLogMode(await database([...before, ...after]));
  return { main: old, log: logOf(now) };
}

/** @param {Buffer} bytes */
function inLogMode(bytes) {
  bytes[18] = 2; // The versions that must be understood for writing and for reading: 2 is a write-ahead log.
  bytes[19] = 2;
  return bytes;
}

/** A log that holds every page of a database as one transaction. @param {Buffer} bytes @returns {Buffer} */
function logOf(bytes) {
  const size = bytes.readUInt16BE(16);
  const pages = bytes.length / size;
  const header = words(0x377f0683, 3_007_000, size, 0, 0x5a17, 0x5a18);
  let sum = checksum([0, 0], header);
  const parts = [header, words(...sum)];
  for (let page = 1; page <= pages; page++) {
    const frame = words(page, page === pages ? pages : 0);
    const content = bytes.subarray((page - 1) * size, page * size);
    sum = checksum(checksum(sum, frame), content);
    parts.push(frame, words(0x5a17, 0x5a18), words(...sum), content);
  }
  return Buffer.concat(parts);
}

/** @param {readonly number[]} numbers @returns {Buffer} */
function words(...numbers) {
  const bytes = Buffer.alloc(numbers.length * 4);
  numbers.forEach((number, i) => bytes.writeUInt32BE(number, i * 4));
  return bytes;
}

/** The log's running checksum, over big-endian words. @param {readonly [number, number]} sum @param {Buffer} bytes @returns {[number, number]} */
function checksum([first, second], bytes) {
  for (let i = 0; i < bytes.length; i += 8) {
    first = (first + bytes.readUInt32BE(i) + second) >>> 0;
    second = (second + bytes.readUInt32BE(i + 4) + first) >>> 0;
  }
  return [first, second];
}
