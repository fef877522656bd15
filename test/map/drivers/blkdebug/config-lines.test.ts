import { expect, test } from 'vitest';
import { linesOf, readConfigLine } from '../../../../src/map/drivers/blkdebug/config-lines.ts';

test.each([
  ['\n', { kind: 'nothing' }],
  ['# x\n', { kind: 'nothing' }],
  [' \n', { kind: 'unreadable' }],
  ['[inject-error]\n', { kind: 'section', name: 'inject-error' }],
  ['[inject-error "a"] x\n', { kind: 'section', name: 'inject-error', id: 'a' }],
  ['[inject-error"a"]\n', { kind: 'section', name: 'inject-error"a"' }],
  ['[inject-error\n', { kind: 'section', name: 'inject-error\n' }],
  ['event = "none" x\n', { kind: 'option', key: 'event', value: 'none' }],
  ['\tevent = "none"\r\n', { kind: 'option', key: 'event', value: 'none' }],
  ['event = "none\n', { kind: 'option', key: 'event', value: 'none\n' }],
  ['event = "none\0"\n', { kind: 'option', key: 'event', value: 'none' }],
  ['\xa0\n', { kind: 'option', key: '\xa0', value: '' }],
  ['\0', { kind: 'unreadable' }],
  ['event = none\n', { kind: 'option', key: 'event', value: '' }],
  ['event="none"\n', { kind: 'option', key: 'event="none"', value: '' }],
])('the line %j', (line, content) => {
  expect(readConfigLine(line)).toEqual(content);
});

test('a long line goes on as another', () => {
  const long = 'x'.repeat(1500);
  const lines = ['a\n', 'x'.repeat(1023), `${'x'.repeat(477)}\n`, 'b'];
  expect([...linesOf([`a\n${long}\nb`])]).toEqual(lines);
  expect([...linesOf(['', 'a', `\n${long}`, '', '\n', 'b'])]).toEqual(lines);
});
