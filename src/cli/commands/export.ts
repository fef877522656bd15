import { Command } from 'commander';
import { HarnessError } from '../../harness/basics/harness-error.ts';
import { type AnsweredCase, Corpus } from '../../harness/cases/export/corpus.ts';
import { newAnswers } from '../../harness/cases/export/new-answers.ts';
import { recordedAnswers } from '../../harness/cases/export/recorded-answers.ts';
import { fillFolder } from '../../harness/files/output-folder.ts';
import { oraclesHint } from '../../harness/parties/oracle/cache/oracles-hint.ts';
import { plural } from '../../harness/report/words/plural.ts';
import { recordedFrom } from '../../harness/runs/golden/recorded-from.ts';
import type { NamedCase } from '../../harness/runs/named-case.ts';
import { examples } from '../options/help.ts';
import { type CaseOptions, namedCases, withCaseOptions } from '../options/named-cases.ts';
import { oracleOption } from '../options/oracle-option.ts';
import { withSession } from '../session/session.ts';
import { printLine } from '../terminal/print.ts';

interface ExportOptions extends CaseOptions {
  readonly oracle: readonly string[];
}

/** `map-parity export`: images and expected outputs, for tests of other projects. */
export function exportCommand(end: (status: number) => void): Command {
  const command = new Command('export')
    .summary('write images and expected outputs, for tests of other projects')
    .description(
      'write images and the outputs of real qemu-imgs for them, so that other projects can test themselves',
    )
    .argument('<folder>', 'an empty or a new folder')
    .argument(
      '[files...]',
      '.case files, mapped by the qemu-imgs now (default: the golden cases, as recorded)',
    )
    .addOption(oracleOption());
  return withCaseOptions(command)
    .addHelpText('after', examples(['export corpus', 'export random --seed 7 --cases 500']))
    .action(async (folder: string, files: string[], options: ExportOptions) =>
      end(await exportTo(new Corpus(folder), namedCases(files, options), options.oracle)),
    );
}

async function exportTo(
  corpus: Corpus,
  cases: Iterable<NamedCase> | undefined,
  paths: readonly string[],
): Promise<number> {
  return withSession(paths, async ({ found, scratch, cancel }) => {
    if (cases !== undefined && found.oracles.length === 0) {
      throw new HarnessError('oracle-path', 'without a real qemu-img there are no expected outputs', {
        next: `${oraclesHint('name one by --oracle')} Without one only the golden cases can be exported.`,
      });
    }
    const answers: Iterable<AnsweredCase> | AsyncIterable<AnsweredCase> =
      cases === undefined ? recordedAnswers() : newAnswers(cases, found.oracles, scratch, cancel);
    const versions =
      cases === undefined
        ? recordedFrom()
        : Object.fromEntries(found.oracles.map(({ name, banner }) => [name, banner]));
    const fill = async (): Promise<void> => {
      for await (const answered of answers) corpus.add(answered);
      corpus.finish(versions);
    };
    await fillFolder(corpus.folder, fill, cancel);
    if (!cancel.aborted)
      printLine(`${plural(corpus.checks, 'check')} written to ${corpus.folder}; manifest.json lists them`);
    return 0;
  });
}
