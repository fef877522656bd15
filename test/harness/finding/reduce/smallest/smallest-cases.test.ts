import { expect, test } from 'vitest';
import { headerBacking } from '../../../../../generators/recipe/header-backing.ts';
import { parseCase } from '../../../../../generators/recipe/picture/parse-case.ts';
import { printChain } from '../../../../../generators/recipe/picture/print/print-chain.ts';
import { validateCase } from '../../../../../generators/recipe/validation/validate-case.ts';
import { writerOf } from '../../../../../generators/write/writers.ts';
import {
  longCases,
  smallestCases,
} from '../../../../../src/harness/finding/reduce/smallest/smallest-cases.ts';

const smallest = (picture: string): string[] =>
  [...smallestCases(parseCase(picture))].map(({ recipe, queries }) =>
    `${printChain(recipe).trim()} ${queries[0]!.join(' ')}`.replace(/\s+/g, ' '),
  );

test('one cluster in each state comes first, the plainest first', () => {
  const all = smallest('a qcow2 64k |#|\nmap --output=json a\n');
  expect(all).toHaveLength(6 + 30 + 36 + 6 + 2 + 1 + 12 + 12);
  expect(all[0]).toBe('top.qcow2 qcow2 64k |.| --output=json top.qcow2');
  expect(all[79]).toBe('top.qcow2 qcow2 64k |zz| at 1..0 --output=json top.qcow2');
});

test('two clusters in a hole are among them, whose file looks preallocated', () => {
  expect(smallest('a vdi 1M |~|\nmap a\n')).toContain('top.qcow2 qcow2 64k |~~| top.qcow2');
});

test('chains of as many layers as the case has are no longer than those', () => {
  const long = (layers: number): string[] => {
    const rows = Array.from({ length: layers }, (_, index) => `l${index}.qcow2 qcow2 64k |#|\n`);
    return [...longCases(parseCase(`${rows.join('')}map top\n`))].map(({ recipe }) =>
      printChain(recipe)
        .trim()
        .replace(/\S+ +qcow2 64k /g, '')
        .replaceAll('\n', ' '),
    );
  };
  expect(long(4)).toEqual([]);
  expect(long(5)).toHaveLength(3 * 6);
  expect(long(5)).toEqual(
    expect.arrayContaining(['|#| |.| |.| |.| |.|', '|.| |..| |..| |..| |..|', '|..| |..| |..| |..| |.#|']),
  );
});

test('then come the attributes of the case, in one cluster', () => {
  const all = smallest('a qcow2 64k size=7 extl2 data=d crypt=luks:s3cret |#|\nmap -s5 a\n').slice(105);
  expect(all).toHaveLength(6 + (8 + 8 + 2) + (6 + 5) + (6 + 2 * 5) + 4 * 6 + 105);
  expect(all).toContain('base.qcow2 qcow2 64k size=1000 |#| top.qcow2 qcow2 64k |.| top.qcow2');
  expect(all).toContain('base.qcow2 qcow2 64k |#| top.qcow2 qcow2 64k data=top.data |z| top.qcow2');
  expect(all).toContain('top.qcow2 qcow2 64k size=1000 |#| top.qcow2');
  expect(all).toContain(
    'top.qcow2 qcow2 64k crypt=aes:x |#| --object=secret,id=s0,data=x --image-opts driver=qcow2,encrypt.key-secret=s0,file.filename=top.qcow2',
  );
  expect(all).toContain('top.qcow2 qcow2 64k data=top.data |.| top.qcow2');
  expect(all).toContain('top.qcow2 qcow2 64k extl2 |c| top.qcow2');
  expect(all).toContain('top.qcow2 qcow2 64k extl2 |-| top.qcow2');
  expect(all).toContain('top.qcow2 qcow2 64k extl2 |[#{31}-]| top.qcow2');
  expect(all).toContain('top.qcow2 qcow2 64k extl2 |.#!| top.qcow2');
  expect(all).toContain('top.qcow2 qcow2 64k |z| -s 1 top.qcow2');
});

test('a file that ends at a cluster or in one comes if the case has one that was cut', () => {
  const cut = smallest('a qcow2 64k |#|\n    set length = 0x50001\nmap a\n');
  for (const [row, length] of [
    ['#', '0x50000'],
    ['c', '0x50000'],
    ['~~##', '0x80000'],
    ['~#', '0x68000'],
  ])
    expect(cut).toContain(`top.qcow2 qcow2 64k |${row}| set length = ${length} top.qcow2`);
  expect(smallest('a qcow2 64k |#|\nmap a\n').join()).not.toContain('length');
  const { recipe } = parseCase('top.qcow2 qcow2 64k |~~##|\nmap a\n');
  const [whole] = recipe.layers;
  const [file] = writerOf(whole!).files(whole!, headerBacking(recipe, 0));
  expect(file!.length - 65536n).toBe(0x80000n);
});

test('rows of two states in turn come if the case has a row of 64 clusters', () => {
  const rows = ['#~#', '#~'.repeat(8), '(#~){64}'].map(row => `top.qcow2 qcow2 4k |${row}| top.qcow2`);
  expect(smallest('a qcow2 512 |#{64}|\nmap a\n')).toEqual(expect.arrayContaining(rows));
  expect(smallest('a qcow2 512 |#{63}|\nmap a\n')).not.toContain(rows[0]);
});

test('a raw file comes if the case has one, or a damaged header', () => {
  const raw = ['#', '.', '#.'].map(row => `top.raw raw 64k |${row}| top.raw`);
  expect(smallest('a raw 64k |#|\nmap a\n')).toEqual(expect.arrayContaining(raw));
  expect(smallest('a qcow2 64k |#|\n    set header.magic = 0\nmap a\n')).toEqual(expect.arrayContaining(raw));
  expect(smallest('a qcow2 64k |#|\nmap a\n')).not.toContain(raw[0]);
});

test('so do the smallest images of a block format', () => {
  const all = smallest('a vpc 4k |#|\nmap --output=json a\n');
  expect(all).toEqual(
    expect.arrayContaining([
      'top.vpc vpc 512 |.| --output=json top.vpc',
      'top.vpc vpc 512 |#.| --output=json top.vpc',
      'top.vpc vpc 512 sub=fixed |~| --output=json -f vpc top.vpc',
    ]),
  );
  expect(all).not.toContain('top.vdi vdi 1M |.| --output=json top.vdi');
});

test('last come the smallest chains with the name and the query of the case', () => {
  const all = smallest('b qcow2 64k |#|\na raw 64k |#|\nmap --image-opts driver=qcow2,file.filename=b\n');
  expect(all.slice(2 * 105 + 3)).toHaveLength(105);
  expect(all[105 + 3]).toBe('b qcow2 64k |.| json:{"driver":"qcow2","file.filename":"b"}');
  expect(all[2 * 105 + 3]).toBe('b qcow2 64k |.| --image-opts driver=qcow2,file.filename=b');
  expect(all).toContain('base.qcow2 qcow2 64k |#| b qcow2 64k |.| --image-opts driver=qcow2,file.filename=b');
});

test('all are well-formed', () => {
  const from = parseCase(
    'b vpc 64k |#|\nc vdi 1M |#|\na qcow2 64k extl2 data=d crypt=luks:s3cret |#|\nmap -s5 -l6 a\n',
  );
  expect([...smallestCases(from)].filter(value => validateCase(value).kind === 'ill-formed')).toEqual([]);
});
