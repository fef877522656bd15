import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Oracle } from '../../../harness/parties/oracle/oracle.ts';
import { costLines } from '../../../harness/report/bench/cost-lines.ts';
import { campaignCost } from '../../../harness/runs/bench/campaign/campaign-cost.ts';
import type { Session } from '../../session/session.ts';
import { complain, printLines } from '../../terminal/print.ts';

/** Measures what a campaign with an oracle costs, prints it, and writes the figures into a folder. */
export async function benchCampaign(
  { parties, scratch }: Session,
  oracle: Oracle,
  runs: number,
  output: string,
): Promise<void> {
  const progress = (name: string): unknown => complain(`${oracle.name}: ${name}`);
  const cost = await campaignCost({ parties, scratch, oracle, runs, progress });
  const path = join(output, 'campaign.json');
  writeFileSync(path, `${JSON.stringify(cost, null, 2)}\n`);
  printLines([...costLines(cost), `written: ${path}`]);
}
