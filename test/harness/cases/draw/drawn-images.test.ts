import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { parseCase } from '../../../../generators/recipe/picture/parse-case.ts';
import { printCase } from '../../../../generators/recipe/picture/print-case.ts';
import type { Query } from '../../../../generators/recipe/recipe.ts';
import { writeRecipe } from '../../../../generators/write/write-recipe.ts';
import { objectsOf } from '../../../../src/cli/options/image-options.ts';
import { drawImage } from '../../../../src/harness/cases/draw/draw-image.ts';
import { openScratch } from '../../../../src/harness/files/scratch.ts';
import { findOracles } from '../../../../src/harness/parties/oracle/find-oracles.ts';
import type { Oracle } from '../../../../src/harness/parties/oracle/oracle.ts';
import { start } from '../../../../src/harness/parties/oracle/start.ts';
import { toByteString } from '../../../../src/map/basics/byte-string.ts';
import { visibleText } from '../../../../src/map/basics/visible.ts';
import { openChain } from '../../../../src/map/chain/open-chain.ts';
import { NodeHost } from '../../../../src/map/host/nodejs/node-host.ts';
import { newest } from '../../../../src/map/profile/profile.ts';
import { dmg, list, resource } from '../../../map/drivers/dmg/dmg-file.ts';

const { oracles } = await findOracles();
const latest = oracles.find(({ name }) => name === '11.1');
const scratch = await openScratch();
const root = mkdtempSync(join(tmpdir(), 'drawn-images-test-'));
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
  scratch.close();
});

const newFolder = (): string => mkdtempSync(join(root, 'image-'));

/** Writes the files of a picture into a new folder. */
function written(picture: string): string {
  const folder = newFolder();
  writeRecipe(parseCase(picture).recipe, folder);
  return folder;
}

/** The text of the drawn chain of an image in `directory`. */
function drawn(name: string, directory: string, confine: readonly string[] = []): string {
  const chain = openChain(toByteString(name), {
    profile: newest,
    host: new NodeHost({ directory }),
    notice: () => {},
  });
  try {
    return printCase(drawImage(chain, { words: ['--', name], directory, confine }, undefined, scratch));
  } finally {
    chain.close();
  }
}

/** The same for an image that options name and a password opens. */
function drawnWith(password: string, options: string, directory: string): string {
  const object = `secret,id=s,data=${password}`;
  const chain = openChain(toByteString(options), {
    profile: newest,
    host: new NodeHost({ directory }),
    notice: () => {},
    imageOptions: true,
    objects: objectsOf({ object: [object], confine: [] }, newest),
  });
  try {
    const words = ['--object', object, '--image-opts', '--', options];
    return printCase(drawImage(chain, { words, directory, confine: [] }, undefined, scratch));
  } finally {
    chain.close();
  }
}

async function outcome(oracle: Oracle, args: Query, folder: string): Promise<string> {
  const answer = await start(oracle.program, args, folder);
  if (answer.kind !== 'outcome') throw new Error(`qemu-img ${oracle.name} gave no outcome`);
  const { stdout, stderr, end } = answer.outcome;
  return `${stdout}${stderr}${JSON.stringify(end)}`;
}

/** Expects that each real qemu-img maps the image and its picture alike, and returns the picture. */
async function expectTrue(name: string, folder: string): Promise<string> {
  const picture = drawn(name, folder);
  const query = parseCase(picture).queries[0]!;
  const again = written(picture);
  for (const oracle of oracles)
    expect(await outcome(oracle, ['map', ...query], again), picture).toBe(
      await outcome(oracle, ['map', '--output=json', name], folder),
    );
  return picture;
}

describe('the picture of an image has its map, as real qemu-imgs print it', () => {
  test.each([
    [
      'holes that do not show, since its refcounts count nothing',
      'a.qcow2 qcow2 64k refcounts=none |~{16}|\n',
      'a.qcow2 qcow2 64k refcounts=none |#{16}|\n',
    ],
    [
      'holes of subclusters that do not show',
      'a.qcow2 qcow2 128k extl2 refcounts=none |[~{16}#{16}]~|\n',
      'a.qcow2 qcow2 128k extl2 refcounts=none |##|\n',
    ],
    [
      'clusters beyond the end of the file',
      'a.qcow2 qcow2 64k |###|\n    at 2..0\n    set length = 0x60000\n',
      'a.qcow2 qcow2 64k |###|\n    at 2..0\n',
    ],
    [
      'holes that are smaller than a cluster',
      'a.qcow2 qcow2 64k |[~{10}##~{20}]~{15}|\n',
      'a.qcow2 qcow2 64k |[~{10}##~{20}]~{15}|\n',
    ],
    [
      'holes that show only because tables are sparse too',
      'a.qcow2 qcow2 64k skeleton |[#{16}~{16}]#{15}|\n    at 4..19\n',
      'a.qcow2 qcow2 64k skeleton |[#{16}~{16}]#{15}|\n    at 4..19\n',
    ],
    [
      'a header that takes the whole cluster',
      'a.qcow2 qcow2 64k |.{16}|\n    set header.header_length = 0x10000\n',
      'a.qcow2 qcow2 64k |.{16}|\n    set header.header_length = 0x10000\n',
    ],
    [
      'an L2 table far beyond the end of the file',
      'a.qcow2 qcow2 512 |..|\n    set l1[0] = 0xfffffe00\n',
      'a.qcow2 qcow2 512 l2=all |..|\n',
    ],
    [
      'an unaligned L2 table',
      'a.qcow2 qcow2 64k |.{16}|\n    set l1[0] = 0xfffffe00\n',
      'a.qcow2 qcow2 64k |.{16}|\n    set l1[0] = 0xfffffe00\n',
    ],
    [
      'bitmaps that another program spoilt',
      'a.qcow2 qcow2 64k |.|\n    ext 0x23852875 = 000000010000000000000000000000200000000000050000\n',
      'a.qcow2 qcow2 64k |.|\n    ext 0x23852875 = 000000010000000000000000000000200000000000050000\n',
    ],
  ])('if it has %s', async (_what, given, picture) => {
    const folder = written(given);
    expect(await expectTrue('a.qcow2', folder)).toBe(`${picture}map --output=json a.qcow2\n`);
  });

  test.runIf(latest !== undefined).each([
    ['falloc', '|#{16}|'],
    ['full', '|#{16}|'],
    ['metadata', '|~{16}|'],
  ])('if qemu-img preallocates it: %s', async (how, row) => {
    const folder = newFolder();
    await outcome(
      latest!,
      ['create', '-q', '-f', 'qcow2', '-o', `preallocation=${how}`, 'a.qcow2', '1M'],
      folder,
    );
    expect(await expectTrue('a.qcow2', folder)).toContain(row);
  });
});

describe('an image of a block format', () => {
  test.each([
    ['a.vdi vdi 1M |.#[#~{31}][~{16}#~{15}].|\n    at 2 0..1\n'],
    ['a.vdi vdi 1M size=2560k sub=static |#[~{16}#~{15}].|\n    at 2 5\n'],
    ['a.vpc vpc 2M size=9M |.#.[~{31}#].|\n    at 1..0\n'],
    ['a.hds parallels 1M |.##|\n    at 1..0\n'],
    ['a.hds parallels 1M sub=old |#.[~{16}#~{15}]|\n    at 3 1\n'],
    ['a.vmdk vmdk 1M |.#0[~{16}#~{15}]|\n    at 2 0\n'],
    ['a.qed qed 64k |.#0[~{16}##~{14}]|\n    at 2 0\n'],
    ['a.qcow qcow 64k |.#c[~{16}##~{14}]|\n    at 2 0\n'],
    ['a.vmdk vmdk 64k size=300k sub=streamOptimized |.cc0.|\n'],
    ['a.vmdk vmdk 64k size=300k sub=monolithicFlat |~#[~{8}#{16}~{8}]~#|\n'],
    ['a.vmdk vmdk 32k size=100k sub=twoGbMaxExtentFlat extent=32k |~#~#|\n'],
    ['a.vmdk vmdk 64k size=300k sub=twoGbMaxExtentSparse extent=128k |.#0~#|\n'],
    ['a.vmdk vmdk 64k size=300k sub=twoGbMaxExtentSparse |.#0~#|\n'],
    ['a.vmdk vmdk 64k sub=vmfsSparse |.#~.|\n'],
    ['a.vmdk vmdk 4k sub=seSparse extent=8k |.#0~#|\n'],
    ['a.vhdx vhdx 1M |.-0z#~!|\n    at 3 0 2..1\n'],
    ['a.vhdx vhdx 2M size=7M |#.~[~{16}#{8}~{8}]|\n'],
    ['a.vhdx vhdx 256M |~.{16}~|\n'],
    ['a.vhdx vhdx 1M |~{10001}.{20000}0|\n'],
    ['a.bochs bochs 1M size=4800k |.#.[~{16}#{16}]~|\n    at 2 0..1\n'],
    ['a.bochs bochs 512 sub=old |##.{9}#|\n'],
    ['a.bochs bochs 512 ||\n'],
    ['a.dmg dmg 64k size=391k |.0#c~..|\n'],
    ['a.dmg dmg 1M |.0#c[~{8}#{24}]|\n'],
    ['a.dmg dmg 64k |#|\n'],
    ['a.dmg dmg 64k ||\n'],
    ['a.cloop cloop 4k |ccc|\n'],
  ])('is drawn as it is: %s', picture => {
    const name = picture.split(' ', 1)[0]!;
    expect(drawn(name, written(picture))).toBe(`${picture}map --output=json ${name}\n`);
  });

  test.each([
    [
      'driver=qcow,encrypt.key-secret=s,file.filename=a.qcow',
      'a.qcow qcow 64k crypt=aes:s3cret |.#c[~{16}##~{14}]|\n    at 2 0\n',
    ],
    [
      'driver=luks,key-secret=s,file.filename=a.luks',
      'a.luks luks 64k size=300k crypt=luks:s3cret |~#[~{16}#{16}]~~|\n',
    ],
  ])('is drawn as it is with its password: %s', (options, picture) => {
    const text = drawnWith('s3cret', options, written(picture));
    expect(text).toMatch(/^# a\.[a-z]+: its password is drawn as s3cret\n/);
    expect(text.slice(text.indexOf('\n') + 1).startsWith(picture), text).toBe(true);
    expect(text).not.toContain('not that of the image');
  });

  test('is drawn over its backing file, or without one', () => {
    const over = 'a.raw raw 64k |#|\nb     qed 64k |.#|\n';
    expect(drawn('b', written(over))).toBe(`${over}map --output=json b\n`);
    const parents = 'a.vmdk vmdk 64k                     |#~.|\nb.vmdk vmdk 64k sub=streamOptimized |.c0|\n';
    expect(drawn('b.vmdk', written(parents))).toBe(`${parents}map --output=json b.vmdk\n`);
    const cut = written('a.raw raw 64k |#|\nb qed 64k backing=none |.#|\n');
    expect(drawn('b', cut)).toBe('b qed 64k |.#|\nmap --output=json b\n');
  });

  test('is drawn by the first bytes of its blocks if its chunks would make too many', () => {
    const folder = newFolder();
    const chunks = [
      [0, 0, 1, 0, 0],
      [0x8000_0005, 1, 16_385, 0, 50],
      [2, 16_386, 32_766, 0, 0],
    ] as const;
    writeFileSync(join(folder, 'a.dmg'), dmg({ list: list([resource(chunks)]) }, 49_152n));
    expect(drawn('a.dmg', folder)).toBe(
      [
        '# a.dmg: its chunks begin inside of blocks: each block is drawn as the chunk at its first byte',
        'a.dmg dmg 2k |0c{4096}.{8191}|',
        'map --output=json a.dmg',
        '',
      ].join('\n'),
    );
  });

  test('has a note for unmapped grains, which are drawn as zeros', () => {
    const note = '# a.vmdk: its unmapped grains are drawn as zeros: map tells them not apart\n';
    expect(drawn('a.vmdk', written('a.vmdk vmdk 4k sub=seSparse |.0#0z|\n'))).toBe(
      `${note}a.vmdk vmdk 4k sub=seSparse |.0#00|\nmap --output=json a.vmdk\n`,
    );
  });

  test('is drawn as a dynamic one if map tells no blocks of either', () => {
    expect(drawn('a.vhdx', written('a.vhdx vhdx 1M size=1500k sub=fixed |#~|\n'))).toBe(
      'a.vhdx vhdx 1M size=1500k |#~|\nmap --output=json a.vhdx\n',
    );
  });

  test('is drawn as it is below another one, whose header names its format', () => {
    const picture = 'a.vpc vpc   64k size=100k sub=fixed |##|\nb     qcow2 64k                     |....|\n';
    expect(drawn('b', written(picture))).toBe(`${picture}map --output=json b\n`);
  });

  test('gets other host offsets if blocks are where no slot is', () => {
    const folder = written('a.vdi vdi 1M |##|\n    set header.data_offset = 0x600\n');
    expect(drawn('a.vdi', folder)).toBe(
      [
        '# a.vdi: its blocks are drawn in guest order, with other host offsets',
        'a.vdi vdi 1M |##|',
        'map --output=json a.vdi',
        '',
      ].join('\n'),
    );
  });

  test.runIf(latest !== undefined)('has the map of its picture', async () => {
    const folder = newFolder();
    const io = (...words: string[]): Promise<string> => outcome(latest!, words, folder);
    for (const format of ['vdi', 'vpc']) {
      await io('convert', '-f', 'qcow2', '-O', format, join(written(sparse), 'a'), `a.${format}`);
      expect(await expectTrue(`a.${format}`, folder)).toMatch(new RegExp(`^a.${format} ${format} .M`));
    }
  });
});

/** Data with nothing around it. */
const sparse = 'a qcow2 64k size=7M |.{40}#.{40}#|\n';

test.runIf(latest !== undefined)('the picture of an overlay opens, whatever its backing format', async () => {
  const folder = newFolder();
  for (const words of [
    ['-f', 'vdi', 'v.vdi', '4M'],
    ['-f', 'qcow2', '-b', 'v.vdi', '-F', 'vdi', 'top.qcow2', '4M'],
  ])
    await outcome(latest!, ['create', '-q', ...words], folder);
  expect(drawn('top.qcow2', folder)).not.toContain('it ends with');
});

test('a picture is compared under the confinement of its image', () => {
  const picture = 'base.qcow2 qcow2 64k |#|\ntop.qcow2  qcow2 64k |.|\nmap --output=json top.qcow2\n';
  const folder = written(picture);
  expect(drawn('top.qcow2', folder, [folder])).toBe(picture);
  expect(drawn('top.qcow2', folder, [newFolder()])).toContain(
    '# the map of this picture is not that of the image',
  );
});

describe('a note of a picture', () => {
  test('names a difference from the map of the image', () => {
    const folder = written('a.qcow2 qcow2 64k |#|\n    set byte[0x10000] = 0000000000020200\n');
    expect(drawn('a.qcow2', folder)).toBe(
      [
        '# a.qcow2: its refcount table is damaged: it is drawn intact',
        '# the map of this picture is not that of the image: its messages differ',
        'a.qcow2 qcow2 64k |#|',
        'map --output=json a.qcow2',
        '',
      ].join('\n'),
    );
  });

  test('names holes that are smaller than the parts of a cell', () => {
    const folder = written('a.qcow2 qcow2 2M skeleton |~|\n    set byte[0x201000] = ff\n');
    expect(drawn('a.qcow2', folder)).toBe(
      [
        '# the map of this picture is not that of the image: zero differs from byte 0 on',
        'a.qcow2 qcow2 2M skeleton |[#~{31}]|',
        'map --output=json a.qcow2',
        '',
      ].join('\n'),
    );
  });

  test('says why a picture was not compared', () => {
    const folder = written('a.qcow2 qcow2 2M refcounts=none |~{200}|\n');
    expect(drawn('a.qcow2', folder)).toContain(
      '# not compared with the image: 419430400 bytes would have to be written\n',
    );
  });
});

describe('names of files', () => {
  test.each([
    ['a line of the notation', 'x\ntop2.qcow2 qcow2 64k |#|\n# '],
    ['a tab', 'a\tb'],
    ['a command of a CI server', 'a##[group]b'],
    ['a character without width and a quotation mark', 'a\u200b"b'],
    ['both kinds of quotation marks', 'a`"b'],
  ])('with %s give a case that is read as the same chain', (_what, name) => {
    const folder = newFolder();
    const made = parseCase('base.qcow2 qcow2 64k |#|\ntop.qcow2 qcow2 64k |.|\n').recipe;
    const layers = made.layers.map((layer, index) => (index === 0 ? { ...layer, name } : layer));
    writeRecipe({ layers }, folder);
    const picture = drawn('top.qcow2', folder);
    const again = parseCase(picture);
    expect(again.recipe.layers).toHaveLength(2);
    expect(printCase(again)).toBe(picture);
    expect(visibleText(picture)).toBe(picture);
    expect(picture).not.toContain('not that of the image');
  });
});
