import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { CheckFeature } from '../../../../generators/coverage/check-features.ts';
import type { Case } from '../../../../generators/recipe/recipe.ts';
import { HarnessError } from '../../../harness/basics/harness-error.ts';
import { readCase } from '../../../harness/files/read-case.ts';
import { writeAtomically } from '../../../harness/files/write-atomically.ts';
import { investigate } from '../../../harness/finding/investigate.ts';
import { shownNow, showsKnown } from '../../../harness/finding/known.ts';
import {
  isCutShort,
  storedOrigin,
  storedSignature,
  withSignature,
} from '../../../harness/finding/store/case-notes.ts';
import { inFolder } from '../../../harness/finding/store/finding-folder.ts';
import { printKnownFinding, readKnownFindings } from '../../../harness/finding/store/known-findings.ts';
import { errorsFolder } from '../../../harness/finding/store/stored-error.ts';
import { recordedName } from '../../../harness/parties/recorded-name.ts';
import { inProcess } from '../../../harness/parties/subject/in-process.ts';
import { visibleLine } from '../../../map/basics/visible.ts';
import { investigationIn } from '../../session/investigation.ts';
import type { Session } from '../../session/session.ts';
import { explainFailure } from '../../terminal/failure.ts';
import { complain, printLine } from '../../terminal/print.ts';

/** On what terms findings are accepted, and the file that they go into. */
export interface Acceptance {
  readonly reason: string;
  readonly link: string;
  readonly until: string;
  readonly known: string;
  /** What no reduction may bring into a case. */
  readonly without: readonly CheckFeature[];
}

/** Milliseconds that the reduction of a finding may take that a run had no time to reduce. */
const longestReduction = 60_000;

/**
 * Adds stored findings, folders or cases, to a file of known ones. One that can't be added keeps none of the others out.
 *
 * @returns the exit status: 2 if one could not be added
 */
export async function addAll(
  session: Session,
  findings: readonly string[],
  acceptance: Acceptance,
): Promise<number> {
  let status = 0;
  for (const finding of findings) {
    try {
      await add(session, finding, acceptance);
    } catch (error) {
      const failure = explainFailure(error);
      for (const line of failure.lines) complain(line);
      status = Math.max(status, failure.status);
    }
  }
  return status;
}

async function add(session: Session, finding: string, acceptance: Acceptance): Promise<void> {
  if (basename(finding) === errorsFolder)
    return printLine(`no findings, so not added: ${finding} has cases in which a qemu-img failed`);
  const { known, without } = acceptance;
  const stored = await fullyReduced(session, finding, without);
  const signature = storedSignature(stored);
  const duplicate = readKnownFindings(known).find(entry => entry.signature === signature);
  if (duplicate !== undefined)
    return printLine(`known already, in ${known}, line ${duplicate.line}: ${signature}`);
  const versions = await versionsThatShow(session, stored);
  if (versions.length === 0) throw await otherNow(session, finding, stored);
  const { reason, link, until } = acceptance;
  const before = existsSync(known) ? readFileSync(known, 'utf8').trimEnd() : '';
  const { subject } = session.parties;
  const entry = printKnownFinding({
    signature,
    ...(subject !== inProcess && { subject: visibleLine(subject.name) }),
    reason,
    link,
    versions,
    until,
    value: stored,
  });
  writeAtomically(known, before === '' ? entry : `${before}\n\n${entry}`);
  printLine(`added to ${known}, for qemu-img ${versions.join(', ')} until ${until}: ${signature}`);
}

/**
 * The smallest case of a finding. If the time of the run didn't suffice, it is reduced further: the same fault in a smaller case
 * would be another finding, which isn't known.
 */
async function fullyReduced(
  session: Session,
  finding: string,
  without: readonly CheckFeature[],
): Promise<Case> {
  if (statSync(finding, { throwIfNoEntry: false })?.isDirectory() !== true) return readCase(finding);
  const place = inFolder(finding);
  if (existsSync(place.found) && !existsSync(place.report))
    throw new HarnessError('bad-known', `${finding} is not reduced yet`, {
      next: 'The next run goes on with it.',
    });
  const stored = readCase(place.reduced);
  if (!isCutShort(stored)) return stored;
  const sighting = await shownNow(stored, session);
  if (sighting?.signature !== storedSignature(stored)) return stored;
  printLine(`reducing ${finding} further, for up to a minute`);
  const investigation = {
    ...(await investigationIn(session, dirname(finding))),
    known: new Set<string>(),
    without,
    reduction: longestReduction,
  };
  const { signature, smallest } = await investigate(
    investigation,
    { stored: place, sighting },
    storedOrigin(stored),
  );
  return withSignature(signature, smallest);
}

/** The versions whose qemu-img show a stored finding now. */
async function versionsThatShow({ parties, scratch }: Session, stored: Case): Promise<string[]> {
  const versions = new Set<string>();
  const entry = { signature: storedSignature(stored), value: stored };
  for (const oracle of parties.oracles) {
    const version = recordedName(oracle);
    if (version !== undefined && (await showsKnown(entry, oracle, { parties, scratch })))
      versions.add(version);
  }
  return [...versions];
}

/** Why a finding can't be known: its case shows nothing now, or something else. */
async function otherNow(session: Session, finding: string, stored: Case): Promise<HarnessError> {
  const now = await shownNow(stored, session);
  if (now === undefined)
    return new HarnessError('bad-known', `${finding} passes now`, { next: 'It can be removed.' });
  return new HarnessError('bad-known', `${finding} shows another finding now: ${now.signature}`, {
    next: 'Remove it, and run again: what is found then can be added.',
  });
}
