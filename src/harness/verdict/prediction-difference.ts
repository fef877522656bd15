import type { ModelBlock, Prediction } from '../../../generators/model/predict.ts';
import { type Difference, differenceOfExtents } from '../answers/difference.ts';
import type { ReadExtent } from '../answers/extents/read-extent.ts';
import type { Outcome } from '../answers/outcome.ts';
import { describeEnd } from '../answers/outcome-difference.ts';
import { parseStdout } from '../answers/parse-stdout.ts';

/** A prediction of a model that doesn't abstain. */
export type Predicted = Exclude<Prediction, { kind: 'abstains' }>;

/**
 * The first difference of a prediction (left) and a program's outcome (right). The model predicts extents, whether the map
 * ends early, and refusals, but no texts.
 */
export function differenceFromPrediction(predicted: Predicted, outcome: Outcome): Difference | undefined {
  if (predicted.kind === 'refusal' || predicted.kind === 'failure')
    return differenceFromError(predicted.kind, outcome);
  if (predicted.kind === 'blocks') return differenceFromBlocks(predicted.blocks, outcome);
  const expectedEnd = predicted.stopsAtUnmappable ? 'exit 1' : 'exit 0';
  if (describeEnd(outcome.end) !== expectedEnd) {
    return { kind: 'exit', left: expectedEnd, right: describeEnd(outcome.end) };
  }
  const parsed = parseStdout(outcome);
  if (parsed.kind !== 'extents' || parsed.output !== predicted.output) return { kind: 'text' };
  return differenceOfExtents(asPrinted(predicted), parsed.extents);
}

/** A refusal prints nothing on stdout; a map that fails later may have printed extents. */
function differenceFromError(kind: 'refusal' | 'failure', { end, stdout }: Outcome): Difference | undefined {
  const right = describeEnd(end);
  if (right !== 'exit 1') return { kind: 'exit', left: 'exit 1', right };
  return kind === 'refusal' && stdout.length > 0 ? { kind: 'text' } : undefined;
}

/** For an empty image nbdinfo prints no block: in text that is an empty stdout. */
function differenceFromBlocks(blocks: readonly ModelBlock[], outcome: Outcome): Difference | undefined {
  const end = describeEnd(outcome.end);
  if (end !== 'exit 0') return { kind: 'exit', left: 'exit 0', right: end };
  const parsed = parseStdout(outcome);
  if (parsed.kind === 'nothing') return blocks.length === 0 ? undefined : { kind: 'text' };
  if (parsed.kind !== 'extents' || parsed.output !== 'nbd') return { kind: 'text' };
  return differenceOfExtents(blocks, parsed.extents);
}

/** The predicted extents with the fields that the query's output prints. */
function asPrinted({ output, extents }: Extract<Prediction, { kind: 'extents' }>): ReadExtent[] {
  return extents.map(extent => {
    const { start, length, offset, file } = extent;
    return output === 'human' ? { start, length, offset, file } : { ...extent, file: undefined };
  });
}
