import { expect, test } from 'vitest';
import { changingBehaviours } from '../../../src/map/profile/changing-behaviours.ts';
import { type Profile, recorded } from '../../../src/map/profile/profile.ts';

test('only rows that the older answer asks for are tried', () => {
  const tried: Profile[] = [];
  const keys = ({ presentKey, compressedKey }: Profile): string => `${presentKey} ${compressedKey}`;
  const names = changingBehaviours(recorded['7.2'], recorded['10.0'], profile => {
    tried.push(profile);
    return keys(profile) !== keys(recorded['7.2']);
  });
  expect(names).toEqual(['compressedKey']);
  // The older profile itself, and the one row of the two that differs between these versions.
  expect(tried.map(keys)).toEqual(['true false', 'true true']);
});
