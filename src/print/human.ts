import type { ByteString } from '../byte-string.ts';
import type { Extents } from '../status/extents.ts';
import { exactSum } from './exact.ts';

const column = 16;

export const humanHeader = 'Offset          Length          Mapped to       File\n';

/** The extent at `index`, which has data and an offset, as a row of human output; `file` is where its data is. */
export function humanRow(extents: Extents, index: number, file: ByteString): ByteString {
  const { steps } = extents;
  const startCut = extents.startCut(index);
  const start = hexColumn(exactSum(steps.starts[index]!, startCut));
  const length = hexColumn(exactSum(steps.lengths[index]!, -startCut - extents.endCut(index)));
  const offset = hexColumn(exactSum(steps.offsets[index]!, startCut));
  return `${start}${length}${offset}${file}\n`;
}

/** C's `%#-16x`. */
function hexColumn(value: number | bigint): string {
  return (value === 0 ? '0' : `0x${value.toString(16)}`).padEnd(column);
}
