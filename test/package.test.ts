import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { execaSync } from 'execa';
import { dirSync } from 'tmp-promise';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { npmPackages } from '../ci/package/packages.ts';
import { specifiersOf } from '../ci/package/specifiers.ts';
import { findOracles } from '../src/harness/parties/oracle/find-oracles.ts';
import { runMap } from '../src/map/command/run-map.ts';
import { drivers } from '../src/map/drivers/table.ts';
import { NodeHost } from '../src/map/host/nodejs/node-host.ts';
import { newest } from '../src/map/profile/profile.ts';

const folder = dirSync({ unsafeCleanup: true });
const checkout = join(folder.name, 'checkout');
const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
const packed = (name: string): string => join(checkout, 'dist/packages', `${name}-${version}.tgz`);
const tarballs = npmPackages.map(({ name }) => packed(name));

/** An empty project that installs the map alone, without koffi. */
const alone = join(folder.name, 'alone');
/** An empty project that installs both packages with all that they depend on. */
const whole = join(folder.name, 'whole');

/** Packs a copy of the checkout, and has npm install the packages without network, from no cache. */
beforeAll(() => {
  const parts = [
    'package.json',
    'tsconfig.json',
    'tsconfig.build.json',
    'rolldown.config.ts',
    'LICENSE',
    'package-lock.json',
  ];
  for (const part of [...parts, 'src', 'generators', 'golden', 'ci'])
    cpSync(part, join(checkout, part), { recursive: true });
  symlinkSync(resolve('node_modules'), join(checkout, 'node_modules'));
  execaSync('npm', ['run', 'package'], { cwd: checkout });
  install(alone, ['@noble/ciphers', '@noble/hashes'], ['--omit=optional', tarballs[0]!]);
  const { stdout } = execaSync('npm', ['ls', '--omit=dev', '--all', '--parseable']);
  const own = resolve('node_modules');
  install(
    whole,
    stdout
      .split('\n')
      .slice(1)
      .map(path => relative(own, path)),
    tarballs,
  );
}, 300_000);
afterAll(() => folder.removeCallback());

/**
 * Installs tarballs in a new project. What they depend on is there already, as if it had been installed before: npm takes it if it
 * satisfies them, and needs a network if not. To have npm pack and unpack it, too, would take 20 s of CPU.
 */
function install(project: string, dependencies: readonly string[], args: readonly string[]): void {
  const modules = join(project, 'node_modules');
  for (const name of dependencies)
    cpSync(join('node_modules', name), join(modules, name), { recursive: true });
  mkdirSync(join(modules, '.bin'));
  for (const name of readdirSync('node_modules/.bin')) {
    const target = readlinkSync(join('node_modules/.bin', name));
    if (existsSync(join(modules, '.bin', target))) symlinkSync(target, join(modules, '.bin', name));
  }
  const offline = [
    '--offline',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--cache',
    join(folder.name, 'cache'),
  ];
  execaSync('npm', ['install', ...offline, ...args], { cwd: project });
  writeFileSync(join(project, 'noise.raw'), Buffer.alloc(65536, 'noise'));
  execaSync('truncate', ['--size=1M', 'zeros.raw'], { cwd: project });
}

const node = (cwd: string, ...args: string[]) => execaSync(process.execPath, args, { cwd, reject: false });
const bin = (name: string): string => join('node_modules/.bin', name);

const noise =
  '[{ "start": 0, "length": 65536, "depth": 0, "present": true, "zero": false, "data": true, "compressed": false, "offset": 0}]';

describe.each(npmPackages)('the package $name', ({ name }) => {
  const tarball = packed(name);

  test('passes publint without a suggestion', () => {
    const { stdout, exitCode } = execaSync('npx', ['publint', 'run', tarball, '--strict'], { reject: false });
    expect({ stdout, exitCode }).toMatchObject({ stdout: expect.stringContaining('All good!'), exitCode: 0 });
  });

  test('passes attw in each way of resolving', () => {
    const { stdout, exitCode } = execaSync('npx', ['attw', tarball], { reject: false });
    expect({ stdout, exitCode }).toMatchObject({
      stdout: expect.stringContaining('No problems found'),
      exitCode: 0,
    });
  });
});

test('the map alone brings noble, and no other package', () => {
  const folders = readdirSync(join(alone, 'node_modules')).filter(name => !name.startsWith('.'));
  expect(folders).toEqual(['@noble', 'qemu-map-parity']);
});

test('where there is no Node the package is the library that does without', () => {
  const rolldown = pathToFileURL(resolve('node_modules/rolldown/dist/index.mjs')).href;
  writeFileSync(join(alone, 'entry.mjs'), "export * from 'qemu-map-parity';");
  writeFileSync(
    join(alone, 'without-node.mjs'),
    `import { createContext, runInContext } from 'node:vm';
import { build } from '${rolldown}';
const { output } = await build({
  ...{ input: 'entry.mjs', platform: 'browser', write: false, logLevel: 'silent' },
  output: { format: 'iife', name: 'library' },
});
const source = \`\${output[0].code}
const files = { open: () => ({ length: 512, read: (offset, length) => new Uint8Array(length) }) };
[...library.map(library.openImage('x.raw', { files }))].length\`;
console.log(output.length, runInContext(source, createContext({ TextEncoder })));`,
  );
  expect(node(alone, 'without-node.mjs')).toMatchObject({ stdout: '1 1', stderr: '' });
});

test('without koffi the map has no holes of raw files, and all else', () => {
  expect(node(alone, bin('qemu-img-map'), '--output=json', 'noise.raw').stdout).toBe(noise);
  expect(node(alone, bin('qemu-img-map'), '--output=json', 'zeros.raw').stdout).toContain(
    '"zero": false, "data": true',
  );
});

describe.each([
  { name: 'qemu-img-map', words: [] },
  { name: 'map-parity', words: ['map'] },
])('the command $name', ({ name, words }) => {
  test('maps a raw file with its holes, which takes koffi', () => {
    expect(node(whole, bin(name), ...words, '--output=json', 'noise.raw').stdout).toBe(noise);
    expect(node(whole, bin(name), ...words, '--output=json', 'zeros.raw').stdout).toContain(
      '"zero": true, "data": false',
    );
  });

  test('keeps the code of its map beside it, and maps by it as before', () => {
    const place = name === 'map-parity' ? 'qemu-map-parity-harness/src/cli' : 'qemu-map-parity';
    const kept = () => globSync('*.cache', { cwd: join(whole, 'node_modules', place) });
    for (const _ of [1, 2]) {
      expect(node(whole, bin(name), ...words, '--output=json', 'noise.raw').stdout).toBe(noise);
      expect(kept()).toEqual([`bundled-map.cjs-${process.version}-${process.arch}.cache`]);
    }
  });

  test('names itself in help and in lines of its own', () => {
    const command = [name, ...words].join(' ');
    expect(node(whole, bin(name), ...words, '--help').stdout).toMatch(`usage: ${command} [OPTION]... FILE`);
    expect(node(whole, bin(name), ...words, '--profile', 'new', 'x').stderr).toMatch(`${name}: 'new' is not`);
    const confined = ['--confine', 'node_modules', 'noise.raw'];
    expect(node(whole, bin(name), ...words, ...confined).stderr).toMatch(new RegExp(`^${name}: `));
  });

  test('ends with the exit status of map, and prints no error if its reader has gone', () => {
    expect(node(whole, bin(name), ...words, 'gone').exitCode).toBe(1);
    const script = '"$@" noise.raw | head -c 1; echo $PIPESTATUS';
    const args = ['-c', script, 'bash', process.execPath, bin(name), ...words];
    const { stdout, stderr } = execaSync('bash', args, { cwd: whole });
    expect({ stdout, stderr }).toEqual({ stdout: 'O0', stderr: '' });
  });
});

test('the command opens as each driver what the sources do: it has most of them in parts that are run only then', () => {
  const asSources = (args: string[]) => {
    const output = { stdout: '', stderr: '' };
    const taking = (name: keyof typeof output) => (bytes: Uint8Array) => {
      output[name] += Buffer.from(bytes).toString();
    };
    const result = runMap(args, {
      ...{ profile: newest, host: new NodeHost({ directory: whole }), command: 'qemu-img-map' },
      ...{ stdout: taking('stdout'), stderr: taking('stderr') },
    });
    return { ...output, exitCode: result.kind === 'ran' ? result.status : 1 };
  };
  const usable = drivers.filter(({ kind }) => kind !== 'unsupported' && kind !== 'missing');
  for (const { name } of usable) {
    const words = ['-f', name, 'noise.raw'];
    const { stdout, stderr, exitCode } = execaSync(process.execPath, [bin('qemu-img-map'), ...words], {
      ...{ cwd: whole, reject: false, stripFinalNewline: false },
    });
    expect({ name, stdout, stderr, exitCode }).toEqual({ name, ...asSources(words) });
  }
});

test('map-parity has the other commands', () => {
  expect(node(whole, bin('map-parity'), '--version').stdout).toMatch(/^\d+\.\d+\.\d+$/);
  expect(node(whole, bin('map-parity'), 'run', '--time', 'never').exitCode).toBe(2);
});

test('a worker is one file, which finds koffi and checks the goldens of the package', () => {
  const workers = 'node_modules/qemu-map-parity-harness/src/harness/runs/workers';
  const main = join(whole, workers, 'worker-main.js');
  const imported = specifiersOf(readFileSync(main, 'utf8')).map(({ value }) => value);
  expect(imported.filter(name => !name.startsWith('node:'))).toEqual([]);
  const check = () => node(whole, bin('map-parity'), 'golden', 'check', '--jobs', '3');
  expect(check()).toMatchObject({ exitCode: 0, stderr: '' });
  // A worker that is lacking is missed: they were workers.
  renameSync(main, `${main}.away`);
  expect(check()).toMatchObject({ exitCode: 3, stderr: expect.stringContaining('a worker ended') });
  renameSync(`${main}.away`, main);
});

describe('an older Node is told which one is needed', () => {
  const needed = ' needs Node 22.18 or newer, and this is Node 20.20.2';
  const [old, older, using, requiring] = ['old.cjs', 'older.cjs', 'using.mjs', 'requiring.cjs'];
  beforeAll(() => {
    writeFileSync(
      join(whole, old),
      "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.20.2' } });",
    );
    // An older one has no `node:` and no `replaceAll`.
    writeFileSync(
      join(whole, older),
      "require('module').prototype.require = () => { throw new Error('no module') };",
    );
    const package_ = 'qemu-map-parity-harness';
    writeFileSync(
      join(whole, using),
      `await import('${package_}').catch(({ message }) => console.log(message))`,
    );
    writeFileSync(
      join(whole, requiring),
      `try { require('${package_}') } catch ({ message }) { console.log(message) }`,
    );
  });
  const asOld = (...args: string[]) => node(whole, '--require', `./${old}`, ...args);

  test.each([
    ['qemu-img-map', '--help'],
    ['map-parity', 'map', '--help'],
    ['map-parity', 'doctor'],
  ])('by %s', (name, ...words) => {
    expect(asOld('--require', `./${older}`, bin(name), ...words)).toMatchObject({
      stdout: '',
      stderr: `${name}${needed} (${process.execPath})`,
      exitCode: 3,
    });
  });

  test.each(['qemu-img-map', 'map-parity'])('by %s in syntax that an old one can parse', name => {
    expect(readFileSync(join(whole, bin(name)), 'utf8')).not.toMatch(
      /\?\.(?!\d)|\?\?|\*\*|#\w+[=(;]|static ?\{/,
    );
  });

  test('by import and require', () => {
    expect(asOld(using).stdout).toBe(`qemu-map-parity${needed} (${process.execPath})`);
    expect(asOld(requiring).stdout).toBe(`qemu-map-parity-harness${needed}`);
  });
});

test('map-parity fetch runs what ci/oracles is in a checkout, in its own name', () => {
  const env = { XDG_CACHE_HOME: join(whole, 'cache'), MAP_PARITY_DEBIAN_MIRROR: 'http://127.0.0.1:9' };
  const { stderr, exitCode } = execaSync(process.execPath, [bin('map-parity'), 'fetch'], { cwd: whole, env });
  const lines = stderr.split('\n');
  expect(lines.filter(line => !line.startsWith('map-parity fetch: '))).toEqual([]);
  expect(lines.at(-1)).toMatch(/: no (?:nbdkit|real qemu-img fetched): /);
  expect(exitCode).toBe(0);
});

test('a process has one copy of the map, and of the harness, however they are loaded', () => {
  writeFileSync(
    join(whole, 'once.mjs'),
    `import { createRequire } from 'node:module';
import { MapParityError, Refusal, openImage } from 'qemu-map-parity';
import { findOracles } from 'qemu-map-parity-harness';
const require = createRequire(import.meta.url);
const thrownBy = async run => { try { await run() } catch (error) { return error } };
console.log(JSON.stringify([
  await thrownBy(() => findOracles(['/gone'])) instanceof MapParityError,
  await thrownBy(() => openImage('gone')) instanceof Refusal,
  await thrownBy(() => require('qemu-map-parity').openImage('gone')) instanceof Refusal,
  require('qemu-map-parity-harness').findOracles === findOracles,
]));`,
  );
  expect(node(whole, 'once.mjs')).toMatchObject({ stdout: '[true,true,true,true]', stderr: '' });
});

test('require prints no warning', () => {
  writeFileSync(
    join(alone, 'use.cjs'),
    `const { map, openImage } = require('qemu-map-parity');
console.log([...map(openImage('noise.raw'))].length);`,
  );
  expect(node(alone, 'use.cjs')).toMatchObject({ stdout: '1', stderr: '' });
});

const { oracles } = await findOracles();

test('the program in the README of the harness judges a query on each qemu-img', async () => {
  const readme = readFileSync(join(whole, 'node_modules/qemu-map-parity-harness/README.md'), 'utf8');
  const [, program] = /```js\n([\s\S]*?)```/.exec(readme)!;
  writeFileSync(join(whole, 'readme.mjs'), program!);
  const lines = oracles.map(({ name }) => `${name} match`);
  expect(node(whole, 'readme.mjs')).toMatchObject({
    stdout: lines.length > 0 ? lines.join('\n') : 'undefined unjudged',
    stderr: '',
  });
});

const useOfMap = `import { type Extent, map, openImage } from 'qemu-map-parity';
using image = openImage('noise.raw');
const extents: Extent[] = [...map(image)];
console.log(extents.length);
`;
const useOfHarness = `import { mkdtempSync } from 'node:fs';
import {
  type Case, type Check, type FindingsPlan, type Parties, type Plan, type Recipe, type Shard, type Verdict,
  checkQueries, describeFinding, findOracles, inProcess, judge, nothingBefore, openScratch, parseCase, predict,
  renewReport, runCampaign, writeRecipe,
} from 'qemu-map-parity-harness';
const judged: (...args: Parameters<typeof judge>) => Verdict = judge;
async function verdictsOn(parties: Parties): Promise<Verdict['kind'][]> {
  const { recipe, queries }: Case = parseCase('top.qcow2 qcow2 64k |#.0z|\\nmap --output=json top.qcow2\\n');
  const chain: Recipe = recipe;
  const folder = mkdtempSync('case-');
  writeRecipe(chain, folder);
  const checks: Check[] = [];
  for await (const check of checkQueries(parties, chain, queries, folder)) checks.push(check);
  return checks.map(({ verdict }) => verdict.kind);
}
async function use(): Promise<void> {
  const { oracles } = await findOracles();
    const parties: Parties = { subject: inProcess, predict, oracles, host: { holeGranularity: 4096n } };
  const scratch = await openScratch();
  const shard: Shard = { index: 0, count: 1 };
  const findings: FindingsPlan = {
    ...nothingBefore, parties, scratch, findings: 'findings', reduction: 1000, atHand: oracles,
    describe: describeFinding, renew: renewReport,
  };
  const plan: Plan = { ...findings, seed: 1, features: [], shard, cases: 4, jobs: 1 };
  const { tally } = await runCampaign(plan, { progress() {}, found() {} });
  scratch.close();
  console.log(typeof judged, ...new Set(await verdictsOn(parties)), tally.cases, tally.exitStatus);
}
use();
`;
const ofHarness = `function ${oracles.length > 0 ? 'match' : 'unjudged'} 4 0`;

test.each([
  { of: 'the map alone, in an ES module', project: alone, file: 'use.mts', text: useOfMap, prints: '1' },
  { of: 'the map alone, in CommonJS', project: alone, file: 'use.cts', text: useOfMap, prints: '1' },
  {
    of: 'the harness, in an ES module',
    project: whole,
    file: 'use.mts',
    text: useOfHarness,
    prints: ofHarness,
  },
  { of: 'the harness, in CommonJS', project: whole, file: 'use.cts', text: useOfHarness, prints: ofHarness },
])('the types compile, and the compiled program runs: $of', ({ project, file, text, prints }) => {
  writeFileSync(join(project, file), text);
  const tsc = resolve('node_modules/typescript/bin/tsc');
  const options = ['--target', 'es2024', '--lib', 'esnext', '--module', 'nodenext', '--strict'];
  const types = ['--types', 'node', '--typeRoots', resolve('node_modules/@types')];
  expect(node(project, tsc, ...options, ...types, '--outDir', 'out', file).stdout).toBe('');
  const [compiled] = globSync('out/use.*js', { cwd: project }).filter(path => path.at(-3) === file.at(-3));
  expect(node(project, compiled!).stdout).toBe(prints);
});
