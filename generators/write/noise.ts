/** Different noise begins at each of so many places of the pool. */
const places = 2 ** 16;
/** The longest noise: the largest cluster. */
const longest = 2 ** 21;

let pool: Buffer | undefined;

/**
 * `length` bytes (at most 2 MiB) of noise, the same for the same `key`: lower-case hexadecimal digits at random. So they
 * are never zero and never constant (some file systems store such blocks as holes), deflate to some 60 percent, and no
 * image format has a magic that reads so, which keeps raw images raw where the format is probed.
 *
 * The result is a view of shared memory: not to be written to.
 */
export function noise(key: number, length: number): Buffer {
  if (length > longest) throw new RangeError(`noise of ${length} bytes is longer than ${longest}`);
  pool ??= makePool();
  const start = (key * 40_503) % places;
  return pool.subarray(start, start + length);
}

/** xorshift32 (Marsaglia 2003), eight digits a step. */
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
