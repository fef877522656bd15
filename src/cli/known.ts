import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { HarnessError } from '../harness/basics/harness-error.ts';
import { readCase } from '../harness/files/read-case.ts';
import { writeAtomically } from '../harness/files/write-atomically.ts';
import { showsKnown } from '../harness/finding/known.ts';
import { storedSignature } from '../harness/finding/store/case-notes.ts';
import {
  dayOf,
  isDate,
  printKnownFinding,
  readKnownFindings,
} from '../harness/finding/store/known-findings.ts';
import { recordedName } from '../harness/parties/recorded-name.ts';
import { inProcess } from '../harness/parties/subject/in-process.ts';
import { knownFile } from './arguments.ts';
import { examples } from './help.ts';
import { oracleOption } from './oracle-option.ts';
import { printLine } from './print.ts';
import { refuseInCi } from './refuse-in-ci.ts';
import { type Session, withSession } from './session.ts';
import { adapterOption, type SubjectOptions, subjectOf, subjectOption } from './subject-options.ts';

interface AddOptions extends SubjectOptions {
  readonly reason: string;
  readonly link: string;
  readonly until: string;
  readonly known: string;
  readonly oracle: readonly string[];
}

const addExample =
  "known add .map-parity/findings/NAME --reason 'asked upstream' --link https://example.org/1 --until 2027-01-31";

/** `map-parity known`: findings that are accepted for now. */
export function knownCommand(end: (status: number) => void): Command {
  const known = new Command('known')
    .summary('accept a finding for now')
    .description('known findings: they are accepted for now and fail no run')
    .addHelpText('after', examples([addExample]));
  known
    .command('add')
    .description('accept stored findings up to a date, on the versions that show them now')
    .argument('<findings...>', 'folders of findings, or their .case files')
    .requiredOption('--reason <text>', 'why it is accepted (required)')
    .requiredOption('--link <url>', 'the issue that follows it up (required)', link)
    .requiredOption(
      '--until <date>',
      'the last day on which it is accepted, like 2027-01-31 (required)',
      date,
    )
    .option('--known <file>', 'the file of known findings', knownFile)
    .addOption(oracleOption())
    .addOption(subjectOption())
    .addOption(adapterOption())
    .addHelpText('after', examples([addExample]))
    .action(async (findings: string[], options: AddOptions) => {
      refuseInCi('known add');
      const subject = subjectOf(options);
      if (subject !== inProcess && options.known === knownFile) {
        throw new HarnessError(
          'bad-known',
          `${knownFile} has the findings of map-parity, not of other subjects`,
          {
            next: 'Name a file of your own by --known, here and in run.',
          },
        );
      }
      end(await withSession(options.oracle, session => addAll(session, findings, options), { subject }));
    });
  return known;
}

async function addAll(session: Session, findings: readonly string[], options: AddOptions): Promise<number> {
  for (const finding of findings) await add(session, finding, options);
  return 0;
}

async function add({ parties, scratch }: Session, finding: string, options: AddOptions): Promise<void> {
  const isFolder = statSync(finding, { throwIfNoEntry: false })?.isDirectory() === true;
  const stored = readCase(isFolder ? join(finding, 'reduced.case') : finding);
  const signature = storedSignature(stored);
  const duplicate = readKnownFindings(options.known).find(entry => entry.signature === signature);
  if (duplicate !== undefined) {
    throw new HarnessError('bad-known', `it is known already: ${options.known}, line ${duplicate.line}`);
  }
  const versions = new Set<string>();
  for (const oracle of parties.oracles) {
    const version = recordedName(oracle);
    const entry = { signature, value: stored };
    if (version !== undefined && (await showsKnown(entry, oracle, { parties, scratch })))
      versions.add(version);
  }
  if (versions.size === 0) {
    throw new HarnessError('bad-known', `no qemu-img here shows ${JSON.stringify(signature)}`, {
      next: 'Give a finding as run stored it: its first line is the signature.',
    });
  }
  const { reason, link, until, known } = options;
  const entry = { signature, reason, link, versions: [...versions], until, value: stored };
  const before = existsSync(known) ? `${readFileSync(known, 'utf8').trimEnd()}\n\n` : '';
  writeAtomically(known, before + printKnownFinding(entry));
  printLine(`added to ${known}, for qemu-img ${entry.versions.join(', ')} until ${until}: ${signature}`);
}

function date(text: string): string {
  if (isDate(text) && text >= dayOf(new Date())) return text;
  throw new InvalidArgumentError('It must be a day in the future, like 2027-01-31.');
}

function link(text: string): string {
  if (URL.canParse(text)) return text;
  throw new InvalidArgumentError('It must be a link like https://example.org/issue/1.');
}
