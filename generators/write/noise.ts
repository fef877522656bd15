/** Noise begins at one of this many places of the pool. */
const places = 2 ** 16;
/** The longest noise, in bytes: the largest cluster. */
const longest = 2 ** 21;

let pool: Buffer | undefined;

/**
 * `length` bytes (at most 2 MiB) of noise, the same for the same `key`: random lower-case hexadecimal digits. So the
 * bytes are never zero and never constant (some file systems store such blocks as holes), and deflate to some 60
 * percent. No format has a magic of such digits, so a raw image is probed as raw.
 *
 * The result is a view of shared memory and must not be written to.
 */
export function noise(key: number, length: number): Buffer {
  if (length > longest) throw new RangeError(`noise of ${length} bytes is longer than ${longest}`);
  pool ??= makePool();
  const start = (key * 40_503) % places;
  return pool.subarray(start, start + length);
}

/** xorshift32 (Marsaglia 2003), eight digits per step. */
function makePool(): Buffer {
  const words = Buffer.alloc((places + longest) / 2);
  let state = 0x1e3779b9;
  for (let at = 0; at < words.length; at += 4) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    words.writeInt32BE(state, at);
  }
  return Buffer.from(words.toString('hex'), 'latin1');
}
