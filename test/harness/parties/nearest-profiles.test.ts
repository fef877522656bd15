import { expect, test } from 'vitest';
import { nearestProfiles } from '../../../src/harness/parties/nearest-profiles.ts';
import { type Profile, profileOf } from '../../../src/map/profile/profile.ts';

const firstOf = (version: string, wanted: (profile: Profile) => boolean): Profile =>
  nearestProfiles(profileOf(version)).find(wanted)!;

test('a development build that has present already is compared with 6.1, not with a version that is far away', () => {
  expect(firstOf('6.0.50', ({ presentKey }) => presentKey)).toMatchObject({ version: '6.1.0' });
});

test('the next release with a change comes before the one before', () => {
  expect(firstOf('8.2.3', ({ rawErrorsShowNumbers }) => rawErrorsShowNumbers).version).toBe('8.2.8');
  expect(firstOf('11.1.0', ({ compressedKey }) => !compressedKey).version).toBe('8.1.0');
});

test('the other vendors of a version come before all other versions', () => {
  const [own, debian, next] = nearestProfiles(profileOf('10.0.2'));
  expect([own, debian]).toMatchObject([{ version: '10.0.2' }, { version: '10.0.2', vendor: 'Debian' }]);
  expect(own).not.toHaveProperty('vendor');
  expect(next).toMatchObject({ version: '10.0.13' });
  expect(nearestProfiles(profileOf('10.0.2', 'Debian'))[0]).toMatchObject({ vendor: 'Debian' });
});
