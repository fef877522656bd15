import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { visibleLine, visibleText } from '../../../src/map/basics/visible.ts';

test.each([
  ['a\x1b[2Jb', 'a\\x1b[2Jb'],
  ['two\r\nlines\t\0', 'two\\r\\nlines\\t\\x00'],
  ['turned \u202egpj.exe, hidden \u200b, C1 \x9b1m', 'turned \\u202egpj.exe, hidden \\u200b, C1 \\x9b1m'],
  ['::add-mask::secret', '\\x3a:add-mask::secret'],
  ['  ::stop-commands::x', '  \\x3a:stop-commands::x'],
  [
    'a ##[add-mask]b ##[error]c ##vso[task.setvariable]d',
    'a \\x23#[add-mask]b \\x23#[error]c \\x23#vso[task.setvariable]d',
  ],
])('%j is shown without anything that a terminal or a CI server obeys', (text, shown) => {
  expect(visibleLine(text)).toBe(shown);
});

test.each(['a::b', 'Zürich, 地図 😀', '|##[#{8}-{24}]##[zzzzzzzzzzzzzzzz.zzzzzzz]|', 'C:\\n'])(
  '%j stays as it is',
  text => {
    expect(visibleLine(text)).toBe(text);
  },
);

test('the lines of a text stay lines', () => {
  expect(visibleText('a\n::b\n')).toBe('a\n\\x3a:b\n');
});

/** Files that write to stdout or stderr, and why they need no visible lines. */
const writers: Readonly<Record<string, string>> = {
  'src/cli/terminal/print.ts': 'prints visible lines for all commands',
  'src/cli/map.ts': "prints qemu-img's own bytes",
  'src/harness/parties/subject/print-visibly.ts': 'prints visible lines of a subject',
  'src/harness/report/progress.ts': 'prints counts only',
  'src/harness/runs/campaign/bare-starter.ts': 'prints two numbers to its parent',
};

test('no other file writes to stdout or stderr', () => {
  const writing = globSync('src/**/*.ts').filter(path =>
    /console\.\w+\(|process\.std(?:out|err)\.write|stream\.write\(|writeSync\(descriptor/.test(
      readFileSync(path, 'utf8'),
    ),
  );
  expect(writing.toSorted()).toEqual(Object.keys(writers).toSorted());
});
