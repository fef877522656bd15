import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { caseAt } from '../../../../generators/arbitrary/case-at.ts';
import { parseCase } from '../../../../generators/recipe/picture/parse-case.ts';
import { printCase } from '../../../../generators/recipe/picture/print-case.ts';
import type { Case } from '../../../../generators/recipe/recipe.ts';
import { writeRecipe } from '../../../../generators/write/write-recipe.ts';
import { bugReportScript } from '../../../../src/harness/cases/reproduce/bug-report.ts';
import { outcomesOfOracle } from '../../../../src/harness/cases/reproduce/expected-outcomes.ts';
import { iotestOf } from '../../../../src/harness/cases/reproduce/iotest.ts';
import { type Reproducer, reproducerOf } from '../../../../src/harness/cases/reproduce/reproducer.ts';
import { findOracles } from '../../../../src/harness/parties/oracle/find-oracles.ts';
import type { Oracle } from '../../../../src/harness/parties/oracle/oracle.ts';
import { serveLayers } from '../../../../src/harness/parties/serve-layers.ts';
import { scriptEnvironment } from '../../../support/script-environment.ts';

const { oracles } = await findOracles();
const temporary = mkdtempSync(join(tmpdir(), 'reproduce-test-'));
afterAll(() => rmSync(temporary, { recursive: true, force: true }));

/** Chains that qemu-io makes, states that need a patch, damage, files written as bytes; host offsets in and out of order. */
const chosen = [
  `base.raw raw 4k size=5000 |#.|
mid.qcow2 qcow2 64k |#0z.cc|
    at 1 0
top.qcow2 qcow2 16k extl2 dirty |-[#{8}-{24}][!{2}.{30}][.{9}0{23}]![z{8}#{24}]|
map --output=json mid.qcow2
map mid.qcow2
map --output=json top.qcow2`,
  `base.qcow2 qcow2 512 v2 size=40k |#.c#|
mid.qcow2 qcow2 512 lazy refbits=1 |#{70}.{9}0z{50}|
top.qcow2 qcow2 4k data=top.data |#~0z.#|
map --output=json mid.qcow2
map --output=json -s 1 -l 9k top.qcow2`,
  `a.qcow2 qcow2 64k refbits=2 |~{12}####|
    set refcount[9] = 3
map --output=json a.qcow2`,
  `base.qcow2 qcow2 64k backing=gone.qcow2 |#|
top.qcow2 qcow2 64k |.0|
map --output=json top.qcow2`,
  `"a b.raw" raw 64k nbd=11.1 |##|
mid.qcow2 qcow2 64k nbd=11.1 |.0#|
top.qcow2 qcow2 64k |.|
map --output=json top.qcow2
map nbd:unix:mid.qcow2.sock`,
].map(text => parseCase(`${text}\n`));

const random = Array.from({ length: 2 }, (_, index) => caseAt(44, index));

/** A reproducer that expects the outcomes of an oracle for the chain that the harness writes. */
async function reproducer(value: Case, oracle: Oracle): Promise<Reproducer> {
  const folder = mkdtempSync(join(temporary, 'written-'));
  writeRecipe(value.recipe, folder);
  const serving = await serveLayers(value.recipe, folder);
  try {
    return reproducerOf(value, await outcomesOfOracle(value, folder, oracle));
  } finally {
    if (serving.kind === 'serving') await serving.stop();
  }
}

function runScript(text: string, oracle: Oracle): { status: number | null; output: string } {
  const path = join(temporary, 'reproduce.sh');
  writeFileSync(path, text);
  const { status, stdout, stderr } = spawnSync('sh', [path], {
    env: scriptEnvironment(oracle, temporary),
    encoding: 'utf8',
  });
  return { status, output: stdout + stderr };
}

/** Whether a qemu-img can make a chain: Debian's 5.2 has no zstd, and its qemu-io can't open such an image. */
function isMakeable({ recipe }: Case, { profile }: Oracle): boolean {
  const zstd = recipe.layers.some(layer => layer.format === 'qcow2' && layer.compression !== undefined);
  return !zstd || profile.zstd;
}

describe.each(oracles.length === 0 ? [undefined] : oracles)('a script on qemu-img $name', oracle => {
  test.skipIf(oracle === undefined).for([...chosen, ...random].map(value => ({ value })))(
    'makes a chain with the same maps, except for host offsets if it says so',
    async ({ value }, { skip }) => {
      skip(!isMakeable(value, oracle!), 'this qemu-img lacks zstd');
      const script = bugReportScript(await reproducer(value, oracle!));
      expect(runScript(script, oracle!), printCase(value)).toMatchObject({ status: 0 });
    },
  );

  test.skipIf(oracle === undefined)('ends with 1 and prints both outputs if they differ', async () => {
    const [value] = chosen;
    const { expected, ...rest } = await reproducer(value!, oracle!);
    const wrong = expected.maps.map(({ query, outcome }) => ({
      query,
      outcome: {
        ...outcome,
        stdout: Buffer.from(outcome.stdout.toString().replace('"depth": 1', '"depth": 2')),
      },
    }));
    const { status, output } = runScript(
      bugReportScript({ ...rest, expected: { ...expected, maps: wrong } }),
      oracle!,
    );
    expect(status).toBe(1);
    expect(output).toContain(`expected (qemu-img ${oracle!.name}):\n[`);
    expect(output.split('actual:')).toHaveLength(2);
  });

  test.skipIf(oracle === undefined)("passes as a test of qemu's suite", async () => {
    const folder = mkdtempSync(join(temporary, 'suite-'));
    const { script, out } = iotestOf('123', await reproducer(chosen[0]!, oracle!));
    const names = ['_supported_fmt', '_supported_proto', '_supported_os'];
    writeFileSync(join(folder, 'common.rc'), names.map(name => `${name}() { :; }\n`).join(''));
    writeFileSync(join(folder, 'common.filter'), '');
    writeFileSync(join(folder, '123'), script);
    mkdirSync(join(folder, 'scratch'));
    const { QEMU_IMG, QEMU_IO, PATH } = scriptEnvironment(oracle!, temporary);
    // The suite expects paths, so a command of several words becomes a script.
    for (const [name, words] of [
      ['img', QEMU_IMG],
      ['io', QEMU_IO],
    ] as const)
      writeFileSync(join(folder, name), `#!/bin/sh\nexec ${words} "$@"\n`, { mode: 0o755 });
    const env = {
      PATH,
      TEST_DIR: join(folder, 'scratch'),
      QEMU_IMG_PROG: join(folder, 'img'),
      QEMU_IO_PROG: join(folder, 'io'),
    };
    const { status, stdout, stderr } = spawnSync('bash', ['123'], { cwd: folder, env, encoding: 'utf8' });
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: out, stderr: '' });
  });
});

const shellcheck = spawnSync('shellcheck', ['--version']).status === 0;
describe('shellcheck (skipped where it is not installed)', () => {
  test.skipIf(!shellcheck || oracles.length === 0)('has no complaints', async () => {
    for (const value of chosen) {
      const made = await reproducer(value, oracles[0]!);
      const files = { 'a.sh': bugReportScript(made), 'a.bash': iotestOf('123', made).script };
      for (const [name, text] of Object.entries(files)) writeFileSync(join(temporary, name), text);
      // SC1091: the files of qemu's suite are missing here.
      const args = ['-e', 'SC1091', ...Object.keys(files)];
      expect(spawnSync('shellcheck', args, { cwd: temporary, encoding: 'utf8' }).stdout).toBe('');
    }
  });
});
