import { describe, expect, test } from 'vitest';
import { parseImageOptions } from '../../../src/map/options/parse-image-options.ts';
import { recorded } from '../../../src/map/profile/profile.ts';

function parsed(text: string, version: '5.2' | '7.2' = '7.2'): { options: unknown[]; notices: string } {
  let notices = '';
  const notice = (line: string): void => {
    notices += line;
  };
  return { options: [...parseImageOptions(text, { profile: recorded[version], notice })], notices };
}

describe('a list of key=value is parsed', () => {
  test.each([
    [
      'driver=qcow2,file.filename=a',
      [
        ['driver', 'qcow2'],
        ['file.filename', 'a'],
      ],
    ],
    ['file.filename=a,,b', [['file.filename', 'a,b']]],
    ['file.filename=a,', [['file.filename', 'a']]],
    ['driver=raw,driver=qcow2', [['driver', 'qcow2']]],
    ['a=b=c', [['a', 'b=c']]],
    ['node', [['file', 'node']]],
    [
      'no,,de,x=1',
      [
        ['file', 'no,de'],
        ['x', '1'],
      ],
    ],
    ['=x', [['', 'x']]],
    ['', []],
  ])('%s', (text, options) => {
    expect(parsed(text)).toEqual({ options, notices: '' });
  });
});

test('a word without = is a switch, with a warning since 6.0', () => {
  const options = [
    ['x', '1'],
    ['read-only', 'on'],
    ['share', 'off'],
  ];
  const warning = (word: string, meaning: string): string =>
    `qemu-img: warning: short-form boolean option '${word}' deprecated\nPlease use ${meaning} instead\n`;
  expect(parsed('x=1,read-only,noshare')).toEqual({
    options,
    notices: warning('read-only', 'read-only=on') + warning('noshare', 'share=off'),
  });
  expect(parsed('x=1,read-only,noshare', '5.2')).toEqual({ options, notices: '' });
});

test('an id must be an identifier', () => {
  expect(() => parsed('x=1,id=1')).toThrow("Parameter 'id' expects an identifier");
});
