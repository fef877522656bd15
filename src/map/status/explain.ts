import { toText } from '../basics/byte-string.ts';
import { MetadataError } from '../basics/error.ts';
import type { Chain } from '../chain/chain.ts';
import type { ClusterExplanation, ImageFormat } from '../format/format.ts';
import { dataBit, noOffset, synthesisedBit, zeroBit } from '../kernel/bits.ts';
import { Kernel } from '../kernel/kernel.ts';
import { addLayers } from './add-layers.ts';

/**
 * What a layer's answer comes to: it decides by `data`, by `data-hole` (data that the host has as a hole, in an image that
 * looks preallocated) or by `zeros`; or it has nothing, and its backing file decides (`below`), or nothing does, for want of a
 * backing file (`no-backing`) or since that ends before (`short-backing`). `past-end`: the layer itself ends before.
 * `failure`: map fails on its tables.
 */
export type LayerAnswer =
  | 'data'
  | 'data-hole'
  | 'zeros'
  | 'below'
  | 'no-backing'
  | 'short-backing'
  | 'past-end'
  | 'failure';

/** What one layer has at a guest offset, and the table words behind it. Offsets and sizes are bytes. */
export interface LayerExplanation {
  readonly depth: number;
  readonly name: string;
  readonly format: string;
  readonly virtualSize: bigint;
  readonly answer: LayerAnswer;
  /** Where host offsets are, where that isn't the image itself. */
  readonly dataFile?: string;
  /** Where the byte stands in the file; absent where the answer has no such place. */
  readonly offset?: bigint;
  /** Absent where the format has no tables, or the offset is past the layer's end. */
  readonly cluster?: ClusterExplanation;
}

const sector = 512n;

/**
 * The layers from the top down to the one that decides what is at `offset`; behind one whose backing file ends before,
 * that file too.
 */
export function explainChain(chain: Chain, offset: bigint): LayerExplanation[] {
  const explained: LayerExplanation[] = [];
  for (const [depth, layer] of chain.layers.entries()) {
    const beyondEnd = offset >= BigInt(layer.virtualSize);
    const found = beyondEnd
      ? ({ answer: 'past-end' } as const)
      : answerAt(layer, chain.layers[depth + 1], offset);
    const cluster = beyondEnd ? undefined : layer.explain(offset);
    explained.push({
      depth,
      name: toText(layer.file.name),
      format: layer.driver,
      virtualSize: BigInt(layer.virtualSize),
      ...found,
      ...(layer.dataFile !== layer.file && { dataFile: toText(layer.dataFile.name) }),
      ...(cluster && { cluster }),
    });
    if (found.answer !== 'below' && found.answer !== 'short-backing') break;
  }
  return explained;
}

/** The walk's own answer, of the sector that holds the byte. */
function answerAt(
  layer: ImageFormat,
  backing: ImageFormat | undefined,
  offset: bigint,
): Pick<LayerExplanation, 'answer' | 'offset'> {
  const from = offset - (offset % sector);
  const kernel = Kernel.take();
  try {
    const [cursor] = addLayers(kernel, [layer], true);
    const { kind, offset: found } = cursor!.stretchAt(Number(from), Number(from) + 1);
    const place = found === noOffset ? {} : { offset: BigInt(found) + (offset - from) };
    return { answer: answerOf(kind, backing, from), ...place };
  } catch (error) {
    if (error instanceof MetadataError) return { answer: 'failure' };
    throw error;
  } finally {
    kernel.release();
  }
}

/** @param kind see kernel/bits.ts */
function answerOf(kind: number, backing: ImageFormat | undefined, offset: bigint): LayerAnswer {
  const zero = (kind & zeroBit) !== 0;
  if ((kind & dataBit) !== 0) return zero ? 'data-hole' : 'data';
  if ((kind & synthesisedBit) !== 0) return 'no-backing';
  if (zero) return 'zeros';
  if (backing === undefined) return 'no-backing';
  return offset >= BigInt(backing.virtualSize) ? 'short-backing' : 'below';
}
