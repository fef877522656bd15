import * as fc from 'fast-check';
import type { Edit } from '../../recipe/recipe.ts';
import { interestingValue } from '../interesting-value.ts';
import { wordHex } from '../word-hex.ts';
import { quicklyReadSnapshots } from './header/header-limits.ts';
import type { Landmarks } from './landmarks.ts';

/** The most extra data that qemu accepts, in bytes. Version 3 should have at least 16. */
const mostExtra = 1024n;

/** A length in a table entry: mostly right, else an interesting value. */
function stated(length: number, width: 2 | 4, near: readonly bigint[]): fc.Arbitrary<string> {
  return fc
    .oneof(
      { weight: 3, arbitrary: fc.constant(BigInt(length)) },
      { weight: 1, arbitrary: interestingValue({ width, near }) },
    )
    .map(value => wordHex(value, width));
}

/** One entry of the snapshot table (docs/interop/qcow2, "Snapshots"), in hexadecimal, padded to eight bytes. */
function entry({ layout, places }: Landmarks): fc.Arbitrary<string> {
  const { clusterSize: unit } = layout;
  const texts = fc.tuple(fc.constantFrom('', '1', 'snapshot'), fc.constantFrom('', 'before upgrade', 'ünï'));
  const extra = fc.constantFrom(0, 8, 16, 24, 1024, 1032);
  return fc.tuple(texts, extra).chain(([[id, name], extraBytes]) =>
    fc
      .tuple(
        interestingValue({ width: 8, unit, near: places }).map(value => wordHex(value, 8)),
        interestingValue({ width: 4, unit, near: [1n << 22n] }).map(value => wordHex(value, 4)),
        stated(Buffer.byteLength(id), 2, [0n, 0xffffn]),
        stated(Buffer.byteLength(name), 2, [0n, 0xffffn]),
        fc.constant('00'.repeat(20)),
        stated(extraBytes, 4, [mostExtra]),
      )
      .map(words => {
        const text = Buffer.from(id + name).toString('hex');
        const whole = words.join('') + '00'.repeat(extraBytes) + text;
        return whole.padEnd(16 * Math.ceil(whole.length / 16), '0');
      }),
  );
}

/** For a snapshot table past the end of the file. Its entries may be wrong; its count is mostly right. */
export function snapshotEdits(landmarks: Landmarks): fc.Arbitrary<Edit[]> {
  const { clusterSize, fileLength } = landmarks.layout;
  const at = fileLength;
  const entries = fc.array(entry(landmarks), { minLength: 1, maxLength: 3, size: 'max' });
  return entries.chain(parts =>
    fc
      .oneof(
        { weight: 3, arbitrary: fc.constant(BigInt(parts.length)) },
        { weight: 1, arbitrary: interestingValue({ width: 4, unit: clusterSize, near: [65536n] }) },
      )
      .map(count => [
        { field: 'byte', at, bytes: parts.join('') },
        { field: 'header', name: 'nb_snapshots', value: quicklyReadSnapshots(count) },
        { field: 'header', name: 'snapshots_offset', value: at },
      ]),
  );
}
