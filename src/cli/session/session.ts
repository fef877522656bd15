import { existsSync } from 'node:fs';
import { predict } from '../../../generators/model/predict.ts';
import { HarnessError } from '../../harness/basics/harness-error.ts';
import { openScratch, type Scratch } from '../../harness/files/scratch.ts';
import { fitProfile } from '../../harness/parties/fit-profile.ts';
import { lackingIn } from '../../harness/parties/lacking.ts';
import { type FoundOracles, findOracles } from '../../harness/parties/oracle/find-oracles.ts';
import { fixLimits } from '../../harness/parties/oracle/fix-limits.ts';
import type { Oracle } from '../../harness/parties/oracle/oracle.ts';
import type { StartLimits } from '../../harness/parties/oracle/program.ts';
import type { Parties } from '../../harness/parties/parties.ts';
import { inProcess } from '../../harness/parties/subject/in-process.ts';
import type { Subject } from '../../harness/parties/subject/subject.ts';
import { verifySubject } from '../../harness/parties/subject/verify-subject.ts';
import { fitLine } from '../../harness/report/oracle-lines.ts';
import type { Profile } from '../../map/profile/profile.ts';
import { type Interruption, listenForInterrupt } from '../terminal/interrupt.ts';
import { complain } from '../terminal/print.ts';

/** What every command that compares needs: the parties, a scratch folder, and a listener for signals. */
export interface Session {
  readonly parties: Parties;
  readonly found: FoundOracles;
  readonly scratch: Scratch;
  readonly interruption: Interruption;
  /** Ends the work: a signal came, or `until` fired. `parties` have it too. */
  readonly cancel: AbortSignal;
}

/** What a session compares. */
export interface SessionOptions {
  /** Absent: our implementation. */
  readonly subject?: Subject;
  /** What every oracle is compared with, whatever its version. Absent: what it behaves like. */
  readonly profile?: Profile;
  /** Limits of one answer. Absent: the default ones. */
  readonly limits?: StartLimits;
  /** Ends everything, as an interruption does. */
  readonly until?: AbortSignal;
}

/**
 * Runs `work` with a subject and the oracles at `paths`. Without paths, our implementation is compared with all oracles that
 * were fetched, another subject with the newest of them. The scratch folder is always removed afterwards.
 *
 * @returns the exit status of `work`, or the one for the signal that interrupted it
 * @throws HarnessError `no-oracle` when none of the oracles answers, and as `findOracles` and `verifySubject`
 */
export async function withSession(
  paths: readonly string[],
  work: (session: Session) => Promise<number>,
  { subject = inProcess, profile, limits, until }: SessionOptions = {},
): Promise<number> {
  const interruption = listenForInterrupt();
  const cancel = AbortSignal.any([interruption.signal, ...(until === undefined ? [] : [until])]);
  const scratch = await openScratch();
  try {
    const hostLimits = await fixLimits();
    if (hostLimits !== undefined) complain(`warning: ${hostLimits}`);
    const found = await findFor(paths, { subject, profile }, scratch, cancel);
    // Programs that were killed because of a signal gave no answer, which is no fault of theirs.
    const signalled = interruption.status();
    if (signalled !== undefined) return signalled;
    if (found.oracles.length === 0 && found.lost.length > 0) {
      const reasons = found.lost.map(({ name, error }) => `${name}: ${error.kind}: ${error.detail}`);
      throw new HarnessError('no-oracle', `no qemu-img answers: ${reasons.join('; ')}`);
    }
    if (subject !== inProcess) await verifySubject(subject, scratch, cancel);
    const { holes } = scratch;
    const parties: Parties = {
      subject,
      predict,
      oracles: found.oracles,
      host: { holeGranularity: holes.kind === 'supported' ? holes.holeGranularity : 4096n },
      cancel,
      ...(limits !== undefined && { limits }),
    };
    const status = await work({ parties, found, scratch, interruption, cancel });
    return interruption.status() ?? status;
  } catch (error) {
    throw scratchGone(scratch, error) ?? error;
  } finally {
    subject.close?.();
    scratch.close();
    interruption.release();
  }
}

/** Somebody has removed the scratch folder: whatever error that led to, no name of the command line is at fault. */
function scratchGone({ folder }: Scratch, cause: unknown): HarnessError | undefined {
  if (existsSync(folder)) return undefined;
  return new HarnessError(
    'no-scratch',
    `${folder}, the folder for temporary files, was removed while it was in use`,
    {
      cause,
    },
  );
}

async function findFor(
  paths: readonly string[],
  { subject, profile }: { readonly subject: Subject; readonly profile: Profile | undefined },
  scratch: Scratch,
  cancel: AbortSignal,
): Promise<FoundOracles> {
  const found = await findOracles(paths, cancel);
  const isNewestAlone = paths.length === 0 && subject !== inProcess;
  const oracles: Oracle[] = [];
  for (const oracle of isNewestAlone ? found.oracles.slice(-1) : found.oracles) {
    oracles.push(await examined(oracle, profile, scratch, cancel));
  }
  return { oracles, lost: found.lost };
}

/**
 * A fetched program has the profile of its version, and lacks nothing. One that was named is of unknown make: it is compared with
 * what it behaves like, unless the profile is fixed, and its queries are skipped where it lacks what they need.
 */
async function examined(
  oracle: Oracle,
  fixed: Profile | undefined,
  scratch: Scratch,
  cancel: AbortSignal,
): Promise<Oracle> {
  if (oracle.manifest !== undefined) return { ...oracle, profile: fixed ?? oracle.profile };
  const fitted = { ...oracle, profile: fixed ?? (await fittedProfile(oracle, scratch, cancel)) };
  return { ...fitted, lacks: await lackingIn(fitted, scratch, cancel) };
}

/** The profile that a program behaves like; a line reports if that isn't the profile of its version. */
async function fittedProfile(oracle: Oracle, scratch: Scratch, cancel: AbortSignal): Promise<Profile> {
  const fit = await fitProfile(oracle, scratch, cancel);
  const line = fitLine(oracle, fit);
  if (line !== undefined) complain(line);
  return fit.profile;
}
