import { describe, expect, test } from 'vitest';
import { printChain } from '../../../../generators/recipe/picture/print/print-chain.ts';
import { readPastedMap } from '../../../../src/harness/answers/pasted/read-pasted-map.ts';
import { rebuild } from '../../../../src/harness/cases/rebuild/rebuild.ts';

/** A JSON map of entries in short form: `0+512 d0 PzD@1024`, as in the tests of maps. */
function json(short: string): string {
  const entries = short.split('; ').map(text => {
    const [, start, length, depth, present, zero, data, compressed, , offset] =
      /^(\d+)\+(\d+) d(\d+) ([Pp])([Zz])([Dd])(C?)(@(\d+))?$/.exec(text)!;
    const flag = (letter: string): boolean => letter === letter.toUpperCase();
    const flags = `"present": ${flag(present!)}, "zero": ${flag(zero!)}, "data": ${flag(data!)}, "compressed": ${compressed === 'C'}`;
    const place = offset === undefined ? '' : `, "offset": ${offset}`;
    return `{ "start": ${start}, "length": ${length}, "depth": ${depth}, ${flags}${place}}`;
  });
  return `[${entries.join(',\n')}]\n`;
}

/** A table of rows like `0 400 a00 FILE`, in hexadecimal. */
function table(rows: readonly string[]): string {
  const hex = (digits: string): string => (digits === '0' ? '0' : `0x${digits}`).padEnd(16);
  const lines = rows.map(row => {
    const [start, length, offset, file] = row.split(' ');
    return `${hex(start!)}${hex(length!)}${hex(offset!)}${file}`;
  });
  return ['Offset          Length          Mapped to       File', ...lines, ''].join('\n');
}

function chainOf(maps: readonly string[], clusterSize?: number): string {
  return printChain(
    rebuild(
      maps.map((map, i) => readPastedMap(Buffer.from(map), `l${i}.json`)),
      clusterSize,
    ).recipe,
  );
}

describe('rebuild', () => {
  test('a layer has the largest clusters that fit, at the host offsets of the map', () => {
    const map = json(
      '0+65536 d0 PzD@327680; 65536+65536 d0 PZd; 131072+65536 d0 PZd@131072; 196608+65536 d0 PzDC; 262144+65536 d0 pZd',
    );
    expect(chainOf([map])).toBe('top.qcow2 qcow2 64k skeleton |#0zc.|\n    at 4 1');
    expect(chainOf([map], 32768)).toBe('top.qcow2 qcow2 32k skeleton |##00zzcc..|\n    at 9..10 3..4');
  });

  test('clusters that do not fit are refused with the line', () => {
    const map = json('0+512 d0 PZd; 512+512 d0 PzD@1024');
    expect(() => chainOf([map], 1024)).toThrow(
      expect.objectContaining({
        code: 'no-rebuild',
        message: 'l0.json:1: no clusters of 1024 bytes: the extent ends at 512',
      }),
    );
  });

  test('a layer whose host offsets are its guest offsets is a raw file, up to its last byte', () => {
    expect(
      chainOf([json('0+4096 d0 PzD@0; 4096+4096 d0 PZd@4096; 8192+808 d0 PzD@8192; 9000+216 d0 PZd@9000')]),
    ).toBe('top.raw raw 4k size=9000 |#.#|');
  });

  test.each(['9000+200 d0 PZd@9000', '9000+216 d0 PZd@9000'])(
    'a window of a raw file is a raw file too, whether it ends inside a sector or not: %s',
    tail => {
      expect(
        chainOf([json(`300+3796 d0 PzD@300; 4096+4096 d0 PZd@4096; 8192+808 d0 PzD@8192; ${tail}`)]),
      ).toBe('top.raw raw 4 |.{75}#{949}.{1024}#{202}|');
    },
  );

  test('a cluster at host offset 0 of a layer that is no raw file is in a data file', () => {
    expect(chainOf([json('0+65536 d0 PzD@0; 65536+65536 d0 pZd; 131072+65536 d0 PzD@131072')])).toBe(
      'top.qcow2 qcow2 64k data=top.data |#.#|',
    );
  });

  test('a range with a host offset that is not present has extended L2 entries', () => {
    expect(chainOf([json('0+8192 d0 PzD@65536; 8192+57344 d0 pZd@73728')])).toBe(
      'top.qcow2 qcow2 64k extl2 skeleton |[#{4}-{28}]|',
    );
  });

  test('a host cluster of a damaged image can be used twice', () => {
    expect(chainOf([json('0+512 d0 PzD@512; 512+512 d0 PzD@512')])).toBe(
      'top.qcow2 qcow2 512 skeleton |##|\n    at 0 0',
    );
  });

  test('holes in data clusters are kept, in a data file too', () => {
    expect(chainOf([json('0+65536 d0 PzD@65536; 65536+65536 d0 PZD@131072')])).toBe(
      'top.qcow2 qcow2 64k skeleton |#~|',
    );
    expect(chainOf([json('0+65536 d0 PZD@0; 65536+65536 d0 PzD@65536')])).toBe(
      'top.qcow2 qcow2 64k skeleton data=top.data |~#|',
    );
  });

  test('a host offset inside the first cluster means extended L2 entries and a data file', () => {
    expect(chainOf([json('0+12288 d1 pZd; 12288+53248 d0 pZd@12288')])).toContain('extl2 data=top.data');
  });

  test('zeros at host offset 0 mean extended L2 entries and a data file', () => {
    expect(chainOf([json('0+65536 d0 PZd@0; 65536+65536 d0 pZd')])).toBe(
      'top.qcow2 qcow2 64k extl2 data=top.data |z.|',
    );
  });

  test('a backing file ends where the layer above is not present', () => {
    // Behind the end of the base, map reports the depth of the middle layer.
    const map = json(
      '0+65536 d2 PzD@327680; 65536+65536 d1 pZd; 131072+65536 d1 PzD@327680; 196608+65536 d0 pZd',
    );
    expect(chainOf([map])).toBe(
      [
        'base.qcow2 qcow2 64k skeleton |#|',
        '    at 4',
        'mid1.qcow2 qcow2 64k skeleton |..#|',
        '    at 4',
        'top.qcow2  qcow2 64k          |....|',
      ].join('\n'),
    );
  });

  test('depths that contradict each other are refused', () => {
    expect(() => chainOf([json('0+65536 d0 pZd; 65536+65536 d1 PzD@65536')])).toThrow(
      'l0.json:2: depth 1, yet the layer at depth 1 ended at 0',
    );
  });

  test.each([
    [
      'encrypted data',
      [json('0+65536 d0 PzD')],
      "l0.json:1: data without an offset that is not compressed: the image is encrypted or isn't qcow2",
    ],
    [
      'a chain among layers',
      [json('0+512 d0 pZd'), json('0+512 d1 pZd')],
      'l1.json:1: depth 1: each of several maps must describe one layer',
    ],
    [
      'a cluster within the header',
      [json('0+512 d0 pZd; 512+512 d0 PzD@100')],
      'l0.json:2: no clusters of 512 bytes: its host offset 100 is no multiple of the cluster size',
    ],
    [
      'an offset that no L2 entry can hold',
      [json('0+512 d0 PzD@72057594037927936')],
      'l0.json:1: no clusters of 512 bytes: its host offset 72057594037927936 leads beyond 2^56, more than an L2 entry can hold',
    ],
  ])('%s is refused', (_what, maps, message) => {
    expect(() => chainOf(maps)).toThrow(expect.objectContaining({ code: 'no-rebuild', message }));
  });

  test.each([
    [
      'the base is the file that can be raw, and ends where its data does',
      ['0 1000 0 b.raw', '1000 1000 5000 t', '2000 200 2000 b.raw', '4000 1000 6000 t'],
      'b.raw raw   4k size=8704 |#.#|\nt     qcow2 4k skeleton  |.#..#|\n    at 4..5',
    ],
    [
      'an extent that no raw file can have is in a data file',
      ['0 400 0 d', '1000 200 1000 d'],
      'top.qcow2 qcow2 1k size=4608 data=d |#...#|',
    ],
    [
      'file names are distinct',
      ['0 400 0 top.qcow2', '1000 200 1000 top.qcow2'],
      'top-.qcow2 qcow2 1k size=4608 data=top.qcow2 |#...#|',
    ],
  ])('in a table: %s', (_what, rows, chain) => {
    expect(chainOf([table(rows)])).toBe(chain);
  });

  test('the query of a table has its window', () => {
    const queriesOf = (...rows: string[]) => rebuild([readPastedMap(Buffer.from(table(rows)), 'x')]).queries;
    expect(queriesOf('200 1ff 600 a')).toEqual([['-l', '1023', 'a']]);
    expect(queriesOf('201 1ff 601 a')).toEqual([['-s', '513', 'a']]);
  });

  test('the query of a partial map has its window', () => {
    const map = json('65535+2 d0 PzD@327679');
    expect(rebuild([readPastedMap(Buffer.from(map), 'x')]).queries).toEqual([
      ['--output=json', '-s', '65535', '-l', '2', 'top.qcow2'],
    ]);
  });
});
