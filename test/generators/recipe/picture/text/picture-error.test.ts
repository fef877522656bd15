import { describe, expect, test } from 'vitest';
import { parseCase } from '../../../../../generators/recipe/picture/parse-case.ts';
import { PictureError } from '../../../../../generators/recipe/picture/text/picture-error.ts';

describe('a mistake prints its line and a caret under the column', () => {
  const cases: [string, string][] = [
    // The text, a line with ^ under the line at fault, and the clause.
    ['a.x qcow2 64k |.x#|\n                ^', 'x is not a cell: cells are . 0 z # ~ c - ! and _'],
    ['a.x qcow2 64k |.#\n                 ^', 'the closing | is missing'],
    ['a.x qcow2 64k |(.#|\n                  ^', 'the closing ) is missing'],
    ['a.x qcow2 64k |.)|\n                ^', ') is not a cell: cells are . 0 z # ~ c - ! and _'],
    ['a.x qcow2 64k |.{0}|\n                ^', 'a count is a whole number from 1, in braces'],
    ['a.x qcow2 64k |.{3|\n                ^', 'a count is a whole number from 1, in braces'],
    ['a.x qcow2 64k |(.#){600000}|\n               ^', 'a row has at most 1048576 runs'],
    ['a.x qcow2 64k |(((((((((.)))))))))|\n                       ^', 'groups are nested at most 8 deep'],
    ['a.x qcow2 64k |_.|\n               ^', '_ continues the cluster to its left, and there is none'],
    ['a.x qcow2 64k |._{3}|\n                 ^', '_ takes no count'],
    ['a.x qcow2 64k |.#| x\n                   ^', 'the line should end after the row'],
    ['a.x qcow2 64k\n             ^', 'the row is missing: cells between two bars, such as |.#|'],
    [
      'a.x\n   ^',
      'the format, qcow2, raw, vdi, vpc, parallels, vmdk, vhdx, qed, qcow, luks, bochs, cloop or dmg, is missing',
    ],
    [
      'a.x qcow3 64k |.|\n    ^',
      'the format is qcow2, raw, vdi, vpc, parallels, vmdk, vhdx, qed, qcow, luks, bochs, cloop or dmg',
    ],
    ['a.x qcow2 |.|\n          ^', 'the unit, such as 512 or 64k, is missing'],
    ['a.x qcow2 64K |.|\n          ^', 'the unit is a size, such as 512 or 64k'],
    ['a.x qcow2 600 |.|\n          ^', 'a cluster has a power of two bytes, 512 to 2M'],
    ['a.x qcow2 64k size=1x |.|\n                   ^', 'size= takes a size, such as 1000 or 64k'],
    [
      'a.x qcow2 64k size |.|\n                  ^',
      'size takes a value: size=, then a size, such as 1000 or 64k',
    ],
    ['a.x qcow2 64k v2=1 |.|\n                ^', 'v2 takes no value'],
    ['a.x qcow2 64k l2=some |.|\n                 ^', 'l2= takes all'],
    ['a.x qcow2 64k v2 v2 |.|\n                 ^', 'v2 comes too late: this is already given'],
    [
      'a.x qcow2 64k fmt=raw nofmt |.|\n                      ^',
      'nofmt comes too late: this is already given',
    ],
    ['a.x qcow2 64k bogus=1 |.|\n              ^', 'there is no attribute bogus'],
    ['a.x qcow2 64k =1 |.|\n              ^', 'there is no attribute ='],
    ['a.x qcow2 64k backing="a |.|\n                      ^', 'this " is never closed'],
    ['a.x qcow2 64k backing="\\q" |.|\n                      ^', 'this is not a JSON string'],
    [
      'a.x qcow2 64k backing=a"b" |.|\n                       ^',
      'a word with a quote inside must be quoted as a whole',
    ],
    [
      'a.x qcow2 64k backing="a"b |.|\n                         ^',
      'a space is missing after the value of backing',
    ],
    ['a.x raw 64k v2 |.|\n            ^', 'a raw layer has no v2'],
    ['a.x raw 64k |.#z|\n               ^', 'a raw layer has data and holes only, no zero-allocated cells'],
    ['a.x vdi 64k |.|\n        ^', 'a block of a vdi layer has 1M'],
    ['a.x vpc 100k |.|\n        ^', 'a block of a vpc layer has a power of two bytes, 512 to 1G'],
    ['a.x vdi 1M sub=old |.|\n               ^', 'sub= takes dynamic or static'],
    ['a.x raw 64k sub=old |.|\n            ^', 'a raw layer has no sub'],
    ['a.x vdi 1M v2 |.|\n           ^', 'a vdi layer has no v2'],
    ['a.x vdi 1M |.#c|\n              ^', 'a vdi layer has no compressed cells'],
    ['a.x vpc 64k |.0|\n              ^', 'a vpc layer has no zero-plain cells'],
    ['a.x vpc 64k sub=fixed |#.|\n                        ^', 'a fixed vpc layer has no unallocated cells'],
    ['a.x vpc 64k size=1M sub=fixed |#|\n            ^', 'the row of a fixed vpc layer reaches its end'],
    ['a.x vpc 64k size=3T |#|\n            ^', 'a vpc layer has at most 2190433320960 bytes'],
    ['a.x vpc 64k |[#{31}.]|\n             ^', 'brackets say which parts of a data block were written'],
    ['a.x vpc 64k |[#{30}~]|\n             ^', 'a cluster has 32 subclusters, this one 31'],
    ['a.x vpc 64k sub=fixed |#|\n    at 0\n       ^', 'the blocks of a fixed vpc layer stand in guest order'],
    ['a.x vdi 1M |##|\n    at 0\n       ^', '1 host slots are given, but 2 blocks take one'],
    ['a.x vdi 1M |##|\n    at 1 1\n         ^', 'the host slot 1 is given twice'],
    ['a.x vdi 1M |#|\n    at 2147483648\n       ^', 'a host slot is a whole number from 0 to 2147483647'],
    ['a.x vdi 1M |#|\n    snapshot a |#|\n    ^', 'a vdi layer has no snapshot'],
    [
      'a.x vdi 1M |#|\n    set header.cylinders = 1\n    ^',
      'the header of a vdi layer has no field cylinders',
    ],
    ['a.x vdi 1M |#|\n    set l2[0] = 1\n    ^', 'a vdi layer has no l2 to set'],
    ['a.x vdi 1M |#|\n    set table[0] = 0x100000000\n    ^', 'the value must fit 32 bits'],
    ['a.x qcow2 64k |#|\n    set table[0] = 1\n    ^', 'the tables of a qcow2 layer are l1, l2 and refcount'],
    ['a.x qcow2 64k v2 |.{9}#0|\n                       ^', 'version 2 has no zero clusters'],
    ['a.x qcow2 64k size=64k |.#|\n              ^', 'the size ends before the last of the 2 cells begins'],
    ['a.x qcow2 64k |##|\n    at 3\n       ^', '1 host slots are given, but 2 clusters take one'],
    ['a.x qcow2 64k |##|\n    at 3 3\n         ^', 'the host slot 3 is given twice'],
    [
      'a.x qcow2 64k |##|\n    at 3-4\n       ^',
      'a host slot is a whole number, or a range such as 0..7 or 7..0',
    ],
    ['a.x qcow2 64k |#|\n    at 0..9999999\n       ^', 'a layer has at most 1048576 host slots'],
    ['a.x qcow2 64k |#|\n    at 1\n    at 2\n       ^', 'the host slots are already given'],
    [
      'a.x qcow2 64k |#|\n    it 1\n    ^',
      'an indented line begins with at, ext, snapshot, bitmap, set, or a further row between bars',
    ],
    ['a.x raw 64k |#|\n    at 1\n    ^', 'a raw layer has no at'],
    [
      'a.x qcow2 64k |#|\n    ext 1 = 00\n        ^',
      'an extension has a type of 32 bits, such as 0x6803f857',
    ],
    ['a.x qcow2 64k |#|\n    ext 0x1 00\n            ^', '" = " and the bytes are missing'],
    ['a.x qcow2 64k |#|\n    ext 0x1 =\n             ^', 'the data of the extension is missing'],
    ['a.x qcow2 64k |#|\n    ext 0x1 = 0\n        ^', 'the bytes of an extension are pairs of hex digits'],
    [
      'a.x qcow2 64k |#|\n    set l3[0] = 1\n        ^',
      'set takes header.NAME, l1[N], l2[N], l2[N].bitmap, refcount[N], table[N], byte[N] or length',
    ],
    ['a.x qcow2 64k |#|\n    set length 1\n               ^', '" = " and a value are missing'],
    ['a.x qcow2 64k |#|\n    set length = x\n                 ^', 'a number is missing, such as 8 or 0x200'],
    [
      'a.x qcow2 64k |#|\n    set byte[0] = 0\n                  ^',
      'bytes are missing: pairs of hex digits, such as 00ff',
    ],
    ['a.x qcow2 64k |#|\n    set header.flags = 1\n    ^', 'the header has no field flags'],
    ['a.x qcow2 64k |#|\na.x qcow2 64k |#|\n^', 'two files are called a.x'],
    ['    at 1\n^', 'an indented line belongs to a layer, and there is none above it'],
    [
      'a.x qcow2 64k |#|\nmap a.x\n    at 1\n^',
      'an indented line belongs to a layer, and there is none above it',
    ],
    ['a.x qcow2 64k |#|\nmap `a.x\n    ^', 'this ` is never closed'],
    ['map a.x\n^', 'a chain has at least one layer'],
    ['\n^', 'a chain has at least one layer'],
    ['a qcow2 64k |#_|\n             ^', 'no layer has smaller units, so no cell continues with _'],
    [
      'a qcow2 64k |#___.|\n                 ^\nb qcow2 16k |.|',
      'each cell takes 4 columns here (64k beside 16k)',
    ],
    ['a qcow2 64k |#__|\n             ^\nb qcow2 16k |.|', 'each cell takes 4 columns here (64k beside 16k)'],
    [
      'a qcow2 64k |#{2}___|\n             ^\nb qcow2 16k |.|',
      'each cell takes 4 columns here (64k beside 16k)',
    ],
    [
      'a qcow2 64k |#_|\n             ^\nb raw 1000 |.|',
      "units of 64k beside 1000 don't make whole columns, so no cell continues with _",
    ],
  ];
  const features: [string, string][] = [
    [
      'a.x qcow2 64k extl2 |.[c]|\n                       ^',
      'c is not a subcluster: subclusters are . 0 z # ~ - and !',
    ],
    ['a.x qcow2 64k extl2 |.[.{32}|\n                            ^', 'the closing ] is missing'],
    [
      'a.x qcow2 64k extl2 |.[.{0}]|\n                        ^',
      'a count is a whole number from 1, in braces',
    ],
    ['a.x qcow2 64k extl2 |.[.0{30}]|\n                      ^', 'a cluster has 32 subclusters, this one 31'],
    ['a.x qcow2 64k extl2 |.[.{33}]|\n                      ^', 'a cluster has 32 subclusters, this one 33'],
    ['a.x qcow2 64k extl2 |[]|\n                     ^', 'a cluster has 32 subclusters, this one 0'],
    [
      'a.x qcow2 64k extl2 |##[#{31}.]|\n                       ^',
      'unallocated subclusters have no host offset, but this cluster has one: there they are reserved',
    ],
    [
      'a.x qcow2 64k extl2 |[0!{30}-]|\n                     ^',
      'zero-plain subclusters have no host offset, but this cluster has one: there they are zero-allocated',
    ],
    [
      'a.x qcow2 64k |.[.{16}0{16}]|\n                ^',
      'clusters have subclusters only with extended L2 entries: extl2',
    ],
    ['a.x qcow2 64k |.-|\n                ^', 'reserved clusters exist only with extended L2 entries: extl2'],
    ['a.x qcow2 64k |.!|\n                ^', 'illegal clusters exist only with extended L2 entries: extl2'],
    ['a.x qcow2 8k extl2 |.|\n             ^', 'extended L2 entries need clusters of at least 16k'],
    ['a.x qcow2 64k v2 extl2 |.|\n                 ^', 'version 2 has no extended L2 entries'],
    ['a.x qcow2 64k v2 zstd |.|\n                 ^', 'version 2 has no compression types'],
    [
      'a.x qcow2 64k zstd hdrlen=104 |.|\n                   ^',
      'a header has a multiple of 8 bytes, at least 112',
    ],
    ['a.x qcow2 64k refbits=x |.|\n                      ^', 'refbits= takes a number of bits'],
    ['a.x qcow2 64k refbits=3 |.|\n              ^', 'a refcount has 1, 2, 4, 8, 16, 32 or 64 bits'],
    ['a.x qcow2 64k refbits=8 v2 |.|\n              ^', 'version 2 has refcounts of 16 bits'],
    ['a.x qcow2 64k data=/d |.|\n              ^', 'the name must be relative to the folder of the case'],
    ['a.x qcow2 64k data=a.x |.|\n              ^', 'two files are called a.x'],
    ['a.x qcow2 64k data=d |#c|\n                       ^', 'a data file holds no compressed clusters'],
    [
      'a.x qcow2 64k data=d |#|\n    at 1\n       ^',
      'clusters of a data file stand at their guest offsets and take no host slot',
    ],
    [
      'a.x qcow2 64k data=d |#|\n    ext 0x44415441 = 65\n        ^',
      'the name of the data file is given as data=, not as an extension',
    ],
    ['a.x qcow2 64k data-raw |.|\n              ^', 'there is no data file to be raw'],
    ['a.x qcow2 64k crypt=rot13:a |.|\n                    ^', 'crypt= takes luks:PASSWORD or aes:PASSWORD'],
    ['a.x qcow2 64k crypt=aes: |.|\n              ^', 'the password is empty'],
    [
      'a.x qcow2 64k crypt=luks:a |.|\n    ext 0x0537be77 = ""\n        ^',
      'the encryption header is given as crypt=, not as an extension',
    ],
    ['a.x qcow2 64k v2 dirty |.|\n                 ^', 'version 2 has no dirty bit'],
    ['a.x raw 64k lazy |.|\n            ^', 'a raw layer has no lazy'],
    ['a.x qcow2 64k |.|\n    snapshot |#|\n             ^', 'the name of the snapshot is missing'],
    [
      'a.x qcow2 64k |.|\n    snapshot a #\n               ^',
      'the row is missing: cells between two bars, such as |.#|',
    ],
    [
      'a.x qcow2 64k |.|\n    snapshot a |#| b\n                   ^',
      'the line should end after the detail snapshot',
    ],
    [
      'a.x qcow2 64k |.|\n    snapshot a |##|\n             ^',
      'the snapshot has 2 clusters, its layer only 1',
    ],
    [
      'a.x qcow2 64k |.|\n    snapshot a |-|\n             ^',
      'reserved clusters exist only with extended L2 entries: extl2',
    ],
    [
      'a.x qcow2 64k data=d |.|\n    snapshot a |.|\n             ^',
      'an image with a data file has no snapshots',
    ],
    [
      'a.x qcow2 64k |.|\n    snapshot a |#_|\n                ^\nb qcow2 32k |.|',
      'the row of a snapshot is never drawn to scale with _',
    ],
    ['a.x raw 64k |.|\n    snapshot a |.|\n    ^', 'a raw layer has no snapshot'],
    [
      'a.x qcow2 64k |.|\n    set l2[0].bitmap = 0x1\n    ^',
      'L2 entries have bitmaps only where they are extended: extl2',
    ],
    ['a.x qcow2 64k refbits=4 |.|\n    set refcount[0] = 16\n    ^', 'the value must fit 4 bits'],
    [
      'a qcow2 64k |.|\n    bitmap b 64 |.|\n           ^',
      'a bit covers a power of two guest bytes, 512 to 2G',
    ],
    [
      'a qcow2 64k |.|\n    bitmap b x |.|\n             ^',
      'the guest bytes of a bit are a size, such as 64k',
    ],
    ['a qcow2 64k |.|\n    bitmap b 64k off |.|\n                 ^', 'a bitmap is disabled or in-use'],
    [
      'a qcow2 64k |.|\n    bitmap b 64k\n                ^',
      'the row is missing: cells between two bars, such as |.#|',
    ],
    [
      'a qcow2 64k |.|\n    bitmap b 64k |._|\n                  ^',
      'the row of a bitmap is never drawn to scale with _',
    ],
    [
      'a qcow2 64k extl2 |#_[-#{31}]_|\n                     ^\nb qcow2 32k |.|',
      'a bracket takes no whole columns, so no cell continues with _',
    ],
  ];

  test.each([...cases, ...features].map(([picture, clause]) => [clause, picture] as const))(
    '%s',
    (clause, picture) => {
      const lines = picture.split('\n');
      const caret = lines.findIndex(line => line.trim() === '^');
      const text = lines.toSpliced(caret, 1).join('\n');
      const parse = () => parseCase(text);
      expect(parse).toThrow(PictureError);
      expect(parse).toThrow(
        expect.objectContaining({
          message: `line ${caret}: ${clause}\n${lines[caret - 1]}\n${lines[caret]}`,
        }),
      );
    },
  );

  test('the caret is under its column after tabs', () => {
    expect(() => parseCase('a.x\tqcow2\t64k\t|x|')).toThrow('\n   \t     \t   \t ^');
  });
});
