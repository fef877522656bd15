import { basename } from 'node:path';
import { Command } from 'commander';
import { HarnessError } from '../../harness/basics/harness-error.ts';
import { outcomesOfOracle, outcomesOfOurMap } from '../../harness/cases/reproduce/expected-outcomes.ts';
import { writeReproducer } from '../../harness/cases/reproduce/write-reproducer.ts';
import { readCase } from '../../harness/files/read-case.ts';
import { findOracles } from '../../harness/parties/oracle/find-oracles.ts';
import { requestsContext } from '../../harness/parties/oracle/nbd/nbd-query.ts';
import type { Oracle } from '../../harness/parties/oracle/oracle.ts';
import { plural } from '../../harness/report/words/plural.ts';
import { newest, profileNamed } from '../../map/profile/profile.ts';
import { examples } from '../options/help.ts';
import { printLine } from '../terminal/print.ts';

interface ReproduceOptions {
  readonly output?: string;
  readonly oracle?: string;
  readonly profile?: string;
}

/** The number of no test of qemu yet. Whoever adds the test to qemu renames it. */
const iotestName = '999';

/** `map-parity reproduce`: a case as scripts and files for people who have only qemu. */
export function reproduceCommand(end: (status: number) => void): Command {
  return new Command('reproduce')
    .summary('turn a case into a script for a bug report and a test of qemu')
    .description(
      "write a case as a script of qemu-img, qemu-io and coreutils for a bug report, as a test of qemu's own suite, and as files",
    )
    .argument('<case>', 'a .case file')
    .option('-o, --output <folder>', 'a new folder (default: the name of the case with -reproducer)')
    .option('--profile <version>', 'expect the output of our map as this version (default: the newest known)')
    .option('--oracle <path>', 'expect the output of this qemu-img instead')
    .addHelpText(
      'after',
      examples(['reproduce found.case -o report', 'reproduce found.case --oracle build/qemu-img']),
    )
    .action(async (path: string, options: ReproduceOptions) => {
      end(await reproduce(path, options));
    });
}

async function reproduce(path: string, { output, oracle, profile }: ReproduceOptions): Promise<number> {
  const value = readCase(path);
  const name = basename(path, '.case');
  const folder = output ?? `${name}-reproducer`;
  const theirs = oracle === undefined ? undefined : await oracleAt(oracle);
  const version = profile === undefined ? newest : profileNamed(profile);
  const left = value.queries.filter(requestsContext).length;
  if (left === value.queries.length)
    throw new HarnessError('bad-case', `${path} maps contexts of NBD only, which need a server`);
  const written = await writeReproducer(value, folder, iotestName, async images =>
    theirs === undefined ? outcomesOfOurMap(value, images, version) : outcomesOfOracle(value, images, theirs),
  );
  printLine(`${written.script}  the script for a bug report; QEMU_IMG and QEMU_IO name the programs`);
  printLine(`${written.iotest}, ${written.iotest}.out  the same for qemu's tests/qemu-iotests`);
  printLine(`${written.images}  the chain itself`);
  if (left > 0) printLine(`left out: ${plural(left, 'context')} of NBD, which need a server`);
  return 0;
}

async function oracleAt(path: string): Promise<Oracle> {
  const { oracles, lost } = await findOracles([path]);
  const [found] = oracles;
  if (found !== undefined) return found;
  throw new HarnessError('oracle-path', `--oracle ${path}: ${lost[0]?.error.detail ?? 'no answer'}`);
}
