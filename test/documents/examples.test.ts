import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { execa } from 'execa';
import { describe, expect, test, vi } from 'vitest';
import { parseCase } from '../../generators/recipe/picture/parse-case.ts';
import { printCase } from '../../generators/recipe/picture/print-case.ts';
import { writeRecipe } from '../../generators/write/write-recipe.ts';
import { parseGolden } from '../../src/harness/runs/golden/golden-text.ts';
import { map, openImage } from '../../src/map/index.ts';
import { lyingOracleCase, writeLyingOracle } from '../support/lying-oracle.ts';
import { oneGolden } from '../support/one-golden.ts';
import { testFolder } from '../support/test-folder.ts';
import { documents, readDocument } from './documents.ts';
import { scriptLines, shellLines, transcript } from './shell-lines.ts';

/** Commands that no test runs as they stand, with the reason; their options are checked all the same. */
const notRun: readonly (readonly [RegExp, string])[] = [
  [/^(ci\/parity|ci\/map-parity (run|sweep|attack|hunt|bench))\b/, 'takes minutes'],
  [/^ci\/test\b|^npm run unit\b/, 'runs the tests, this one too'],
  [
    /^npm (install|run bench|run bounds|run explorer-bench|run assembly)\b/,
    'needs a network, or the machine for itself',
  ],
  [/^npm run golden -- (add|import|record|review)|known add/, 'changes the goldens'],
  [/^npm run implementations\b/, 'takes minutes and needs a network, and changes the table'],
  [/^npm run golden -- check/, 'test/golden does the same'],
  [/^ci\/map-parity export random\b/, 'takes minutes under load'],
  [/^(ci\/map-parity bisect|git) /, 'needs builds of qemu'],
  [/^ci\/map-parity explore\b/, 'serves a page until Ctrl-C'],
  [/^ci\/map-parity merge\b/, 'needs the results of all shards'],
];

const prepared = testFolder();
const { recipe } = parseCase(readDocument('README.md').blocks[0]!.text);

/** A folder with the files that the documents name: the chain of the README, its maps, a case, and this project. */
function freshFolder(): string {
  const folder = mkdtempSync(join(prepared.path, 'example-'));
  for (const part of ['ci', 'golden', 'package.json', 'src']) symlinkSync(resolve(part), join(folder, part));
  writeRecipe(recipe, folder);
  for (const { name } of recipe.layers) {
    const options = JSON.stringify({
      driver: 'qcow2',
      file: { driver: 'file', filename: join(folder, name) },
      backing: null,
    });
    writeFileSync(join(folder, name.replace('.qcow2', '.json')), jsonOf(`json:${options}`));
  }
  writeFileSync(
    join(folder, 'report.txt'),
    `$ qemu-img map --output=json disk\n${jsonOf(join(folder, 'top.qcow2'))}`,
  );
  cpSync('golden/cases/007-each-state-over-each.case', join(folder, 'found.case'));
  mkdirSync(join(folder, 'uploads'));
  writeRecipe(recipe, join(folder, 'uploads'));
  return folder;
}

function jsonOf(name: string): string {
  using image = openImage(name);
  const asNumber = (_: string, value: unknown): unknown =>
    typeof value === 'bigint' ? Number(value) : value;
  return JSON.stringify(
    [...map(image)].map(({ file, ...entry }) => entry),
    asNumber,
  );
}

/** What the packages of this project install: here, the commands of the checkout. */
const installed = 'qemu-img-map() { ci/map-parity map "$@"; }\n';

const shell = (line: string, cwd: string) =>
  execa('bash', ['-c', installed + line], {
    cwd: line.startsWith('npm ') ? resolve('.') : cwd,
    reject: false,
    all: true,
    stdin: 'ignore',
    stripFinalNewline: false,
  });

const isRun = (line: string): boolean => !notRun.some(([pattern]) => pattern.test(line));
const blocks = documents().flatMap(({ path, blocks }) => blocks.map(block => ({ path, block })));

/** Blocks of shell, each run from top to bottom in one folder. */
const scripts = blocks
  .map(({ path, block }) => ({ path, lines: scriptLines(block).filter(isRun) }))
  .filter(({ lines }) => lines.length > 0)
  .map(script => ({ ...script, first: script.lines[0] }));

test.each(scripts)('$path: $first and what follows it end well', async ({ lines }) => {
  const folder = freshFolder();
  for (const line of lines) {
    const { exitCode, all } = await shell(line, folder);
    expect(exitCode, `${line}\n${all}`).toBe(0);
  }
});

const transcripts = blocks.flatMap(({ path, block }) => transcript(block).map(shown => ({ path, ...shown })));

test.each(transcripts)('$path: $line prints what is shown', async ({ line, output }) => {
  expect((await shell(line, freshFolder())).stdout).toBe(output);
});

/** What qemu-img 11.1 printed for the top of the chain. */
function recordedEntries(): { start: number; length: number; depth: number }[] {
  const { value, recorded } = oneGolden('047-what-present-tells');
  const goldens = parseGolden(readFileSync(recorded, 'utf8'), value.queries);
  const { outcomes } = goldens.find(({ query }) => query.join(' ') === '--output=json top.qcow2')!;
  return JSON.parse(outcomes.get('11.1')!.stdout.toString());
}

const programs = blocks.filter(({ block }) => block.language === 'ts');

test.each(programs)('$path: the program prints the extents after 64k', async ({ block }) => {
  const folder = freshFolder();
  const library = JSON.stringify(resolve('src/map/index.ts'));
  const file = join(folder, 'example.ts');
  writeFileSync(
    file,
    block.text
      .replace("'qemu-map-parity'", library)
      .replace("'top.qcow2'", JSON.stringify(join(folder, 'top.qcow2'))),
  );
  const log = vi.spyOn(console, 'log').mockImplementation(() => {});
  await import(file);
  const printed = log.mock.calls.map(([start, length, depth]) => ({
    start: Number(start),
    length: Number(length),
    depth,
  }));
  expect(printed).toEqual(
    recordedEntries()
      .map(({ start, length, depth }) => ({ start, length, depth }))
      .slice(1),
  );
  log.mockRestore();
});

const pythonBlocks = blocks.filter(({ block }) => block.language === 'python').map(({ block }) => block.text);
const python = pythonBlocks.length > 0 && spawnSync('python3', ['--version']).status === 0;

/** Extents of map, as a library of somebody else would give them: `ci/map-parity map` in place of its own code. */
const otherLibrary = `import json, subprocess
def extents(path):
    ran = subprocess.run(["ci/map-parity", "map", "--output=json", path], cwd=CHECKOUT, capture_output=True, text=True)
    if ran.returncode != 0:
        raise ValueError(ran.stderr.strip())
    names = {"present": "allocated", "start": "start", "length": "length", "zero": "zero", "compressed": "compressed"}
    return [{names[key]: entry[key] for key in names} for entry in json.loads(ran.stdout)]
`;

describe.skipIf(!python)('programs in Python (skipped where it is not installed)', () => {
  const [server, corpusTest] = pythonBlocks as [string, string];

  test('the server is a subject that agrees with qemu-img, without further options', async () => {
    const folder = freshFolder();
    writeFileSync(join(folder, 'server.py'), server);
    writeFileSync(join(folder, 'my_qcow2.py'), otherLibrary.replace('CHECKOUT', JSON.stringify(folder)));
    writeFileSync(join(folder, 'a.case'), printCase(lyingOracleCase.value));
    const oracle = writeLyingOracle(folder, 'tells the truth');
    const command = `ci/map-parity try a.case --oracle ${oracle} --subject 'python3 ./server.py'`;
    const { exitCode, all } = await shell(command, folder);
    expect(all).toContain('agrees, and the model too');
    expect(exitCode, all).toBe(0);
  });

  test('the test of a corpus finds no difference in a map that has none, and one that is there', async () => {
    const folder = freshFolder();
    writeFileSync(join(folder, 'test.py'), corpusTest);
    writeFileSync(
      join(folder, 'own'),
      '#!/bin/sh\nshift\nexec "$CHECKOUT/ci/map-parity" map --profile 11.1 "$@"\n',
    );
    writeFileSync(join(folder, 'none'), '#!/bin/sh\n');
    for (const name of ['own', 'none']) chmodSync(join(folder, name), 0o755);
    expect((await shell('ci/map-parity export corpus', folder)).exitCode).toBe(0);
    const manifest = JSON.parse(readFileSync(join(folder, 'corpus/manifest.json'), 'utf8'));
    const few = { ...manifest, checks: manifest.checks.slice(0, 4) };
    writeFileSync(join(folder, 'corpus/manifest.json'), JSON.stringify(few));
    const run = (name: string) => shell(`CHECKOUT=$PWD python3 test.py corpus $PWD/${name} 11.1`, folder);
    expect((await run('own')).all).toBe('');
    expect((await run('none')).all).toContain('differs:');
  });
});

test('every exception is needed', () => {
  const lines = blocks.flatMap(({ block }) => shellLines(block));
  expect(notRun.filter(([pattern]) => !lines.some(line => pattern.test(line)))).toEqual([]);
});
