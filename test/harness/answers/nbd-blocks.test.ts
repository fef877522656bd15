import { expect, test } from 'vitest';
import { parseNbdBlocks } from '../../../src/harness/answers/nbd-blocks.ts';

const blocks = [
  { start: 0n, length: 9007199254740993n, value: 3 },
  { start: 9007199254740993n, length: 512n, value: 12 },
];

test('text is parsed exactly, however wide its numbers are', () => {
  const text = [
    '         0  9007199254740993    3  hole,zero\n',
    '9007199254740993         512   12  backing depth 12\n',
  ];
  expect(parseNbdBlocks(text.join(''))).toEqual(blocks);
});

test('JSON is parsed exactly', () => {
  const text = [
    '[\n',
    '{ "offset": 0, "length": 9007199254740993, "type": 3, "description": "hole,zero"},\n',
    '{ "offset": 9007199254740993, "length": 512, "type": 12, "description": "backing depth 12"}\n',
    ']\n',
  ];
  expect(parseNbdBlocks(text.join(''))).toEqual(blocks);
  expect(parseNbdBlocks('[\n\n]\n')).toEqual([]);
});

test.each(['[\n{ "offset": 0', '         0  512', '[\n{ "start": 0, "length": 512 }\n]\n'])(
  '%j is rubbish',
  text => {
    expect(parseNbdBlocks(text)).toMatch(/^(?:no block|stdout is no list)/);
  },
);
