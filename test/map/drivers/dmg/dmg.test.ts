import { expect, test } from 'vitest';
import { explain, openImage } from '../../../../src/map/index.ts';
import { mapText } from '../../../support/map-text.ts';
import { testFolder } from '../../../support/test-folder.ts';
import { type Chunk, dmg, fork, list, resource } from './dmg-file.ts';

const folder = testFolder();
const zlib: Chunk = [0x8000_0005, 0, 128, 0, 50];

const ask = (name: string, version: '5.2' | '7.2' | '11.1' = '11.1') =>
  mapText({ name, directory: folder.path, version });

/** The chunks of a disk of 64 KiB: a gap, zeros, plain bytes, ignored sectors, deflated ones, a gap. */
const mixed: readonly Chunk[] = [
  [0, 8, 8, 0, 0],
  [9, 0, 1, 0, 1],
  [1, 16, 8, 512, 4096],
  [2, 24, 8, 0, 0],
  [0x8000_0005, 32, 64, 100, 50],
];

const inOneLine = list([resource(mixed)])
  .toString()
  .replace(/[\n\t]/g, '');

test.each([
  ['list.dmg', dmg({ list: list([resource(mixed)]) })],
  ['one-line.dmg', dmg({ list: Buffer.from(inOneLine) })],
  ['a-line-that-ends-late.dmg', dmg({ list: Buffer.from(inOneLine.replace(/<data>.{50}/, '$&\n')) })],
  ['fork.dmg', dmg({ fork: fork([resource(mixed.slice(0, 3)), resource(mixed.slice(3))]) })],
])('an offset of %s is explained by the chunk that has it, whatever map tells of it', (name, bytes) => {
  folder.put(name, bytes);
  using image = openImage(name, { directory: folder.path });
  const at = (number: number) => explain(image, BigInt(number) * 512n + 5n)[0]!;
  const layers = [0, 15, 16, 31, 33, 127].map(at);
  expect(layers.map(({ answer }) => answer)).toEqual(Array(6).fill('data'));
  expect(layers.map(({ lookup }) => lookup!.state)).toEqual([
    'without a chunk',
    'zero-plain',
    'data',
    'unallocated',
    'compressed',
    'without a chunk',
  ]);
  expect(layers.map(({ lookup }) => lookup!.entries[0]?.meaning)).toEqual([
    undefined,
    'zeros, sectors 8 to 15',
    'plain, sectors 16 to 23, 4096 bytes at 0x200',
    'ignored, sectors 24 to 31',
    'zlib, sectors 32 to 95, 50 bytes at 0x64',
    undefined,
  ]);
  expect(layers[4]!.lookup).toMatchObject({
    unit: { name: 'chunk', index: 3n, bytes: 32_768, byte: 517, varies: true, host: 100 },
    // qemu counts no chunk of an unknown type.
    entries: [{ table: 'chunks', index: 3, word: '0x80000005' }],
  });
  const gaps = [layers[0]!, layers[5]!].map(({ lookup }) => lookup!.unit);
  expect(gaps).toMatchObject([
    { name: 'gap', index: 0n, bytes: 4096, byte: 5 },
    { name: 'gap', index: 4n, bytes: 16_384, byte: 31 * 512 + 5 },
  ]);
});

test('chunks that are out of order are found as qemu searches them', () => {
  // Of three chunks the second one is looked at first, and only those behind it may have a later sector.
  folder.put(
    'a.dmg',
    dmg({
      list: list([
        resource([
          [0, 64, 64, 0, 0],
          [0, 32, 16, 0, 0],
          [0, 0, 32, 0, 0],
        ]),
      ]),
    }),
  );
  using image = openImage('a.dmg', { directory: folder.path });
  const states = [0, 40, 100].map(number => explain(image, BigInt(number) * 512n)[0]!.lookup!.state);
  expect(states).toEqual(['without a chunk', 'zero-plain', 'without a chunk']);
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

test('an image in one without a list of chunks ends qemu-img, which has no memory to search', () => {
  const map = (resources: readonly Buffer[], version: '7.2' | '11.1') => {
    folder.put('a.dmg', dmg({ list: list(resources) }));
    const options = 'driver=qcow2,file.driver=dmg,file.file.filename=a.dmg';
    return mapText({ name: options, directory: folder.path, imageOptions: true, version });
  };
  expect(() => map([], '7.2')).toThrow(expect.objectContaining({ code: 'qemu-aborts' }));
  expect(map([], '11.1').stderr).toMatch(/Invalid argument\n$/);
  expect(map([resource([[9, 0, 1, 0, 1]])], '7.2').stderr).toMatch(/Input\/output error\n$/);
});
