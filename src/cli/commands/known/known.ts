import { Command, InvalidArgumentError } from 'commander';
import type { CheckFeature } from '../../../../generators/coverage/check-features.ts';
import { dayOf, isDate } from '../../../harness/finding/store/known-findings.ts';
import { leftOutFeature } from '../../options/arguments/features.ts';
import { knownFile } from '../../options/arguments/known-file.ts';
import { examples } from '../../options/help.ts';
import { oracleOption } from '../../options/oracle-option.ts';
import { refuseKnownOfOthers } from '../../options/own-known.ts';
import {
  adapterOption,
  type SubjectOptions,
  subjectOf,
  subjectOption,
} from '../../options/subject-options.ts';
import { refuseInCi } from '../../session/refuse-in-ci.ts';
import { withSession } from '../../session/session.ts';
import { type Acceptance, addAll } from './known-add.ts';

interface AddOptions extends SubjectOptions, Acceptance {
  readonly withoutFeature: readonly CheckFeature[];
  readonly oracle: readonly string[];
}

const addExamples = [
  "known add .map-parity/findings/NAME --reason 'asked upstream' --link https://example.org/1 --until 2027-01-31",
  "known add .map-parity/findings/* --subject 'my-map {image}' --known known.txt --reason 'not yet' --link https://example.org/1 --until 2027-01-31",
];

/** `map-parity known`: findings that are accepted for now. */
export function knownCommand(end: (status: number) => void): Command {
  const known = new Command('known')
    .summary('accept a finding for now')
    .description('known findings: they are accepted for now and fail no run')
    .addHelpText('after', examples(addExamples));
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
    .option(
      '--without-feature <name>',
      'a feature that the run left out; repeatable. What is reduced further gets none of it',
      leftOutFeature,
      [],
    )
    .addOption(oracleOption())
    .addOption(subjectOption())
    .addOption(adapterOption())
    .addHelpText('after', examples(addExamples))
    .action(async (findings: string[], options: AddOptions) => {
      refuseInCi('known add');
      const subject = subjectOf(options);
      refuseKnownOfOthers(subject, options.known);
      const acceptance = { ...options, without: options.withoutFeature };
      end(await withSession(options.oracle, session => addAll(session, findings, acceptance), { subject }));
    });
  return known;
}

function date(text: string): string {
  if (isDate(text) && text >= dayOf(new Date())) return text;
  throw new InvalidArgumentError('It must be a day in the future, like 2027-01-31.');
}

function link(text: string): string {
  if (URL.canParse(text)) return text;
  throw new InvalidArgumentError('It must be a link like https://example.org/issue/1.');
}
