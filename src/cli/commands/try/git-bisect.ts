import type { Check } from '../../../harness/verdict/check.ts';
import type { Verdict } from '../../../harness/verdict/judge.ts';
import { explainFailure } from '../../terminal/failure.ts';
import { complain } from '../../terminal/print.ts';
import { worstStatus } from './worst-status.ts';

/** Exit status by which `git bisect run` skips a commit. */
const untestable = 125;

/** The exit status for `git bisect run`, of work that ends with a status of ours: any but 0 and 125 means a bad commit. */
export async function bisectStatus(work: () => Promise<number>): Promise<number> {
  try {
    const status = await work();
    return status === 3 ? untestable : status;
  } catch (error) {
    for (const line of explainFailure(error).lines) complain(line);
    return untestable;
  }
}

/** Verdicts of checks that were judged; a crash is treated separately. */
const judged: readonly Verdict['kind'][] = ['match', 'divergence', 'model-error', 'broken'];

/** A crash makes a commit bad too. A commit without any judged check is skipped. */
export function bisectStatusOf(checks: readonly Check[]): number {
  const kinds = checks.map(({ verdict }) => verdict.kind);
  if (kinds.includes('crash')) return 1;
  return kinds.some(kind => judged.includes(kind)) ? worstStatus(checks) : untestable;
}
