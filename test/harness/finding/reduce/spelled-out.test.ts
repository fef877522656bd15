import { describe, expect, test } from 'vitest';
import { spelledOut } from '../../../../src/harness/finding/reduce/spelled-out.ts';

describe('spelledOut', () => {
  test.each([
    ['a name cut short', ['--ou=json', 'top.qcow2'], ['--output=json', 'top.qcow2']],
    ['a value in the next word', ['--output', 'json', 'top.qcow2'], ['--output=json', 'top.qcow2']],
    ['letters together', ['-Us1k', 'top.qcow2'], ['-U', '-s', '1k', 'top.qcow2']],
    ['a long name that has a letter', ['--max-length=1', 'top.qcow2'], ['-l', '1', 'top.qcow2']],
    ['an option after the operand', ['top.qcow2', '-U'], ['-U', 'top.qcow2']],
    ['a needless end of options', ['-U', '--', 'top.qcow2'], ['-U', 'top.qcow2']],
    ['an end of options that is needed', ['-U', '--', '-x'], ['-U', '--', '-x']],
    ['a context of NBD', ['--context', 'base:allocation', 'a'], ['--context=base:allocation', 'a']],
  ])('spells out %s', (_what, query, spelled) => {
    expect(spelledOut(query)).toEqual(spelled);
    expect(spelledOut(spelled)).toEqual(spelled);
  });

  test.each([
    ['an unknown option', ['--nonsense', 'top.qcow2']],
    ['a name that may be two options', ['--o', 'json', 'top.qcow2']],
    ['a missing value', ['top.qcow2', '--output']],
    ['a relation', ['--output=json', '--relation=window', 'top.qcow2']],
  ])('keeps %s', (_what, query) => {
    expect(spelledOut(query)).toEqual(query);
  });
});
