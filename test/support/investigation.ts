import { predict } from '../../generators/model/predict.ts';
import type { Scratch } from '../../src/harness/files/scratch.ts';
import { type FindingsPlan, nothingBefore } from '../../src/harness/finding/findings.ts';
import type { Parties } from '../../src/harness/parties/parties.ts';
import type { Subject } from '../../src/harness/parties/subject/subject.ts';
import { describeFinding, renewReport } from '../../src/harness/report/finding/describe-finding.ts';

/** A subject that the model alone judges, on a usual host. */
export function judgedByModel(subject: Subject): Parties {
  return { subject, predict, oracles: [], host: { holeGranularity: 4096n } };
}

/** Where tests put what they investigate. */
export interface Places {
  readonly scratch: Scratch;
  /** The folder of findings. */
  readonly findings: string;
}

/** An investigation of which nothing is stored or known yet. */
export function investigationOf(
  parties: Parties,
  { scratch, findings }: Places,
  reduction = 20_000,
): FindingsPlan {
  return {
    parties,
    scratch,
    findings,
    reduction,
    atHand: parties.oracles,
    describe: describeFinding,
    renew: renewReport,
    ...nothingBefore,
  };
}
