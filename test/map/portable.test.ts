import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { inspect } from 'node:util';
import { createContext, runInContext } from 'node:vm';
import { beforeAll, describe, expect, test } from 'vitest';
import { sparseFiles } from '../../generators/write/sparse-files.ts';
import type { Outcome } from '../../src/harness/answers/outcome.ts';
import { differenceOfOutcomes } from '../../src/harness/answers/outcome-difference.ts';
import { type GoldenCase, goldenCases } from '../../src/harness/runs/golden/golden-cases.ts';
import { parseGolden } from '../../src/harness/runs/golden/golden-text.ts';
import { importsOfSources } from '../house/imports.ts';
import { bundleWithoutNode } from '../support/bundle-without-node.ts';
import type { portableMap } from '../support/portable-map.ts';

/** What is of Node: all else of the library runs anywhere. */
const ofNode = [
  'src/map/basics/needed-node.ts',
  'src/map/basics/require-node.ts',
  'src/map/index.ts',
  'src/map/open-image.ts',
];

const isOfNode = (path: string): boolean => path.startsWith('src/map/host/nodejs/') || ofNode.includes(path);

describe('what runs without Node', () => {
  const portable = [...importsOfSources('.')].filter(
    ([path]) => path.startsWith('src/map/') && !path.includes('/assembly/') && !isOfNode(path),
  );

  test('imports nothing that is of Node', () => {
    expect(portable.length).toBeGreaterThan(250);
    const imported = portable.flatMap(([path, { files }]) => files.map(file => [path, file] as const));
    expect(imported.filter(([, file]) => isOfNode(file))).toEqual([]);
  });

  test('imports no package but noble, and no module of Node', () => {
    const imported = portable.flatMap(([path, { packages }]) => packages.map(name => [path, name] as const));
    expect(imported.filter(([, name]) => !name.startsWith('@noble/'))).toEqual([]);
  });

  test('has no global of Node', () => {
    const named = portable.filter(([path]) =>
      /\b(?:Buffer\.|process\.\w|require\()/.test(readFileSync(path, 'utf8')),
    );
    expect(named.map(([path]) => path)).toEqual([]);
  });
});

/** Cases with a query that only a system can answer, and what files in memory lack for it. A new golden of that kind gets a line. */
const onSystems: ReadonlyMap<string, string> = new Map([
  ['036-missing-files', 'folders'],
  ['094-names-direct', 'O_DIRECT'],
  ['143-vmdk-descriptor-refusals', 'folders'],
  ['165-nbd-names', 'sockets'],
  ['166-nbd-options', 'sockets'],
  ['175-names-of-missing-modules', 'files of procfs, which have no end'],
  ['180-devices-without-bytes', 'devices'],
  ['194-files-of-two-formats-and-devices-as-files', 'devices'],
  ['233-credentials-of-tls', 'sockets'],
  ['246-drives-without-a-disc-below-other-nodes', 'devices'],
  ['250-what-is-refused-first', 'devices'],
  ['251-certificates-of-tls', 'cryptography by public keys'],
  ['252-files-of-tls', 'cryptography by public keys'],
  ['259-devices-below-images', 'devices'],
  ['261-folders-open-for-writing', 'folders'],
]);

const cases = goldenCases();

describe('our map prints what is recorded where there is no Node', () => {
  let map: typeof portableMap;
  beforeAll(async () => {
    const script = await bundleWithoutNode(resolve('test/support/portable-map.ts'), 'portable');
    // A fresh context has the language and WebAssembly, and nothing else: no Buffer, no process, no require.
    const context = createContext({ TextDecoder, TextEncoder, performance });
    map = runInContext(`${script}\nportable.portableMap`, context);
  });

  test.each(cases.filter(({ name }) => !onSystems.has(name)))('$name', golden => {
    expect(problemWith(golden, map)).toBeUndefined();
  });

  test.each([...onSystems])('%s is left out, for it needs %s', name => {
    const golden = cases.find(golden => golden.name === name)!;
    expect(problemWith(golden, map)).toBeDefined();
  });
});

/** The first difference between the map of a case and what is recorded; undefined if there is none. */
function problemWith({ value, recorded }: GoldenCase, map: typeof portableMap): string | undefined {
  const files = new Map(sparseFiles(value.recipe).map(file => [file.name, file]));
  const source = { open: (name: string) => files.get(name) };
  for (const { query, outcomes } of parseGolden(readFileSync(recorded, 'utf8'), value.queries)) {
    for (const [version, outcome] of outcomes) {
      const { stdout, stderr, end } = map(query, version, source);
      if (typeof end === 'string') return `${version} ${query.join(' ')}: ${end}`;
      const [out, err] = [stdout, stderr].map(text => Buffer.from(text, 'latin1'));
      const own: Outcome = { stdout: out!, stderr: err!, end: { kind: 'exit', status: end } };
      const difference = differenceOfOutcomes(own, outcome);
      if (difference !== undefined) return `${version} ${query.join(' ')}: ${inspect(difference)}`;
    }
  }
  return undefined;
}
