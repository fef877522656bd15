import { layerLines } from '../../../drawing/layer-lines.ts';
import { MapParityError } from '../../../map/basics/error.ts';
import type { LayerExplanation } from '../../../map/portable.ts';
import { explainChain } from '../../../map/status/explain.ts';
import type { ChainInput } from '../open/chain-input.ts';
import { openInput } from '../open/open-input.ts';
import { openWords } from '../open/open-words.ts';

/** A guest byte of what a query maps. */
export interface ByteRequest {
  readonly chain: ChainInput;
  readonly query: number;
  /** In bytes. */
  readonly at: bigint;
}

/** Why map says what it says of a byte. */
export interface ExplainedByte {
  /** From the top down to the layer that decides. */
  readonly layers: readonly ExplainedLayer[];
  /** Why there is no explanation, in the words of qemu if it has any. */
  readonly failure?: string;
}

export interface ExplainedLayer {
  readonly explanation: LayerExplanation;
  /** The same in words: the layer, its table entries, the rule. */
  readonly lines: readonly string[];
}

/** Explains one guest byte by the tables of each layer, as the newest version reads them. */
export function explainByte({ chain, query, at }: ByteRequest): ExplainedByte {
  const { source, queries } = openInput(chain);
  try {
    const opened = openWords(queries[query] ?? queries[0]!, source);
    try {
      const layers = explainChain(opened, at);
      return { layers: layers.map(explanation => ({ explanation, lines: layerLines(explanation) })) };
    } finally {
      opened.close();
    }
  } catch (error) {
    if (error instanceof MapParityError) return { layers: [], failure: error.message };
    throw error;
  }
}
