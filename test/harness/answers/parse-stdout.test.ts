import { describe, expect, test } from 'vitest';
import { parseStdout } from '../../../src/harness/answers/parse-stdout.ts';

const header = 'Offset          Length          Mapped to       File\n';

function parse(stdout: string, status = 0): ReturnType<typeof parseStdout> {
  return parseStdout({
    stdout: Buffer.from(stdout, 'latin1'),
    stderr: Buffer.alloc(0),
    end: { kind: 'exit', status },
  });
}

describe('parseStdout', () => {
  test('JSON entries are parsed exactly, whichever fields the version prints', () => {
    const text =
      '[{ "start": 0, "length": 9007199254740993, "depth": 1, "zero": true, "data": false, "offset": 1152921504606847488}]\n';
    expect(parse(text)).toMatchObject({
      kind: 'extents',
      output: 'json',
      extents: [{ start: 0n, length: 9007199254740993n, depth: 1, zero: true, offset: 1152921504606847488n }],
    });
  });

  test('the whole entries of a failed map are parsed', () => {
    const entry = '{ "start": 0, "length": 512, "depth": 0, "present": true, "zero": false, "data": true}';
    expect(parse(`[${entry},\n`, 1)).toMatchObject({ extents: [{ start: 0n, length: 512n }] });
    expect(parse('[', 1)).toEqual({ kind: 'extents', output: 'json', extents: [] });
  });

  test('rows of the human table are parsed, even when wide numbers leave no space between columns', () => {
    const rows = `${header}0               0x200000        0xffffffffe00000a\n0x400000        0x1000          0               b c\n`;
    expect(parse(rows)).toEqual({
      kind: 'extents',
      output: 'human',
      extents: [
        { start: 0n, length: 0x200000n, offset: 0xffffffffe00000n, file: 'a' },
        { start: 0x400000n, length: 0x1000n, offset: 0n, file: 'b c' },
      ],
    });
  });

  test.each([
    ['another program', 'Segmentation fault\n'],
    ['half an entry with exit status 0', '[{ "start": 0, "length": 512'],
    ['a flag that is a number', '[{ "start": 0, "length": 512, "depth": 0, "zero": 1, "data": true}]\n'],
    ['a row without an offset', `${header}0               0x200000\n`],
  ])('%s is rubbish', (_what, text) => {
    expect(parse(text)).toMatchObject({ kind: 'rubbish' });
  });

  test.each([
    'usage: map [OPTION]... FILE\n',
    'Usage:\n  qemu-img map [-f FMT]\n',
    'qemu-img version 7.2.22 (Debian)\nusage: qemu-img\n',
    'List of user creatable objects:\n  secret\n',
    'secret options:\n  data=<string>\n',
    'There are no options for pr-manager.\n',
  ])('%j is help', text => {
    expect(parse(text)).toEqual({ kind: 'help' });
  });

  test('an empty stdout is not rubbish', () => {
    expect(parse('', 1)).toEqual({ kind: 'nothing' });
  });
});
