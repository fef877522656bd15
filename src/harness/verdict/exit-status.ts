import type { Verdict } from './judge.ts';

/** The exit status for one verdict: 0 no fault, 1 a divergence, 3 a failure of the harness or an oracle. */
export function exitStatusOf(verdict: Verdict): 0 | 1 | 3 {
  switch (verdict.kind) {
    case 'model-error':
    case 'oracle-error':
    case 'unanswered':
      return 3;
    case 'divergence':
    case 'crash':
    case 'broken':
      return 1;
    case 'match':
    case 'unjudged':
    case 'skipped':
    case 'holds':
    case 'unrelated':
      return 0;
  }
}
