import type { ResultFinding } from './result-finding.ts';

/** One thing that was checked before the cases of a campaign. */
export interface Preliminary {
  /** A golden case, a known finding, or a finding that an earlier run stored. */
  readonly phase: 'golden' | 'known' | 'stored';
  readonly name: string;
  /** `warned`: it needs somebody's attention, and fails nothing. */
  readonly outcome: 'passed' | 'skipped' | 'warned' | 'failed';
  /** What people read of it, maybe on several lines; empty where it passed. */
  readonly detail: string;
  /** Of a stored finding that is still there. */
  readonly finding?: ResultFinding;
}

const worse: readonly Preliminary['outcome'][] = ['skipped', 'passed', 'warned', 'failed'];

/** Of what several shards checked, each thing once, as the worst that came of it. */
export function joinPreliminaries(all: readonly Preliminary[]): Preliminary[] {
  const joined = new Map<string, Preliminary>();
  for (const one of all) {
    const key = `${one.phase} ${one.name}`;
    const other = joined.get(key);
    if (other === undefined || worse.indexOf(one.outcome) > worse.indexOf(other.outcome))
      joined.set(key, one);
  }
  return [...joined.values()];
}
