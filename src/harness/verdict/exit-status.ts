import type { Verdict } from './judge.ts';

/** The exit status that one verdict asks for: 0 fine, 1 a divergence, 3 the harness or an oracle failed. */
export function exitStatusOf(verdict: Verdict): 0 | 1 | 3 {
  switch (verdict.kind) {
    case 'model-error':
    case 'oracle-error':
      return 3;
    case 'divergence':
    case 'broken':
      return 1;
    case 'match':
    case 'crash':
    case 'unjudged':
    case 'skipped':
    case 'holds':
    case 'unrelated':
      return 0;
  }
}
