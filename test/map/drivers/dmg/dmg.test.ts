import { expect, test } from 'vitest';
import { explain, openImage } from '../../../../src/map/index.ts';
import { mapText } from '../../../support/map-text.ts';
import { testFolder } from '../../../support/test-folder.ts';
import { type Chunk, dmg, fork, list, resource } from './dmg-file.ts';

const folder = testFolder();
const zlib: Chunk = [0x8000_0005, 0, 128, 0, 50];

const ask = (name: string, version: '5.2' | '7.2' | '11.1' = '11.1') =>
  mapText({ name, directory: folder.path, version });

test('an offset is data, and no table explains it', () => {
  folder.put('a.dmg', dmg({ list: list([resource([zlib])]) }));
  using image = openImage('a.dmg', { directory: folder.path });
  const [layer] = explain(image, 5000n);
  expect(layer).toMatchObject({ format: 'dmg', answer: 'data' });
  expect(layer).not.toHaveProperty('lookup');
});

const chunks = Array.from({ length: 3000 }, () => zlib);

test.each([0, 1023, 1024, 2999])('chunk %i is checked, in whatever read it is', index => {
  const bad = resource(chunks.with(index, [0x8000_0005, 0, 131_073, 0, 50]));
  folder.put('fork.dmg', dmg({ fork: fork([resource([]), bad]) }));
  folder.put('list.dmg', dmg({ list: list([resource([]), bad]) }));
  for (const name of ['fork.dmg', 'list.dmg']) {
    expect(ask(name).stderr).toContain(`sector count 131073 for chunk ${index} is larger than max (131072)`);
  }
});

test('the module of each opening is missed, and each warning is given once a run', () => {
  folder.put('a.dmg', dmg({ list: list([resource([zlib, [0x8000_0004, 0, 1, 0, 1], [9, 0, 1, 0, 1]])]) }));
  const name =
    'driver=quorum,vote-threshold=1,children.0.driver=dmg,children.0.file.filename=a.dmg,children.1.driver=dmg,children.1.file.filename=a.dmg';
  const stderrIn = (version: '7.2' | '11.1') =>
    mapText({ name, directory: folder.path, version, imageOptions: true }).stderr;
  expect(stderrIn('7.2').match(/dmg-bz2 not found/g)).toHaveLength(2);
  const warnings =
    /warning: Image contains chunks of unknown type 80000004, accessing them will result in I\/O errors\n/g;
  expect(stderrIn('7.2').match(warnings)).toHaveLength(1);
  // Another run warns again.
  expect(stderrIn('11.1').match(warnings)).toHaveLength(1);
});

test('a size that a number holds exactly is mapped, another one is not supported', () => {
  const resources = { list: list([resource([zlib])]) };
  folder.put('exact.dmg', dmg(resources, 2n ** 54n - 2n));
  expect(ask('exact.dmg', '5.2').stdout).toContain('"length": 9223372036854774784,');
  folder.put('inexact.dmg', dmg(resources, 2n ** 53n + 1n));
  const unsupported = expect.objectContaining({
    code: 'unsupported',
    feature: 'a virtual size of 4611686018427388416 bytes',
  });
  expect(() => ask('inexact.dmg')).toThrow(unsupported);
});
