/** A chunk: its type, its first sector, its sectors, and where its bytes are in the data fork. */
export type Chunk = readonly [type: number, first: number, sectors: number, offset: number, bytes: number];

/** A resource that lists chunks. */
export function resource(chunks: readonly Chunk[]): Buffer {
  const bytes = Buffer.alloc(204 + 40 * chunks.length);
  bytes.write('mish');
  for (const [index, [type, ...numbers]] of chunks.entries()) {
    const at = 204 + 40 * index;
    bytes.writeUInt32BE(type, at);
    for (const [place, number] of numbers.entries())
      bytes.writeBigUInt64BE(BigInt(number), at + 8 + 8 * place);
  }
  return bytes;
}

/** A resource fork with the resources. */
export function fork(resources: readonly Buffer[]): Buffer {
  const data = Buffer.concat(resources.flatMap(bytes => [word(bytes.length), bytes]));
  const header = Buffer.concat([word(16), word(0), word(data.length), word(0)]);
  return Buffer.concat([header, data]);
}

/** A property list with the resources, in lines. */
export function list(resources: readonly Buffer[]): Buffer {
  const lines = resources.map(
    bytes => `<data>\n\t${bytes.toString('base64').replace(/.{20}/g, '$&\n\t')}\n</data>\n`,
  );
  return Buffer.from(`<plist>\n${lines.join('')}</plist>\n`);
}

/** A disk image: a data fork of `dataBytes` zeros, and behind it either of the two. */
export function dmg(part: { fork: Buffer } | { list: Buffer }, sectors = 128n, dataBytes = 4096): Buffer {
  const trailer = Buffer.alloc(512);
  trailer.write('koly');
  const [at, bytes] = 'fork' in part ? [0x28, part.fork] : [0xd8, part.list];
  trailer.writeBigUInt64BE(BigInt(dataBytes), at);
  trailer.writeBigUInt64BE(BigInt(bytes.length), at + 8);
  trailer.writeBigUInt64BE(sectors, 0x1ec);
  return Buffer.concat([Buffer.alloc(dataBytes), bytes, trailer]);
}

function word(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
