import { type Difference, differenceOfExtents } from './difference.ts';
import { normalised } from './normalise.ts';
import type { End, Outcome } from './outcome.ts';
import { parseStdout } from './parse-stdout.ts';

/** The first difference of two outcomes of one query; undefined when they are equal byte for byte, after normalisation. */
export function differenceOfOutcomes(left: Outcome, right: Outcome): Difference | undefined {
  if (describeEnd(left.end) !== describeEnd(right.end)) return differenceOfEnds(left, right);
  if (left.stderr.equals(right.stderr) && left.stdout.equals(right.stdout)) return undefined;
  const [ours, theirs] = [normalised(left), normalised(right)];
  if (!ours.stderr.equals(theirs.stderr))
    return { kind: 'stderr', left: ours.stderr.toString(), right: theirs.stderr.toString() };
  if (ours.stdout.equals(theirs.stdout)) return undefined;
  const [leftMap, rightMap] = [parseStdout(left), parseStdout(right)];
  if (leftMap.kind !== 'extents' || rightMap.kind !== 'extents') return { kind: 'text' };
  return differenceOfExtents(leftMap.extents, rightMap.extents) ?? { kind: 'text' };
}

/**
 * The difference of two outcomes that end in different ways. When one maps and the other refuses, `message` is the stderr of that. What
 * hangs, floods or throws would do so whatever the other says.
 */
export function differenceOfEnds(left: Outcome, right: Outcome): Difference {
  const refusing = [left, right].filter(({ end }) => end.kind === 'exit' && end.status !== 0);
  const bothAnswer = [left, right].every(({ end }) => end.kind !== 'thrown');
  const refusal =
    bothAnswer && refusing.length === 1 ? { message: normalised(refusing[0]!).stderr.toString() } : {};
  return { kind: 'exit', left: describeEnd(left.end), right: describeEnd(right.end), ...refusal };
}

/** `exit 0`, `signal SIGABRT`, `thrown TypeError: …`. */
export function describeEnd(end: End): string {
  switch (end.kind) {
    case 'exit':
      return `exit ${end.status}`;
    case 'signal':
      return `signal ${end.signal}`;
    case 'thrown':
      return `thrown ${end.error}`;
    case 'cut':
      return 'cut';
  }
}
