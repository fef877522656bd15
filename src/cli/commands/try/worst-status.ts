import type { Check } from '../../../harness/verdict/check.ts';
import { exitStatusOf } from '../../../harness/verdict/exit-status.ts';

/** The exit status that checks end with together; 0 for none. */
export function worstStatus(checks: readonly Check[]): number {
  return Math.max(0, ...checks.map(({ verdict }) => exitStatusOf(verdict)));
}
