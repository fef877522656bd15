import { predict } from '../../generators/model/predict.ts';
import { HarnessError } from '../harness/basics/harness-error.ts';
import { openScratch, type Scratch } from '../harness/files/scratch.ts';
import { fitProfile } from '../harness/parties/fit-profile.ts';
import { type FoundOracles, findOracles } from '../harness/parties/oracle/find-oracles.ts';
import { fixLimits } from '../harness/parties/oracle/fix-limits.ts';
import type { Oracle } from '../harness/parties/oracle/oracle.ts';
import type { Parties } from '../harness/parties/parties.ts';
import { inProcess } from '../harness/parties/subject/in-process.ts';
import type { Subject } from '../harness/parties/subject/subject.ts';
import { verifySubject } from '../harness/parties/subject/verify-subject.ts';
import { fitLine } from '../harness/report/oracles.ts';
import { type Interruption, listenForInterrupt } from './interrupt.ts';

/** What every command that compares needs: the parties, a scratch folder, and a listener for signals. */
export interface Session {
  readonly parties: Parties;
  readonly found: FoundOracles;
  readonly scratch: Scratch;
  readonly interruption: Interruption;
}

/**
 * Runs `work` with a subject and the oracles at `paths`. Without paths, our implementation is compared with all oracles that
 * were fetched, another subject with the newest of them. The scratch folder is always removed afterwards.
 *
 * @returns the exit status of `work`, or the one for the signal that interrupted it
 * @throws HarnessError `no-oracle` where none of the oracles answers, and as `findOracles` and `verifySubject`
 */
export async function withSession(
  paths: readonly string[],
  work: (session: Session) => Promise<number>,
  subject: Subject = inProcess,
): Promise<number> {
  const interruption = listenForInterrupt();
  const scratch = await openScratch();
  try {
    const hostLimits = await fixLimits();
    if (hostLimits !== undefined) console.error(`warning: ${hostLimits}`);
    const found = await findFor(subject, paths, scratch, interruption.signal);
    if (found.oracles.length === 0 && found.lost.length > 0) {
      const reasons = found.lost.map(({ name, error }) => `${name}: ${error.kind}: ${error.detail}`);
      throw new HarnessError('no-oracle', `no qemu-img answers: ${reasons.join('; ')}`);
    }
    if (subject !== inProcess) await verifySubject(subject, scratch);
    const { fitness } = scratch;
    const parties: Parties = {
      subject,
      predict,
      oracles: found.oracles,
      host: { holeGranularity: fitness.kind === 'fit' ? fitness.holeGranularity : 4096n },
      cancel: interruption.signal,
    };
    const status = await work({ parties, found, scratch, interruption });
    return interruption.status() ?? status;
  } finally {
    subject.close?.();
    scratch.close();
    interruption.release();
  }
}

async function findFor(
  subject: Subject,
  paths: readonly string[],
  scratch: Scratch,
  cancel: AbortSignal,
): Promise<FoundOracles> {
  if (paths.length > 0) return findNamed(paths, scratch, cancel);
  const found = await findOracles();
  return subject === inProcess ? found : { ...found, oracles: found.oracles.slice(-1) };
}

/** A program named by its path is of unknown make: it is compared with the profile that it behaves as. */
async function findNamed(
  paths: readonly string[],
  scratch: Scratch,
  cancel: AbortSignal,
): Promise<FoundOracles> {
  const { oracles, lost } = await findOracles(paths);
  const fitted: Oracle[] = [];
  for (const oracle of oracles) {
    if (oracle.manifest !== undefined) {
      fitted.push(oracle);
      continue;
    }
    const fit = await fitProfile(oracle, scratch, cancel);
    const line = fitLine(oracle, fit);
    if (line !== undefined) console.error(line);
    fitted.push(fit.kind === 'as another' ? { ...oracle, profile: fit.profile } : oracle);
  }
  return { oracles: fitted, lost };
}
