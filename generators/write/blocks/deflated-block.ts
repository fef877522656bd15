import { deflateRawSync, deflateSync } from 'node:zlib';

/** What a format stores: a stream with header and checksum of zlib, or a bare one with a window of 2^12 bytes. */
export type Stream = 'zlib' | 'bare';

const known = new Map<string, Buffer>();
/** A stream takes a thousandth of its block. */
const mostKnown = 2_000;

/**
 * A block of `unit` bytes that repeats `text`, deflated. Chains are made of the same blocks over and over: each is deflated once,
 * which takes 0.1 ms. The result is shared memory and must not be written to.
 */
export function deflatedBlock(text: string, unit: number, stream: Stream): Buffer {
  const key = `${stream} ${unit} ${text}`;
  const deflated = known.get(key) ?? deflate(Buffer.alloc(unit, text), stream);
  if (known.size >= mostKnown) known.clear();
  known.set(key, deflated);
  return deflated;
}

function deflate(block: Buffer, stream: Stream): Buffer {
  const deflated = stream === 'zlib' ? deflateSync(block) : deflateRawSync(block, { windowBits: 12 });
  // That of zlib is a part of 16 KiB, and a copy by `from` of 64 KiB: all known ones would hold 32 MB.
  const own = Buffer.alloc(deflated.length);
  own.set(deflated);
  return own;
}
