/**
 * Frames of zstd (RFC 8878) around the two kinds of content that compressed clusters have, without a compressor: a browser has none,
 * and so an image has the same bytes wherever it is written.
 */

/** The longest block (section 3.1.1.2.4). */
const longestBlock = 2 ** 17;

/** The frame of lower-case hexadecimal digits, which takes some half of their bytes. */
export function zstdOfDigits(content: Uint8Array): Buffer {
  return frame(content, digitsBlock);
}

/**
 * The frame of a content that repeats its first 64 bytes.
 *
 * @param content of 2^9, 2^10, 2^11 … bytes
 */
export function zstdOfRepeated(content: Uint8Array): Buffer {
  return frame(content, repeatedBlock);
}

function frame(content: Uint8Array, block: (content: Uint8Array) => Buffer): Buffer {
  const header = Buffer.alloc(9);
  header.writeUInt32LE(0xfd2fb528, 0);
  // One segment, whose length follows in four bytes; no checksum (section 3.1.1.1).
  header.writeUInt8(0b1010_0000, 4);
  header.writeUInt32LE(content.length, 5);
  const parts: Buffer[] = [header];
  for (let at = 0; at < content.length; at += longestBlock) {
    const compressed = block(content.subarray(at, at + longestBlock));
    const isLast = at + longestBlock >= content.length;
    parts.push(
      bits([
        [1, isLast ? 1 : 0],
        [2, compressedKind],
        [21, compressed.length],
      ]),
      compressed,
    );
  }
  return Buffer.concat(parts);
}

/** Of a block, and of literals. */
const compressedKind = 2;

/** Literals of four streams, in a Huffman code of four bits for each digit: its value (section 3.1.1.3.1). */
function digitsBlock(content: Uint8Array): Buffer {
  const quarter = Math.ceil(content.length / 4);
  const streams = [0, 1, 2, 3].map(index =>
    digitsStream(content.subarray(index * quarter, (index + 1) * quarter)),
  );
  const jumps = Buffer.concat(streams.slice(0, 3).map(({ length }) => bits([[16, length]])));
  const literals = Buffer.concat([digitsTree, jumps, ...streams]);
  const header = bits([
    [2, compressedKind],
    [2, 3],
    [18, content.length],
    [18, literals.length],
  ]);
  const noSequences = Buffer.of(0);
  return Buffer.concat([header, literals, noSequences]);
}

/** The digits from the last to the first, and behind them a one, from which they are read backwards. */
function digitsStream(digits: Uint8Array): Buffer {
  const bytes = Buffer.alloc(Math.floor(digits.length / 2) + 1);
  const put = (index: number, value: number): void => {
    bytes[index >> 1]! |= index % 2 === 0 ? value : value << 4;
  };
  for (let index = 0; index < digits.length; index++) {
    const digit = digits[digits.length - 1 - index]!;
    put(index, digit <= nine ? digit & 15 : (digit & 15) + 9);
  }
  put(digits.length, 1);
  return bytes;
}

const nine = '9'.charCodeAt(0);

/** The Huffman tree: a weight of four bits for each byte before `f`, 1 for a digit. That of `f` follows from them. */
const digitsTree = ((): Buffer => {
  const last = 'f'.charCodeAt(0);
  const tree = Buffer.alloc(1 + last / 2);
  tree[0] = 127 + last;
  for (const digit of Buffer.from('0123456789abcde')) tree[1 + (digit >> 1)]! |= digit % 2 === 0 ? 1 << 4 : 1;
  return tree;
})();

/** Codes of section 3.1.1.3.2.1.1, each with its bits that follow. */
const literals64 = { code: 25, bits: [6, 0] } as const;
const offset64 = { code: 6, bits: [6, 3] } as const;

/** 64 literals, and one sequence that copies them to the end of the block (section 3.1.1.3.2). */
function repeatedBlock(content: Uint8Array): Buffer {
  const literals = content.subarray(0, 64);
  const power = Math.log2(content.length);
  const match = { code: 35 + power, bits: [power - 1, content.length - 64 - 2 ** (power - 1) - 3] } as const;
  const rawLiterals = bits([
    [2, 0],
    [2, 1],
    [12, literals.length],
  ]);
  // One sequence; each of its three codes stands alone in its table.
  const sequences = Buffer.of(1, 0b0101_0100, literals64.code, offset64.code, match.code);
  return Buffer.concat([
    rawLiterals,
    literals,
    sequences,
    bits([literals64.bits, match.bits, offset64.bits, [1, 1]]),
  ]);
}

/** Bit fields, each a width and a value, from the least significant bit on. */
function bits(fields: readonly (readonly [width: number, value: number])[]): Buffer {
  let [all, length] = [0n, 0];
  for (const [width, value] of fields) {
    all |= BigInt(value) << BigInt(length);
    length += width;
  }
  const bytes = Buffer.alloc(Math.ceil(length / 8));
  for (let at = 0; at < bytes.length; at++) bytes[at] = Number((all >> BigInt(8 * at)) & 0xffn);
  return bytes;
}
