import { WriteError } from '../../write-error.ts';

/**
 * The refcount of cluster `index` in a block with refcounts of `bits` bits. Refcounts narrower than a byte fill it from
 * its low bits on, wider ones are big-endian (section "Refcount block entry" of the specification docs/interop/qcow2).
 */
export function readRefcount(block: Buffer, index: number, bits: number): number {
  if (bits < 8) return (block[byteOf(index, bits)]! >> shiftOf(index, bits)) & (2 ** bits - 1);
  const width = lowBytes(bits);
  return block.readUIntBE((index + 1) * (bits / 8) - width, width);
}

/**
 * Writes a refcount.
 *
 * @throws WriteError `refcount-too-large` if the count needs more bits.
 */
export function putRefcount(block: Buffer, index: number, bits: number, count: number): void {
  if (count >= 2 ** bits) {
    throw new WriteError(
      'refcount-too-large',
      `a host cluster has ${count} references, more than ${bits === 1 ? 'a bit' : `${bits} bits`} can count`,
    );
  }
  if (bits < 8) {
    const at = byteOf(index, bits);
    const others = block[at]! & ~((2 ** bits - 1) << shiftOf(index, bits));
    block[at] = others | (count << shiftOf(index, bits));
  } else {
    const width = lowBytes(bits);
    block.writeUIntBE(count, (index + 1) * (bits / 8) - width, width);
  }
}

function byteOf(index: number, bits: number): number {
  return Math.floor((index * bits) / 8);
}

function shiftOf(index: number, bits: number): number {
  return (index * bits) % 8;
}

/** No file has enough clusters for a count above 32 bits. */
function lowBytes(bits: number): number {
  return Math.min(bits / 8, 4);
}
