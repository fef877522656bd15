import { compressedBit, dataBit, depthUnit, presentBit, synthesisedBit, zeroBit } from '../bits.ts';
import { Layer } from './layer.ts';

/** The bits of a run that map prints. */
const printedBits: i32 = dataBit | zeroBit | compressedBit;

/** The flags of a step that the layer at `depth` decides by a run of this kind; see `depthUnit` in bits.ts. */
export function flagsOf(layer: Layer, depth: i32, kind: i32): i32 {
  const presence = select<i32>(presentBit, select(zeroBit, 0, layer.supportsBacking), isPresent(kind));
  return depth * depthUnit + ((kind & printedBits) | presence);
}

/** Whether a run of this kind is allocated in its own layer. */
export function isPresent(kind: i32): bool {
  return ((kind & dataBit) !== 0) | ((kind & (zeroBit | synthesisedBit)) === zeroBit);
}
