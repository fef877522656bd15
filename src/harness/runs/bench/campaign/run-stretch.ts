import { addTallies, emptyTally } from '../../tally.ts';
import type { Crew } from '../../workers/crew/crew.ts';
import { ownCpu, threadCpu } from './cpu-seconds.ts';

/** What a crew did in a stretch of time. */
export interface Stretch {
  readonly cases: number;
  readonly checks: number;
  readonly seconds: number;
  /** Seconds of CPU time of ours, of all threads. */
  readonly ownCpu: number;
  /** Seconds of CPU time of the main thread. */
  readonly mainCpu: number;
}

/** Where a stretch is after so much: whether another case begins. */
export type GoesOn = (cases: number, seconds: number) => boolean;

/** Runs the cases of some indexes, over and over. */
export async function runStretch(crew: Crew, indexes: readonly number[], goesOn: GoesOn): Promise<Stretch> {
  const [own, main, began] = [ownCpu(), threadCpu(), performance.now()];
  const elapsed = (): number => (performance.now() - began) / 1000;
  let begun = 0;
  let tally = emptyTally();
  await crew.run(
    'cases',
    () =>
      goesOn(begun, elapsed()) ? { kind: 'drawn', index: indexes[begun++ % indexes.length]! } : undefined,
    record => {
      tally = addTallies(tally, record.tally);
    },
  );
  const { cases, checks } = tally;
  const seconds = elapsed();
  return { cases, checks, seconds, ownCpu: ownCpu() - own, mainCpu: threadCpu() - main };
}
