import type { Outcome } from '../../answers/outcome.ts';
import type { Adapter } from './adapters/adapter.ts';
import type { SubjectAnswer } from './subject.ts';

/** The answer that an adapter reads from an outcome. A map that can't be read counts as failed, whatever its exit status. */
export function adaptedAnswer(outcome: Outcome, adapter: Adapter): SubjectAnswer {
  if (outcome.end.kind !== 'exit' || outcome.end.status !== 0)
    return { kind: 'adapted', outcome, extents: [], format: adapter };
  try {
    return { kind: 'adapted', outcome, extents: adapter.read(outcome.stdout.toString()), format: adapter };
  } catch (error) {
    const end = {
      kind: 'thrown',
      error: `${adapter.name} can't read it: ${(error as Error).message}`,
    } as const;
    return { kind: 'adapted', outcome: { ...outcome, end }, extents: [], format: adapter };
  }
}
