import { describe, expect, test } from 'vitest';
import { parseCase } from '../../../../generators/recipe/picture/parse-case.ts';
import { printCase } from '../../../../generators/recipe/picture/print-case.ts';

describe('canonical pictures stay as they are', () => {
  test.each([
    [
      '# an unallocated cluster shows the backing file, a zero-plain one hides it',
      'base.qcow2 qcow2 64k |####....cc|',
      'top.qcow2  qcow2 64k |.0z#.0z#.0|',
      'map --output=json top.qcow2',
      'map --output=json `json:{"driver":"qcow2","file":{"driver":"file","filename":"top.qcow2"},"backing":null}`',
    ],
    [
      'base.raw  raw   512 size=1000   |##|',
      'mid.qcow2 qcow2 512             |.z.#.|',
      'top.qcow2 qcow2 64k size=200192 |.0#.|',
    ],
    ['top.qcow2 qcow2 64k |#z##.#####|', '    at 3 0..1 7 2 11..8'],
    [
      'a.qcow2 qcow2 64k v2 |#.#|',
      '    ext 0x6803f857 = 00056669766500',
      '    ext 0x00000001 = ""',
      '    set header.cluster_bits = 8',
      '    set l2[2] = 0x8000000000070200',
      '    set byte[0x48] = 00000000000000e0',
      '    set length = 0x40100',
    ],
    ['#', '#  two', 'a.qcow2 qcow2 64k |#|'],
    ['base.qcow2 qcow2 512        |#{1000}|', 'top.qcow2  qcow2 512 l2=all |(.#){500}.{64}|'],
    ['base.qcow2 qcow2 64k |#___.___z___|', 'top.qcow2  qcow2 16k |.#0.#..z....|'],
    // 64 columns to scale, and 65.
    [`a.qcow2 qcow2 1k  |${'#_'.repeat(32)}|`, `b.qcow2 qcow2 512 |${'.'.repeat(64)}|`],
    ['a.qcow2 qcow2 1k  |#{32}|', 'b.qcow2 qcow2 512 |.{65}|'],
    // Units whose ratio is no whole number.
    ['a.raw   raw   1000 |##|', 'b.qcow2 qcow2 512  |..|'],
    [
      'a.qcow2 qcow2 64k size=1M backing="none" fmt=raw v2 refcounts=none l2=all |#|',
      '"map"   qcow2 64k backing=none hdrlen=112                                 |#|',
      '`"`     qcow2 64k backing="json:{}" fmt=""                                |.|',
    ],
    ['"#a" raw 1 |.|', 'map "" "a b"'],
    [
      '# 8 written, 8 only reserved, 8 zero, 8 reserved; a cluster without host; an illegal bitmap',
      'top.qcow2 qcow2 64k extl2 |#.-[#{8}-{8}z{8}-{8}][.{16}0{16}][!-{31}]!|',
      '    set l2[5].bitmap = 0x100000001',
    ],
    ['top.qcow2 qcow2 64k data=top.data |##0~.#|'],
    [
      'a.qcow2 qcow2 64k refbits=1 dirty |.#0|',
      '    ext 0x6803f857 = 00056669766500',
      '    snapshot "before upgrade" |##.|',
    ],
    ['a.qcow2 qcow2 64k crypt=luks:s3cret |#.0#|'],
    // Every attribute, in its order.
    [
      'a qcow2 64k size=1M backing=b fmt=raw extl2 zstd refbits=64 refcounts=none l2=all data=d data-raw crypt="aes:a b" ' +
        'dirty corrupt lazy hdrlen=120 |#|',
    ],
    // Without subclusters, brackets say which parts of a data cluster were written.
    ['a qcow2 64k |[#{16}~{16}]{2}~|'],
    // A bracket can't be drawn to scale.
    ['a qcow2 32k       |##|', 'b qcow2 16k extl2 |[.0{31}]|'],
  ])('%#', (...lines) => {
    const text = `${lines.join('\n')}\n`;
    expect(printCase(parseCase(text))).toBe(text);
  });
});

test('a note is one line, whatever is in it', () => {
  const { recipe } = parseCase('a qcow2 64k |#|\n');
  expect(printCase({ notes: ['x\nb qcow2 64k |#|\r'], recipe, queries: [] })).toBe(
    '# x\\u000ab qcow2 64k |#|\\u000d\na qcow2 64k |#|\n',
  );
});

describe('other pictures become canonical', () => {
  test.each([
    ['a qcow2 65536 v2 size=65536 |#|', 'a qcow2 64k v2 |#|'],
    ['a qcow2 64k |##|\n  at 0 1', 'a qcow2 64k |##|'],
    ['a qcow2 64k |.#|\n  |.#|', 'a qcow2 64k |.#.#|'],
    ['map a\n# note\na qcow2 64k |.#|', '# note\na qcow2 64k |.#|\nmap a'],
    ['a qcow2 64k l2=all v2 size=1M |.|', 'a qcow2 64k size=1M v2 l2=all |.|'],
    ['a qcow2 64k lazy dirty extl2 |[-{32}]|', 'a qcow2 64k extl2 dirty lazy |-|'],
    ['b raw 1 |.|\na qcow2 64k fmt=raw backing=b |.|', 'b raw   1   |.|\na qcow2 64k |.|'],
  ])('%j', (text, printed) => {
    expect(printCase(parseCase(text))).toBe(`${printed}\n`);
  });
});
