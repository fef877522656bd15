import type { Outcome } from '../../answers/outcome.ts';
import type { Adapter } from './adapters/adapter.ts';
import type { SubjectAnswer } from './subject.ts';

/** What an adapter makes of an outcome: a map that can't be read has failed, whatever its exit status. */
export function adaptedAnswer(outcome: Outcome, adapter: Adapter): SubjectAnswer {
  if (outcome.end.kind !== 'exit' || outcome.end.status !== 0)
    return { kind: 'reading', outcome, extents: [], format: adapter };
  try {
    return { kind: 'reading', outcome, extents: adapter.read(outcome.stdout.toString()), format: adapter };
  } catch (error) {
    const end = {
      kind: 'thrown',
      error: `${adapter.name} can't read it: ${(error as Error).message}`,
    } as const;
    return { kind: 'reading', outcome: { ...outcome, end }, extents: [], format: adapter };
  }
}
