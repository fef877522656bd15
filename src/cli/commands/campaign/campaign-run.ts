import type { CheckFeature } from '../../../../generators/coverage/check-features.ts';
import type { Investigation } from '../../../harness/finding/investigate.ts';
import { type KnownFinding, readKnownFindings } from '../../../harness/finding/store/known-findings.ts';
import { inProcess } from '../../../harness/parties/subject/in-process.ts';
import type { Subject } from '../../../harness/parties/subject/subject.ts';
import { startTimeLimit, type TimeLimit } from '../../../harness/runs/time-limit.ts';
import { knownFile } from '../../options/arguments/known-file.ts';
import { refuseKnownOfOthers } from '../../options/own-known.ts';
import { oraclesFor, type Talk, talkOf } from '../../options/quiet-option.ts';
import type { RunOptions } from '../../options/run-options.ts';
import { timeOf } from '../../options/time-option.ts';
import { limitsOf } from '../../options/timeout-option.ts';
import { investigationIn } from '../../session/investigation.ts';
import { type Session, withSession } from '../../session/session.ts';
import { printLines } from '../../terminal/print.ts';

/** The options of every command that runs a campaign. */
export type CampaignOptions = Pick<
  RunOptions,
  'seed' | 'cases' | 'time' | 'timeout' | 'jobs' | 'oracle' | 'findings' | 'known' | 'quiet' | 'verbose'
>;

/** A session of `run` or `attack`, before anything is checked. */
export interface CampaignRun<Options extends CampaignOptions = CampaignOptions> {
  readonly session: Session;
  readonly options: Options;
  readonly limit: TimeLimit;
  readonly talk: Talk;
  readonly known: readonly KnownFinding[];
  readonly investigation: Investigation;
}

/**
 * Opens a session, and ends it when the time of the options is up. The time counts for all phases: the first starts of qemu-img,
 * goldens, known and stored findings, cases, reductions.
 *
 * @returns the exit status that `work` returns
 */
export async function inTimedSession(
  options: CampaignOptions,
  subject: Subject,
  work: (session: Session, limit: TimeLimit) => Promise<number>,
): Promise<number> {
  if (options.known !== knownFile) refuseKnownOfOthers(subject, options.known);
  const limit = startTimeLimit(timeOf(options));
  try {
    return await withSession(options.oracle, session => work(session, limit), {
      subject,
      limits: limitsOf(options.timeout),
      until: limit.signal,
    });
  } finally {
    limit.release();
  }
}

/** Says which oracles take part, and reads what is known. `without` is what no case may have, reduced ones neither. */
export async function beginRun<Options extends CampaignOptions>(
  session: Session,
  options: Options,
  limit: TimeLimit,
  without?: readonly CheckFeature[],
): Promise<CampaignRun<Options>> {
  const talk = talkOf(options.quiet);
  printLines(oraclesFor(options.quiet, session.found));
  // The project's known findings are those of our map, not of other subjects.
  const isOurs = session.parties.subject === inProcess || options.known !== knownFile;
  const known = isOurs ? readKnownFindings(options.known) : [];
  const investigation: Investigation = {
    ...(await investigationIn(session, options.findings)),
    known: new Set(known.map(({ signature }) => signature)),
    ...(without !== undefined && { without }),
  };
  return { session, options, limit, talk, known, investigation };
}
