import { describe, expect, test } from 'vitest';
import { readWindowSize } from '../../../src/map/command/window-size.ts';
import { recorded } from '../../../src/map/profile/profile.ts';

const largest = '9223372036854775807';

describe('a malformed size has the message of each version', () => {
  const old = [
    'qemu-img: Invalid start offset specified. You may use k, M, G, T, P or E suffixes for',
    'qemu-img: kilobytes, megabytes, gigabytes, terabytes, petabytes and exabytes.',
  ];

  test.each([
    ['5.2', old],
    ['7.2', old],
    ['10.0', ["qemu-img: Invalid start offset specified: '5 '."]],
    ['11.1', ["qemu-img: Invalid start offset specified: '5 '"]],
  ] as const)('in %s', (name, lines) => {
    expect(readWindowSize('start-offset', '5 ', recorded[name])).toEqual({ bytes: undefined, lines });
  });
});

describe('a size out of range has the same message', () => {
  const range = {
    bytes: undefined,
    lines: [`qemu-img: Invalid max length specified. Must be between 0 and ${largest}.`],
  };

  test.each(['5.2', '7.2', '10.0', '11.1'] as const)('in %s', name => {
    expect(readWindowSize('max-length', '8E', recorded[name])).toEqual(range);
    expect(readWindowSize('max-length', '16E', recorded[name])).toEqual(range);
  });

  test('for the largest size in 5.2 only, which reads it as a double', () => {
    expect(readWindowSize('max-length', largest, recorded['5.2'])).toEqual(range);
    expect(readWindowSize('max-length', largest, recorded['7.2'])).toEqual({
      bytes: 2n ** 63n - 1n,
      lines: [],
    });
  });
});

describe('a suffix on a hexadecimal number', () => {
  const warning = 'qemu-img: warning: Using a multiplier suffix on hex numbers is deprecated: ';

  test('causes a warning in 7.2, before any error', () => {
    expect(readWindowSize('start-offset', '0x1000k', recorded['7.2'])).toEqual({
      bytes: 4194304n,
      lines: [`${warning}0x1000k`],
    });
    expect(readWindowSize('start-offset', '0x1p3', recorded['7.2']).lines).toEqual([
      `${warning}0x1p3`,
      'qemu-img: Invalid start offset specified. You may use k, M, G, T, P or E suffixes for',
      'qemu-img: kilobytes, megabytes, gigabytes, terabytes, petabytes and exabytes.',
    ]);
  });

  test('is accepted in 5.2 and malformed later', () => {
    expect(readWindowSize('start-offset', '0x1000k', recorded['5.2'])).toEqual({
      bytes: 4194304n,
      lines: [],
    });
    expect(readWindowSize('start-offset', '0x1000k', recorded['10.0']).lines).toEqual([
      "qemu-img: Invalid start offset specified: '0x1000k'.",
    ]);
  });
});
