import { BlockFile } from './block-file.ts';

const trailerBytes = 512;
const headBytes = 204;
const chunkBytes = 40;

/** The letters of the types of chunks. A comment and the last chunk have no sectors. */
const letters: ReadonlyMap<number, string> = new Map([
  [0, '0'],
  [1, '#'],
  [2, '.'],
  [0x8000_0005, 'c'],
]);

/** The blocks of a dmg file in guest order. All are as large as its first chunk; one that is ignored may be several of them. */
export function* dmgBlocks(path: string): Generator<string> {
  using file = new BlockFile(path);
  const table = tableOf(file);
  let perBlock: number | undefined;
  for (let at = headBytes; at + chunkBytes <= table.length; at += chunkBytes) {
    const letter = letters.get(table.readUInt32BE(at));
    const sectors = Number(table.readBigUInt64BE(at + 16));
    perBlock ??= sectors;
    if (letter === undefined) continue;
    for (let block = 0; block < sectors / perBlock; block++) yield letter;
  }
}

/** The one table of chunks: in the only resource of a fork, or else in a property list. */
function tableOf(file: BlockFile): Buffer {
  const trailer = file.read(file.length - trailerBytes, trailerBytes);
  const field = (at: number): number => Number(trailer.readBigUInt64BE(at));
  const fork = file.read(field(0x28), field(0x30));
  if (fork.length > 0) return fork.subarray(fork.readUInt32BE(0) + 4);
  const [, data = ''] = /<data>([^<]*)/.exec(file.read(field(0xd8), field(0xe0)).toString('latin1')) ?? [];
  return Buffer.from(data, 'base64');
}
