import type { Investigation } from '../../../harness/finding/investigate.ts';
import { storeError } from '../../../harness/finding/store/stored-error.ts';
import { errorReports } from '../../../harness/report/campaign/error-reports.ts';
import { replayCommand } from '../../../harness/report/finding/finding-commands.ts';
import type { ErrorCount } from '../../../harness/runs/oracle-errors.ts';
import type { Tally } from '../../../harness/runs/tally.ts';
import { printReport } from '../../terminal/print.ts';

/** Keeps a case of each error of an oracle beside the findings, and prints a report on it. Returns the tally with their commands. */
export function keepErrors(
  tally: Tally,
  { parties, findings }: Pick<Investigation, 'parties' | 'findings'>,
): Tally {
  const kept = (error: string, count: ErrorCount): ErrorCount => {
    const { oracle, example } = count;
    const stored = storeError(findings, error, example.case);
    if ('unkept' in stored) return { ...count, example: { ...example, ...stored } };
    const replay = replayCommand(stored.path, parties.subject, oracle, parties.limits);
    return { ...count, example: { ...example, replay } };
  };
  const oracleErrors = new Map([...tally.oracleErrors].map(([error, count]) => [error, kept(error, count)]));
  for (const report of errorReports({ oracleErrors })) printReport(report);
  return { ...tally, oracleErrors };
}
