import { InvalidArgumentError } from 'commander';
import { parseByteSize } from '../../../../generators/recipe/byte-size.ts';

/** Parses a cluster size of qcow2, like `64k`; in bytes. */
export function clusterSize(text: string): number {
  const size = Number(parseByteSize(text) ?? 0n);
  if (size >= 512 && size <= 2 ** 21 && Number.isInteger(Math.log2(size))) return size;
  throw new InvalidArgumentError('It must be a power of two from 512 to 2M.');
}
