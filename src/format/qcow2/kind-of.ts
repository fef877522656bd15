import { compressedBit, dataBit, zeroBit } from '../runs.ts';
import type { SubclusterState } from './entry.ts';

/** What a state means for a map: bits of runs.ts. */
export function kindOf(state: SubclusterState): number {
  switch (state) {
    case 'data':
      return dataBit;
    case 'compressed':
      return dataBit | compressedBit;
    case 'zero-plain':
    case 'zero-allocated':
      return zeroBit;
    default:
      return 0;
  }
}
