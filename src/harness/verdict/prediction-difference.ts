import type { ModelBlock, Prediction } from '../../../generators/model/predict.ts';
import { type Difference, differenceOfExtents } from '../answers/difference.ts';
import type { ReadExtent } from '../answers/extents/read-extent.ts';
import type { Outcome } from '../answers/outcome.ts';
import { describeEnd } from '../answers/outcome-difference.ts';
import { parseStdout } from '../answers/parse-stdout.ts';

/** A prediction of the model that it stands by. */
export type Predicted = Exclude<Prediction, { kind: 'abstains' }>;

/**
 * The first difference of what the model predicts (left) and what a program said (right). The model speaks of extents,
 * of whether the map ends early and of refusals, not of texts.
 */
export function differenceFromPrediction(predicted: Predicted, outcome: Outcome): Difference | undefined {
  if (predicted.kind === 'refusal' || predicted.kind === 'failure')
    return differenceFromError(outcome, predicted.kind === 'refusal');
  if (predicted.kind === 'blocks') return differenceFromBlocks(predicted.blocks, outcome);
  const expectedEnd = predicted.stopsAtUnmappable ? 'exit 1' : 'exit 0';
  if (describeEnd(outcome.end) !== expectedEnd) {
    return { kind: 'exit', left: expectedEnd, right: describeEnd(outcome.end) };
  }
  const reading = parseStdout(outcome);
  if (reading.kind !== 'extents' || reading.output !== predicted.output) return { kind: 'text' };
  return differenceOfExtents(asPrinted(predicted), reading.extents);
}

function differenceFromError({ end, stdout }: Outcome, unscheduled: boolean): Difference | undefined {
  const right = describeEnd(end);
  if (right !== 'exit 1') return { kind: 'exit', left: 'exit 1', right };
  return unscheduled && stdout.length > 0 ? { kind: 'text' } : undefined;
}

/** No block at all is printed of an empty image, as text: nothing. */
function differenceFromBlocks(blocks: readonly ModelBlock[], outcome: Outcome): Difference | undefined {
  const end = describeEnd(outcome.end);
  if (end !== 'exit 0') return { kind: 'exit', left: 'exit 0', right: end };
  const reading = parseStdout(outcome);
  if (reading.kind === 'nothing') return blocks.length === 0 ? undefined : { kind: 'text' };
  if (reading.kind !== 'extents' || reading.output !== 'nbd') return { kind: 'text' };
  return differenceOfExtents(blocks, reading.extents);
}

/** The predicted extents with the fields that the query's output prints. */
function asPrinted({ output, extents }: Extract<Prediction, { kind: 'extents' }>): ReadExtent[] {
  return extents.map(extent => {
    const { start, length, offset, file } = extent;
    return output === 'human' ? { start, length, offset, file } : { ...extent, file: undefined };
  });
}
