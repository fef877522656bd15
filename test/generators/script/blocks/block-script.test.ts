import { expect, test } from 'vitest';
import { parseCase } from '../../../../generators/recipe/picture/parse-case.ts';
import { buildScript } from '../../../../generators/script/build-script.ts';

const lines = (picture: string): readonly string[] => buildScript(parseCase(picture).recipe).lines;

test('blocks are written in the order in which they stand in the file', () => {
  expect(lines('a vdi 1M |#.~|\n    at 1 0')).toEqual([
    '',
    '# a: by qemu-img and qemu-io',
    'img create -q -f vdi a 3145728',
    "io -f vdi -c 'write 0x200000 512' -c 'write 0 512' a",
  ]);
  expect(lines('a vpc 2M |#|')).toContain(
    'img create -q -f vpc -o force_size=on,subformat=dynamic a 2097152',
  );
});

test.each([
  ['a vdi 1M |0|', 'qemu-io makes no such blocks'],
  ['a vhdx 1M |!|', 'qemu-io makes no such blocks'],
  ['a vdi 1M sub=static |#|', 'its holes are those of the host'],
  ['a vdi 1M |##|\n    at 0 2', 'there are gaps between its blocks'],
  ['a vdi 1M size=1000 |#|', 'qemu-img makes whole sectors'],
  ['a vpc 1M |#|', 'qemu-img makes blocks of 2 MiB'],
  ['a vdi 1M |#|\n    set table[0] = 1', 'its damage names places in the file'],
  ['a,b vdi 1M |#|', 'qemu-img would read options or a protocol in "a,b"'],
])('%s: byte by byte', (picture, why) => {
  expect(lines(picture)[1]).toMatch(`: byte by byte, since ${why}`);
});
