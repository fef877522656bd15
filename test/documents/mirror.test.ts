import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { importsOf, importsOfSources } from '../house/imports.ts';

/** What CONTRIBUTING says of tests. */
const sources = importsOfSources('.');
const tests = globSync('test/**/*.ts');

/** What tests use without importing it: they start it, load it from a package, or run it compiled. */
const usedOtherwise = [
  'src/cli/cached-map.ts',
  'src/cli/main.ts',
  'src/cli/qemu-img-map.ts',
  'src/explorer/main.tsx',
  'src/explorer/portable/os.ts',
  'src/explorer/vite.config.ts',
  'src/explorer/worker/worker.ts',
  'src/harness/index.ts',
  'src/harness/parties/child/child-thread-main.ts',
  'src/harness/runs/bench/campaign/rate-main.ts',
  'src/harness/runs/workers/worker-main.ts',
  'src/map/drivers/luks/ciphers/assembly/index.ts',
  'src/map/kernel/assembly/index.ts',
];

test('a test of the map, the harness, the commands or the generators stands at the mirrored place', () => {
  const mirrored = (path: string): string =>
    path.replace(/^test\//, '').replace(/^(map|harness|explorer|cli)\//, 'src/$1/');
  const folders = new Set(
    tests
      .filter(path => /^test\/(map|harness|explorer|cli|generators)\/.*\.test\.ts$/.test(path))
      .map(dirname),
  );
  expect([...folders].filter(folder => !existsSync(mirrored(`${folder}/`)))).toEqual([]);
});

test('every file is used by a test, itself or by way of the files that use it', () => {
  const imported = tests.flatMap(path => importsOf(path, readFileSync(path, 'utf8')).files);
  const used = new Set([...usedOtherwise, ...imported]);
  for (const path of used) for (const file of sources.get(path)?.files ?? []) used.add(file);
  expect([...sources.keys()].filter(path => !used.has(path))).toEqual([]);
  expect(usedOtherwise.filter(path => !sources.has(path))).toEqual([]);
});
