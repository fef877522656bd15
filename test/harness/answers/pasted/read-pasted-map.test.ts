import { describe, expect, test } from 'vitest';
import { readPastedMap } from '../../../../src/harness/answers/pasted/read-pasted-map.ts';

const entry = (start: number, length: number, more = ''): string =>
  `{ "start": ${start}, "length": ${length}, "depth": 0, "present": true, "zero": false, "data": true${more}}`;
const two = `[${entry(0, 512, ', "offset": 1024')},\n${entry(512, 512, ', "offset": 9223372036854775296')}]\n`;
const header = 'Offset          Length          Mapped to       File';
const table = `${header}\n0               0x20000         0x50000         a b.qcow2\n0x40000         0x10000         0               /x/base.raw\n`;

function read(text: string, ...cut: ['take'] | []): ReturnType<typeof readPastedMap> {
  return readPastedMap(Buffer.from(text), 'x', ...cut);
}

describe('JSON', () => {
  const plain = read(two).extents.map(({ line, ...extent }) => extent);

  test('is parsed exactly, with the line of each entry', () => {
    expect(read(two)).toMatchObject({
      output: 'json',
      extents: [{ line: 1 }, { line: 2, offset: 2n ** 63n - 512n }],
    });
  });

  test.each([
    [
      'a prompt and a command line',
      `[me@host ~]$ qemu-img map 'json:{"driver":"qcow2","backing":null}'\n${two}[me@host ~]$ `,
    ],
    ['a prefix on each line', two.replaceAll(/^(?=.)/gm, '2026-11-23T00:00:00 host job[7]: ')],
    ['Windows line ends', two.replaceAll('\n', '\r\n')],
    ['the colours of a terminal', two.replaceAll('true', '\x1b[1;32mtrue\x1b[0m')],
    ['lines that a terminal clears', two.replaceAll('\n', '\x1b[0m\x1b[K\n')],
    ['the title of a terminal', `\x1b]0;me@host\x07${two}`],
    [
      'lines that a terminal cut at its width',
      two.replaceAll('present', 'pres\nent').replaceAll('1024', '10\n24').replaceAll('true', 't\nrue'),
    ],
    ['quotation marks', two.replaceAll(/^(?=.)/gm, '> ')],
    [
      'indentation',
      JSON.stringify(JSON.parse(two.replace('9223372036854775296', '"X"')), null, 2).replace(
        '"X"',
        '9223372036854775296',
      ),
    ],
  ])('is found despite %s', (_what, text) => {
    expect(read(text).extents.map(({ line, ...extent }) => extent)).toEqual(plain);
  });

  test('is found in UTF-16, which PowerShell writes', () => {
    const text = Buffer.from(`\ufeff${two}`, 'utf16le');
    expect(readPastedMap(text, 'x').extents).toHaveLength(2);
  });

  test.each([
    [
      'a gap',
      `[${entry(0, 512)},\n${entry(1024, 512)}]`,
      'x:2: bytes 512 to 1024 are missing before this entry',
    ],
    [
      'an overlap',
      `[${entry(0, 512)},\n${entry(256, 512)}]`,
      'x:2: overlap: it begins at 256, the one of line 1 ends at 512',
    ],
    [
      'wrong order',
      `[${entry(512, 512)},\n${entry(0, 512)}]`,
      'x:2: out of order: it begins at 0, the one of line 1 begins at 512',
    ],
    ['a wrong type', `[${entry(0, 512).replace('true', '1')}]`, 'x:1: present is neither true nor false'],
    ['a fraction', `[${entry(0, 512).replace('512', '0.5')}]`, 'x:1: length is no whole number'],
    ['a missing key', `[${entry(0, 512).replace('"zero": false, ', '')}]`, 'x:1: zero is missing'],
    ['a key twice', `[${entry(0, 512, ', "start": 1')}]`, 'x:1: start is given twice'],
    ['another key', `[${entry(0, 512, ', "color": 1')}]`, 'x:1: map entries have no key "color"'],
    [
      'two versions',
      `[${entry(0, 512)},\n${entry(512, 512, ', "compressed": false')}]`,
      'x:2: line 2 has compressed, line 1 has not: maps of two versions',
    ],
    ['an entry cut off', two.slice(0, -30), 'x:2: this entry is cut off'],
    ['a missing bracket', two.slice(0, -2), 'x:2: the map is cut off after this entry: "]" is missing'],
    ['a missing head', two.slice(1), 'x:1: the text begins within a map'],
    ['two maps', `${two}${two}`, 'x:3: a second map begins here'],
    [
      'impossible flags',
      `[${entry(0, 512).replace('"present": true', '"present": false')}]`,
      'x:1: data that is not present',
    ],
    ['negative numbers', `[${entry(0, -512)}]`, 'x:1: length is -512, below 0'],
    [
      'a depth of -1',
      `[${entry(0, 512).replace('"depth": 0', '"depth": -1')}]`,
      'x:1: depth is -1, as in a patch that qemu never took: no qemu-img prints it',
    ],
    [
      'a dirty bitmap',
      `[${entry(0, 512)},\n${entry(512, 512).replace('"data": true', '"data": false')}]`,
      'x:2: neither zero nor data: the map of a dirty bitmap (x-dirty-bitmap) or of raw over an overlay, not of a chain',
    ],
    [
      'x-dirty-bitmap in its command line',
      `$ qemu-img map --image-opts driver=nbd,path=s,x-dirty-bitmap=qemu:allocation-depth\n${two}`,
      'x:1: a map with x-dirty-bitmap: its flags are those of a context of NBD, not data and zeros',
    ],
    [
      'a changed line of a diff',
      `[${entry(0, 512)},\n-${entry(512, 512)},\n+${entry(512, 1024)}]`,
      'x:2: this line of a diff is removed, the first one unchanged',
    ],
    ['empty entries', `[${entry(0, 512)},\n${entry(512, 0)}]`, 'x:2: an entry of no bytes'],
    ['no map', 'Segmentation fault\n', 'x: there is no map in this text'],
    ['nothing', ' \n', 'x: this text is empty'],
  ])('with %s is refused in one line', (_what, text, message) => {
    expect(() => read(text)).toThrow(expect.objectContaining({ code: 'bad-map', message }));
  });

  const noMap = 'x: there is no map in this text, but ';
  const totals = 'x: the totals of nbdinfo: they say how much of each kind there is, not where';
  test.each([
    ['    196608  18.8%   0 data\n    851968  81.2%   3 hole,zero\n', totals],
    ['[\n{ "size": 131072, "percent": 12.5, "type": 1, "description": "local" }\n]\n', totals],
    ['protocol: newstyle-fixed without TLS\nexport="":\n', `${noMap}the output of nbdinfo without --map`],
    ['{\n"exports": [\n\t{\n\t"export-name": "",\n', `${noMap}the output of nbdinfo without --map`],
    ['image: a\nvirtual size: 1 MiB (1048576 bytes)\n', `${noMap}the output of qemu-img info`],
    ['{\n    "virtual-size": 1048576,\n}\n', `${noMap}the output of qemu-img info`],
    ['No errors were found on the image.\n', `${noMap}the output of qemu-img check`],
    ['{\n    "total-clusters": 16,\n    "check-errors": 0\n}\n', `${noMap}the output of qemu-img check`],
    ['required size: 1\nfully allocated size: 2\n', `${noMap}the output of qemu-img measure`],
    ['{\n    "required": 1,\n    "fully-allocated": 2\n}\n', `${noMap}the output of qemu-img measure`],
    ['Images are identical.\n', `${noMap}the output of qemu-img compare`],
    ['Content mismatch at offset 262144!\n', `${noMap}the output of qemu-img compare`],
    ['Snapshot list:\nID      TAG\n', `${noMap}the output of qemu-img snapshot`],
    [
      '1 MiB (0x100000) bytes not allocated at offset 0 bytes (0x0)\n',
      `${noMap}the output of the command map of qemu-io`,
    ],
    ['Usage:\n  qemu-img map [-f FMT | --image-opts]\n', `${noMap}the help of a command`],
    ["qemu-img: Could not open 'gone'\n", `${noMap}an error of qemu-img`],
  ])('%j is called by its name', (text, message) => {
    expect(() => read(text)).toThrow(
      expect.objectContaining({
        code: 'bad-map',
        message,
        next: expect.stringMatching(/^(?:Give|Correct) /),
      }),
    );
  });

  test('is found after a log line that has one of its keys', () => {
    expect(read(`{"start": 5}\n${two}`).extents).toHaveLength(2);
  });

  test('that is cut off gives its whole entries on request', () => {
    expect(read(two.slice(0, -30), 'take').extents).toHaveLength(1);
    expect(read(two.slice(0, -2), 'take').extents).toHaveLength(2);
  });
});

describe('a table', () => {
  test.each([
    ['alone', table],
    ['after a prefix', table.replaceAll(/^(?=.)/gm, 'host: ')],
    ['with its spaces gone', table.replaceAll(/ {3,}/g, ' ')],
    ['with empty lines between its rows', table.replaceAll('\n', '\n\n')],
    ['as a diff that adds it', table.replaceAll(/^(?=.)/gm, '+')],
    ['between other lines', `$ qemu-img map a\n${table}$ exit\r\n`],
  ])('is parsed %s', (_what, text) => {
    expect(read(text)).toMatchObject({
      output: 'human',
      extents: [
        { start: 0n, length: 0x20000n, offset: 0x50000n, file: 'a b.qcow2' },
        { start: 0x40000n, length: 0x10000n, offset: 0n, file: '/x/base.raw' },
      ],
    });
  });

  test.each([
    ['behind', (line: string) => `${table}${line}`, 4],
    ['before', (line: string) => `${line}${table}`, 1],
  ])('that qemu-img ended with an error is not whole, with the error %s it', (_where, textOf, line) => {
    for (const error of [
      'File contains external, encrypted or compressed clusters.',
      'Could not read file metadata: Input/output error',
    ]) {
      expect(read(textOf(`qemu-img: ${error}\n`))).toMatchObject({ stoppedAt: line, extents: [{}, {}] });
    }
  });

  test('is parsed when wide numbers leave no space between columns', () => {
    const rows = `${header}\n0x40000000000000 0x4000          0xffffffffc00000a\n0x40000000004000 0x4000          0x5\tb\n`;
    expect(read(rows).extents[0]).toMatchObject({ offset: 0xffffffffc00000n, file: 'a' });
  });

  test.each([
    ['a row that is cut off', `${table}0x80000         0x1`, 'x:4: this row is cut off'],
    [
      'overlapping rows',
      `${table}0x48000         0x1000          0x0a            f`,
      'x:4: overlap: it begins at 294912, the one of line 3 ends at 327680',
    ],
    ['no rows', header, 'x: the table has no rows: it says nothing about the image'],
    ['JSON after it', `${table}${two}`, 'x:4: a second map begins here'],
    ['JSON before it', `${two}${table}`, 'x:3: a second map begins here'],
    [
      'blocks of NBD after it',
      `${table}         0       65536    0  data\n`,
      'x:4: a second map begins here',
    ],
    [
      'an added row of a diff',
      `${header}\n 0               0x1000          0x50000         a\n+0x1000          0x1000          0x60000         a\n`,
      'x:3: this line of a diff is added, the first one unchanged',
    ],
    [
      'a removed row of a diff, with a blank',
      table.replace('\n0x40000', '\n- 0x40000'),
      'x:3: this line of a diff is removed, the first one unchanged',
    ],
    ['dots between its rows', table.replace('\n0x40000', '\n...\n0x40000'), 'x:3: rows are left out here'],
    ['dots after its rows', `${table}[…]\n`, 'x:4: rows are left out here'],
    [
      'a decimal row',
      `${table}524288          65536           4096            /x/base.raw\n`,
      'x:4: no row of a table: its numbers are not as qemu-img prints them',
    ],
    [
      'another line between its rows',
      table.replace('\n0x40000', '\nqemu-img: warning\n0x40000'),
      'x:3: a line between the rows of the table is no row',
    ],
    [
      'no row before the error of qemu-img',
      `${header}\nqemu-img: File contains external, encrypted or compressed clusters.\n`,
      'x:2: qemu-img ended the table before its first row',
    ],
    ['a second table', `${table}${table}`, 'x:4: a second map begins here'],
  ])('with %s is refused in one line', (_what, text, message) => {
    expect(() => read(text)).toThrow(expect.objectContaining({ code: 'bad-map', message }));
  });
});

describe('the blocks of a context of NBD', () => {
  const text = '         0       65536    1  local\n     65536      131072    3  backing depth 3\n';
  const json = [
    '[',
    '{ "offset": 0, "length": 65536, "type": 1, "description": "local"},',
    '{ "offset": 65536, "length": 131072, "type": 3, "description": "backing depth 3"}',
    ']',
    '',
  ].join('\n');

  test.each([
    ['as text', text],
    ['as JSON', json],
    ['as JSON with other white space', JSON.stringify(JSON.parse(json), null, 2)],
    ['as JSON on one line', json.replaceAll('\n', ' ')],
    ['between other lines', `$ nbdinfo --map=qemu:allocation-depth nbd://x\n${text}$ `],
  ])('are read %s', (_what, given) => {
    expect(read(given)).toMatchObject({
      output: 'nbd',
      context: 'qemu:allocation-depth',
      extents: [
        { start: 0n, length: 65536n, value: 1 },
        { start: 65536n, length: 131072n, value: 3 },
      ],
    });
  });

  test.each([
    [
      'of a dirty bitmap',
      '         0       65536    0  clean\n',
      'x:1: a dirty bitmap: it says what was written since a backup, not what an image holds',
    ],
    [
      'with a gap',
      text.replace('\n     65536 ', '\n     65537 '),
      'x:2: bytes 65536 to 65537 are missing before this entry',
    ],
    [
      'of two contexts',
      `${text}    196608       65536    0  data\n`,
      'x:3: a block of base:allocation among those of qemu:allocation-depth',
    ],
    ['of a diff', text.replace('\n', '\n+'), 'x:2: this line of a diff is added, the first one unchanged'],
    [
      'with another line between them',
      text.replace('\n', '\n...\n'),
      'x:2: a line between the blocks is no block',
    ],
    ['cut off', json.replace(']', ''), 'x:3: the list of blocks is cut off after this one: "]" is missing'],
  ])('%s are refused in one line', (_what, given, message) => {
    expect(() => read(given)).toThrow(expect.objectContaining({ code: 'bad-map', message }));
  });
});
