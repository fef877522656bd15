import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { probes } from '../../src/harness/parties/fit-profile.ts';
import type { GoldenCase } from '../../src/harness/runs/golden/golden-cases.ts';
import { parseGolden } from '../../src/harness/runs/golden/golden-text.ts';
import { oneGolden } from './one-golden.ts';

const banner = 'qemu-img version 11.1.3 (Debian 1:11.1.3+ds-1)';

/** The golden case to whose map lying oracles know the answer, as qemu-img 11.1 gave it. */
export const lyingOracleCase: GoldenCase = oneGolden('010-present-against-zero-plain-over-data');
const [{ outcomes }] = parseGolden(
  readFileSync(lyingOracleCase.recorded, 'utf8'),
  lyingOracleCase.value.queries,
) as [ReturnType<typeof parseGolden>[number]];
const truth = outcomes.get('11.1')!.stdout.toString();

const shortened = truth.replace(/\{ "start": 65536.*\n/, '');
const flipped = truth.replace('"depth": 1', '"depth": 2');
const print = (text: string): string => `printf %s '${text}'`;

/** How a lying oracle answers. */
export type Lie =
  | 'tells the truth'
  | 'flips one field'
  | 'lies slowly once a finding is stored'
  | 'drops an extent'
  | 'moves a border'
  | 'changes a space'
  | 'warns'
  | 'prints rubbish'
  | 'prints help'
  | 'prints nothing'
  | 'fails without a word'
  | 'changes its mind'
  | 'dies'
  | 'is killed'
  | 'hangs'
  | 'hangs after the probes'
  | 'hangs in a case'
  | 'dies once it is marked'
  | 'floods';

/** What each lying oracle does instead of a map, as shell commands. */
const lies: Readonly<Record<Lie, string>> = {
  'tells the truth': print(truth),
  'flips one field': print(flipped),
  'lies slowly once a finding is stored': `[ ! -e "\${0%/*}/.map-parity" ] || sleep 0.3; ${print(shortened)}`,
  'drops an extent': print(shortened),
  'moves a border': print(
    truth
      .replace('"start": 0, "length": 65536', '"start": 0, "length": 66048')
      .replace('"start": 65536, "length": 65536', '"start": 66048, "length": 65024'),
  ),
  'changes a space': print(truth.replace('{ "start"', '{"start"')),
  warns: `echo 'qemu-img: warning: the moon is full' >&2; ${print(truth)}`,
  'prints rubbish': 'echo Segmentation fault',
  'prints help': 'echo usage: qemu-img',
  'prints nothing': 'true',
  'fails without a word': 'exit 1',
  'changes its mind': `if mkdir "$0.asked" 2>/dev/null; then ${print(flipped)}; else ${print(truth)}; fi`,
  dies: 'kill -ABRT $$',
  'is killed': 'kill -KILL $$',
  hangs: 'exec sleep 600',
  'hangs after the probes': `echo >>"$0.asked"; [ $(wc -l <"$0.asked") -le ${probes.length} ] || exec sleep 600; ${print(truth)}`,
  // The name of the folder of a case ends with a dash and its number.
  'hangs in a case': `case \${PWD##*/} in *-*) exec sleep 600;; esac; ${print(truth)}`,
  'dies once it is marked': `[ ! -e "$0.marked" ] || kill -ABRT $$; ${print(truth)}`,
  floods: 'exec yes [',
};

/**
 * Writes a program into `folder` that prints the version of qemu-img 11.1, and answers every map as the real one answered
 * `lyingOracleCase`, but for one lie. It proves that comparison can fail. What it remembers of answers begins anew.
 *
 * @returns the path of the program
 */
export function writeLyingOracle(folder: string, lie: Lie): string {
  const path = join(folder, `qemu-img-that-${lie.replaceAll(' ', '-')}`);
  const lines = ['#!/bin/sh', `if [ "$1" = --version ]; then echo '${banner}'; exit; fi`, lies[lie], ''];
  rmSync(`${path}.asked`, { recursive: true, force: true });
  writeFileSync(path, lines.join('\n'), { mode: 0o755 });
  return path;
}
