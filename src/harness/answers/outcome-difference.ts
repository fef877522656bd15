import { type Difference, differenceOfExtents } from './difference.ts';
import { normalisedStderr } from './normalise.ts';
import type { End, Outcome } from './outcome.ts';
import { parseStdout } from './parse-stdout.ts';

/** The first difference of two outcomes of one query, or undefined: then they are equal byte for byte, but for the normalisations. */
export function differenceOfOutcomes(left: Outcome, right: Outcome): Difference | undefined {
  if (describeEnd(left.end) !== describeEnd(right.end)) return differenceOfEnds(left, right);
  const [leftText, rightText] = [normalisedStderr(left), normalisedStderr(right)];
  if (!leftText.equals(rightText))
    return { kind: 'stderr', left: leftText.toString(), right: rightText.toString() };
  if (left.stdout.equals(right.stdout)) return undefined;
  const [leftReading, rightReading] = [parseStdout(left), parseStdout(right)];
  if (leftReading.kind !== 'extents' || rightReading.kind !== 'extents') return { kind: 'text' };
  return differenceOfExtents(leftReading.extents, rightReading.extents) ?? { kind: 'text' };
}

/** That two outcomes end in different ways, with what the one says that refuses where the other doesn't. */
export function differenceOfEnds(left: Outcome, right: Outcome): Difference {
  const refusing = [left, right].filter(({ end }) => end.kind === 'exit' && end.status !== 0);
  const said = refusing.length === 1 ? { said: normalisedStderr(refusing[0]!).toString() } : {};
  return { kind: 'exit', left: describeEnd(left.end), right: describeEnd(right.end), ...said };
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
  }
}
