import { layerLines } from '../../drawing/layer-lines.ts';
import { MapParityError } from '../../map/basics/error.ts';
import { readCommandLine } from '../../map/command/command-line.ts';
import { takeNbdContext } from '../../map/command/nbd-context.ts';
import { openRequested } from '../../map/command/open-requested.ts';
import { SourceHost } from '../../map/host/source-host.ts';
import type { LayerExplanation } from '../../map/portable.ts';
import { newest } from '../../map/profile/profile.ts';
import { explainChain } from '../../map/status/explain.ts';
import type { ChainInput } from './chain-input.ts';
import { openInput } from './open-input.ts';
import { queriesOf } from './queries-of.ts';

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
  const { source, case: parsed } = openInput(chain);
  const words = queriesOf(parsed)[query] ?? queriesOf(parsed)[0]!;
  const host = new SourceHost(source);
  try {
    const { result } = readCommandLine(takeNbdContext(words)[0], newest, { host });
    if (result.kind !== 'request') return { layers: [], failure: 'map refuses these arguments' };
    const opened = openRequested(result.request, { profile: newest, host, notice: () => {} });
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
