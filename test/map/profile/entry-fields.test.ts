import { readFileSync } from 'node:fs';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { goldenCases } from '../../../src/harness/runs/golden/golden-cases.ts';
import { parseGolden } from '../../../src/harness/runs/golden/golden-text.ts';
import { entryFields, entryKeys, type MapEntry } from '../../../src/map/profile/entry-fields.ts';
import { mapSchema } from '../../../src/map/profile/map-schema.ts';
import { type RecordedName, recorded } from '../../../src/map/profile/profile.ts';

const versions = Object.keys(recorded) as RecordedName[];

/** The keys of all JSON entries that a recorded version has printed in the goldens, in order. */
function recordedKeys(version: RecordedName): string[][] {
  const outcomes = goldenCases().flatMap(({ value, recorded: file }) =>
    parseGolden(readFileSync(file, 'utf8'), value.queries).map(({ outcomes }) => outcomes.get(version)!),
  );
  const texts = outcomes.map(({ stdout }) => stdout.toString()).filter(text => text.startsWith('[{'));
  const entries = texts.flatMap(text => [...text.matchAll(/\{[^}]*\}/g)].map(match => match[0]));
  return entries.map(entry => [...entry.matchAll(/"(\w+)":/g)].map(match => match[1]!));
}

describe('entryKeys', () => {
  test.each(versions)('are those that qemu-img %s prints, in its order', version => {
    const keys = entryKeys(recorded[version]);
    const printed = recordedKeys(version);
    expect(printed.length).toBeGreaterThan(50);
    const withOffset = JSON.stringify(keys);
    const without = JSON.stringify(keys.filter(key => key !== 'offset'));
    expect(new Set(printed.map(entry => JSON.stringify(entry)))).toEqual(new Set([withOffset, without]));
  });
});

describe('MapEntry', () => {
  test('has only the keys of its version', () => {
    expectTypeOf<Extract<keyof MapEntry<'5.2'>, 'present' | 'compressed'>>().toEqualTypeOf<never>();
    expectTypeOf<Extract<keyof MapEntry<'7.2'>, 'present' | 'compressed'>>().toEqualTypeOf<'present'>();
    expectTypeOf<Required<MapEntry>>().toEqualTypeOf<Required<MapEntry<'10.0'>>>();
    expect(entryKeys(recorded['5.2'])).not.toContain('present');
    expect(entryKeys(recorded['7.2'])).not.toContain('compressed');
    expect(entryKeys(recorded['10.0'])).toEqual(Object.keys(entryFields));
  });
});

describe('mapSchema', () => {
  test.each(versions)('of %s requires every key but offset, and allows no other key', version => {
    const { items } = mapSchema(recorded[version]) as { items: { properties: object; required: string[] } };
    expect(Object.keys(items.properties)).toEqual(entryKeys(recorded[version]));
    expect(items.required).toEqual(entryKeys(recorded[version]).filter(key => key !== 'offset'));
    expect(items).toMatchObject({ additionalProperties: false });
  });
});
