import { toText } from '../byte-string.ts';
import type { Chain } from '../chain/chain.ts';
import type { ClusterExplanation } from '../format/format.ts';

/** What one layer has at a guest offset, and the table words behind it. Offsets are bytes. */
export interface LayerExplanation {
  readonly depth: number;
  readonly name: string;
  readonly format: string;
  /** The offset is past the end of the layer. */
  readonly beyondEnd: boolean;
  /** Absent where the format has no tables, or the offset is past the layer's end. */
  readonly cluster?: ClusterExplanation;
}

/** The layers from the top down to the one that decides what is at `offset`. */
export function explainChain(chain: Chain, offset: bigint): LayerExplanation[] {
  const explained: LayerExplanation[] = [];
  for (const [depth, layer] of chain.layers.entries()) {
    const beyondEnd = offset >= BigInt(layer.virtualSize);
    const cluster = beyondEnd ? undefined : layer.explain(offset);
    explained.push({
      depth,
      name: toText(layer.file.name),
      format: layer.driver,
      beyondEnd,
      ...(cluster && { cluster }),
    });
    if (beyondEnd || cluster?.state !== 'unallocated') break;
  }
  return explained;
}
