import type { Investigation } from '../../harness/finding/investigate.ts';
import { oraclesAtHand } from '../../harness/parties/oracle/oracles-at-hand.ts';
import { describeFinding, renewReport } from '../../harness/report/finding/describe-finding.ts';
import { reductionLimit } from '../options/findings-option.ts';
import type { Session } from './session.ts';

/** How findings are investigated in a session, whatever is known. `findings` is the folder that they are stored in. */
export async function investigationIn(
  { parties, scratch }: Session,
  findings: string,
): Promise<Omit<Investigation, 'known'>> {
  return {
    parties,
    scratch,
    findings,
    reduction: reductionLimit,
    atHand: await oraclesAtHand(parties.oracles),
    describe: describeFinding,
    renew: renewReport,
  };
}
