import type { ResultFinding } from './result-finding.ts';

/** The result of one check before the cases of a campaign. */
export interface Preliminary {
  /** What is checked: a golden case, a known finding, or a finding that an earlier run stored. */
  readonly phase: 'golden' | 'known' | 'stored';
  readonly name: string;
  /** `warned`: somebody has to look at it, but it fails nothing. */
  readonly outcome: 'passed' | 'skipped' | 'warned' | 'failed';
  /** Text for people, of one line or more; may be empty if it passed. */
  readonly detail: string;
  /** The stored finding, if it is still there. */
  readonly finding?: ResultFinding;
}

const fromBestToWorst: readonly Preliminary['outcome'][] = ['skipped', 'passed', 'warned', 'failed'];

/** Joins the preliminaries of several shards: each thing once, with its worst outcome. */
export function joinPreliminaries(all: readonly Preliminary[]): Preliminary[] {
  const joined = new Map<string, Preliminary>();
  const rank = ({ outcome }: Preliminary): number => fromBestToWorst.indexOf(outcome);
  for (const preliminary of all) {
    const key = `${preliminary.phase} ${preliminary.name}`;
    const before = joined.get(key);
    if (before === undefined || rank(preliminary) > rank(before)) joined.set(key, preliminary);
  }
  return [...joined.values()];
}
