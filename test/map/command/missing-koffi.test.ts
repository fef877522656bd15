import { truncateSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { runMap } from '../../../src/map/command/run-map.ts';
import { NodeHost } from '../../../src/map/host/nodejs/node-host.ts';
import { map, openImage } from '../../../src/map/index.ts';
import { recorded } from '../../../src/map/profile/profile.ts';
import { testFolder } from '../../support/test-folder.ts';

vi.mock('../../../src/map/host/nodejs/c-library/koffi.ts', () => ({
  koffi: () => undefined,
  koffiIsLoaded: () => false,
}));

const folder = testFolder();
const directory = folder.path;
folder.put('sparse', '');
truncateSync(join(directory, 'sparse'), 4096);
folder.put('empty', '');

function run(...args: readonly string[]) {
  const ignore = (): void => {};
  return runMap(args, {
    profile: recorded['11.1'],
    host: new NodeHost({ directory }),
    stdout: ignore,
    stderr: ignore,
  });
}

test('without koffi, map says that holes counted as data', () => {
  expect(run('sparse')).toEqual({ kind: 'ran', status: 0, missedHoles: true });
});

test('a map that asks for no holes has nothing to say', () => {
  expect(run('empty')).toEqual({ kind: 'ran', status: 0 });
  expect(run('null-co://')).toEqual({ kind: 'ran', status: 0 });
});

test('the library says it in knowsHoles', () => {
  using image = openImage('sparse', { directory });
  expect(image.layers[0]!.knowsHoles).toBe(false);
  expect([...map(image)]).toMatchObject([{ zero: false, data: true }]);
});
