import { Command } from 'commander';
import { MapParityError } from '../error.ts';
import { goldenCases } from '../harness/golden/golden-cases.ts';
import { hunt } from '../harness/hunt/hunt.ts';
import { huntLines, huntStatus } from '../harness/report/hunt-lines.ts';
import { oracleLines } from '../harness/report/oracles.ts';
import { plural } from '../harness/report/plural.ts';
import { statusLineOn } from '../harness/report/progress.ts';
import { repeated } from './arguments.ts';
import { type CaseOptions, caseOptions, namedCases } from './named-cases.ts';
import { type Session, withSession } from './session.ts';

interface HuntOptions extends CaseOptions {
  readonly oracle: readonly string[];
}

/** `map-parity hunt`: what changed between qemu-img versions, and in which first. */
export function huntCommand(end: (status: number) => void): Command {
  return new Command('hunt')
    .description('ask many qemu-imgs the same, and sort what differs into distinct changes')
    .argument('[files...]', '.case files (default: the golden cases)')
    .option(
      '--oracle <path>',
      'a qemu-img, oldest first; repeatable (default: the fetched ones)',
      repeated,
      [],
    )
    .addOption(caseOptions[0])
    .addOption(caseOptions[1])
    .action(async (files: string[], options: HuntOptions) =>
      end(await withSession(options.oracle, session => huntIn(session, files, options))),
    );
}

async function huntIn(session: Session, files: readonly string[], options: HuntOptions): Promise<number> {
  const { parties, found, scratch } = session;
  if (found.oracles.length < 2) {
    throw new MapParityError('oracle-path', 'a hunt takes two qemu-imgs or more', {
      next: 'ci/oracles fetches four versions; or name some with --oracle.',
    });
  }
  for (const line of oracleLines(found)) console.log(line);
  const progress = statusLineOn(process.stderr);
  const begun = performance.now();
  const cases = namedCases(files, options) ?? goldenCases();
  const came = await hunt(parties, scratch, cases, (asked, changes) =>
    progress.show(() => `${plural(asked, 'case')}  ${plural(changes, 'change')}`, performance.now() - begun),
  );
  progress.clear();
  for (const line of huntLines(came)) console.log(line);
  return found.lost.length > 0 ? 3 : huntStatus(came);
}
