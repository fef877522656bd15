import { Command } from 'commander';
import { caseAt } from '../../generators/arbitrary/case-at.ts';
import { MapParityError } from '../error.ts';
import { goldenCases } from '../harness/golden/golden-cases.ts';
import { hunt, type NamedCase } from '../harness/hunt/hunt.ts';
import { huntLines, huntStatus } from '../harness/report/hunt-lines.ts';
import { oracleLines } from '../harness/report/oracles.ts';
import { readCase } from '../harness/store/read-case.ts';
import { repeated, wholeNumber } from './arguments.ts';
import { type Session, withSession } from './session.ts';

interface HuntOptions {
  readonly oracle: readonly string[];
  readonly seed?: number;
  readonly cases: number;
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
    .option('--seed <n>', 'random cases of this seed instead of files', wholeNumber())
    .option('--cases <n>', 'how many random cases', wholeNumber(1), 100)
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
  const came = await hunt(parties, scratch, casesOf(files, options), (cases, changes) => {
    if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${cases} cases  ${changes} changes`);
  });
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
  for (const line of huntLines(came)) console.log(line);
  return found.lost.length > 0 ? 3 : huntStatus(came);
}

function casesOf(files: readonly string[], { seed, cases }: HuntOptions): Iterable<NamedCase> {
  if (seed !== undefined) return drawn(seed, cases);
  return files.length === 0 ? goldenCases() : files.map(name => ({ name, value: readCase(name) }));
}

function* drawn(seed: number, cases: number): Generator<NamedCase> {
  for (let index = 0; index < cases; index++)
    yield { name: `seed ${seed}, case ${index}`, value: caseAt(seed, index) };
}
