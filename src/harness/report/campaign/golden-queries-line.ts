import type { QueryCounts } from '../../runs/workers/case/case-record.ts';
import { plural } from '../words/plural.ts';

/** What the oracles answered to the queries of the goldens, in one line. */
export function goldenQueriesLine({ perOracle, different, skipped }: QueryCounts): string {
  const counts = [...perOracle];
  const isSame = counts.every(([, count]) => count === counts[0]![1]);
  const names = counts.map(([name]) => name);
  const queried = isSame
    ? `${queries(counts[0]?.[1] ?? 0)} asked of ${names.length > 1 ? 'each of ' : ''}qemu-img ${names.join(', ')}`
    : counts.map(([name, count]) => `${queries(count)} asked of qemu-img ${name}`).join(', ');
  const result = different === 0 ? 'all answered as expected' : `${different} answered otherwise`;
  return `goldens: ${queried}: ${result}${skipped === 0 ? '' : `; ${plural(skipped, 'check')} skipped`}`;
}

function queries(count: number): string {
  return `${count} ${count === 1 ? 'query' : 'queries'}`;
}
