import { describe, expect, expectTypeOf, test } from 'vitest';
import { type Extent, type MapEntry, parseMap } from '../../src/map/index.ts';

describe('parseMap', () => {
  test('reads the maps of all versions', () => {
    const old = { start: 0n, length: 512n, depth: 1, zero: false, data: true, offset: 2n ** 60n + 1n };
    const text =
      '"start": 0, "length": 512, "depth": 1, "zero": false, "data": true, "offset": 1152921504606846977';
    expect(parseMap(`[{ ${text}}]\n`)).toEqual([old]);
    const rest = { present: true, compressed: false };
    const newer = Buffer.from(`[{ ${text}, "present": true, "compressed": false},\n{ ${text}}]\n`);
    expect(parseMap(newer)).toEqual([{ ...old, ...rest }, old]);
  });

  test('leaves out keys that no known version prints', () => {
    const entry = '{ "start": 0, "length": 1, "depth": 0, "zero": true, "data": false, "colour": "red"}';
    expect(Object.keys(parseMap(`[${entry}]`)[0]!)).not.toContain('colour');
  });

  test.each([
    ['[', 'the map is not valid JSON'],
    ['{}', 'the map must be a list of entries'],
    ['[1]', 'entry 0 is not an object'],
    ['[{ "start": 0 }]', 'entry 0 has no length'],
    ['[{ "start": 0.5 }]', 'start of entry 0 is not a whole number'],
    ['[{ "start": -1 }]', 'start of entry 0 is not a whole number'],
    ['[{ "start": 0, "length": 1, "depth": 0, "zero": 1 }]', 'zero of entry 0 is not true or false'],
  ])('refuses %s', (json, message) => {
    expect(() => parseMap(json)).toThrow(
      expect.objectContaining({ code: 'bad-argument', message: expect.stringContaining(message) }),
    );
  });
});

describe('MapEntry', () => {
  test('has the types of Extent', () => {
    expectTypeOf<Extent>().toExtend<MapEntry>();
  });
});
