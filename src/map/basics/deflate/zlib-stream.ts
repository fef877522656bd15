import { type Inflated, inflate } from './inflate.ts';

const headerBytes = 2;
const checkBytes = 4;
const deflated = 8;
const largestWindow = 7;
const dictionaryBit = 0x20;
/** Adler-32 counts modulo the largest prime number of 16 bits. So many bytes fit in a number before that. */
const prime = 65_521;
const atOnce = 65_536;

/**
 * Inflates a stream of RFC 1950, which is what zlib's `inflate` reads: a header of two bytes, deflated data and their checksum.
 *
 * @returns `ended` if the checksum is right
 */
export function inflateZlib(input: Uint8Array, output: Uint8Array): Inflated {
  if (input.length < headerBytes) return { outcome: 'cut', written: 0, at: input.length };
  const [method, flags] = [input[0]!, input[1]!];
  const isSound = (method * 256 + flags) % 31 === 0 && (method & 15) === deflated;
  if (!isSound || method >> 4 > largestWindow || (flags & dictionaryBit) !== 0) {
    return { outcome: 'invalid', written: 0, at: 0 };
  }
  const inflated = inflate(input, output, headerBytes);
  const { outcome, written, at } = inflated;
  if (outcome !== 'ended') return inflated;
  const end = at + checkBytes;
  if (end > input.length) return { outcome: 'cut', written, at: input.length };
  const check = new DataView(input.buffer, input.byteOffset + at).getUint32(0);
  return { outcome: check === adler32(output.subarray(0, written)) ? 'ended' : 'invalid', written, at: end };
}

function adler32(bytes: Uint8Array): number {
  let [sum, sums] = [1, 0];
  for (let from = 0; from < bytes.length; from += atOnce) {
    const end = Math.min(from + atOnce, bytes.length);
    for (let at = from; at < end; at++) {
      sum += bytes[at]!;
      sums += sum;
    }
    sum %= prime;
    sums %= prime;
  }
  return sums * 65_536 + sum;
}
