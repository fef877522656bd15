import { describe, expect, test } from 'vitest';
import { behaviours } from '../../../src/map/profile/behaviours/table.ts';
import {
  newest,
  profileNamed,
  profileOf,
  profileOfBanner,
  recorded,
} from '../../../src/map/profile/profile.ts';
import { isAtLeast } from '../../../src/map/profile/version.ts';

describe('the table of behaviours', () => {
  test.each(Object.entries(behaviours))('has versions in order for %s, from 5.2 on', (_name, behaviour) => {
    expect(behaviour.values[0]).toMatchObject({ since: '5.2' });
    expect(behaviour.values[0]).not.toHaveProperty('vendor');
    const since = behaviour.values.map(row => row.since);
    for (const [index, version] of since.slice(1).entries()) {
      expect(isAtLeast(version, since[index]!)).toBe(true);
    }
    expect(behaviour.why).toMatch(/^\S.*[^.]$/);
  });
});

describe('a profile has the values of its version', () => {
  test.each([
    ['5.2', false, false, 'double'],
    ['6.0', false, false, 'fixed-point'],
    ['6.1.0', true, false, 'fixed-point'],
    ['6.2', true, false, 'fixed-point'],
    ['7.2.22', true, false, 'fixed-point'],
    ['8.1', true, false, 'strict'],
    ['8.2', true, true, 'strict'],
    ['9.2', true, true, 'strict'],
    ['10.0', true, true, 'strict'],
    ['11.1', true, true, 'strict'],
    ['42.0', true, true, 'strict'],
  ])('%s: present %s, compressed %s, %s', (version, present, compressed, sizes) => {
    expect(profileOf(version)).toMatchObject({
      version,
      presentKey: present,
      compressedKey: compressed,
      sizeGrammar: sizes,
    });
  });
});

describe('the vendor', () => {
  test('Debian has an early form of the later command line in 10.0', () => {
    expect(profileOf('10.0.13', 'Debian').misuseTrailer).toBe("Try 'qemu-img map --help' for more info");
    expect(profileOf('10.0.13').misuseTrailer).toBe("Try 'qemu-img --help' for more information");
    expect(profileOf('10.1', 'Debian').misuseTrailer).toBe("Try 'qemu-img map --help' for more information");
    expect(profileOf('9.2', 'Debian').misuseTrailer).toBe("Try 'qemu-img --help' for more information");
  });

  test('Debian has neither zstd nor parallels in 5.2', () => {
    expect(profileOf('5.2', 'Debian')).toMatchObject({ zstd: false, parallels: false });
    expect(profileOf('5.2')).toMatchObject({ zstd: true, parallels: true });
    expect(profileOf('7.2', 'Debian')).toMatchObject({ zstd: true, parallels: true });
  });

  test('is absent from a profile of upstream', () => {
    expect(profileOf('9.2')).not.toHaveProperty('vendor');
  });
});

describe('a backported fix', () => {
  test.each([
    ['7.2.12', 'parsed'],
    ['7.2.13', 'literal'],
    ['7.2', 'literal'],
    ['8.1', 'parsed'],
    ['9.0.1', 'parsed'],
    ['9.0.2', 'literal'],
    ['9.1', 'literal'],
  ])('decides how %s reads data file names: %s', (version, expected) => {
    expect(profileOf(version).dataFileName).toBe(expected);
  });

  test.each([
    ['7.2.14', false],
    ['7.2.15', true],
    ['8.2', true],
    ['9.0', true],
    ['9.1.1', false],
    ['10.0', true],
  ])('decides whether %s prints numbers in errors of raw: %s', (version, expected) => {
    expect(profileOf(version).rawErrorsShowNumbers).toBe(expected);
  });
});

describe('profileNamed', () => {
  test('the recorded builds are those of Debian, and the newest is 11.1', () => {
    expect(Object.values(recorded).map(({ version, vendor }) => [version, vendor])).toEqual([
      ['5.2.0', 'Debian'],
      ['7.2.22', 'Debian'],
      ['10.0.13', 'Debian'],
      ['11.1.3', 'Debian'],
    ]);
    expect(newest).toBe(recorded['11.1']);
  });

  test('a short name means the recorded build, another version the upstream release', () => {
    expect(profileNamed('10.0')).toBe(recorded['10.0']);
    expect(profileNamed('10.0.0')).not.toHaveProperty('vendor');
    expect(profileNamed('9.2')).toEqual(profileOf('9.2'));
  });

  test.each(['', 'x', '7', '7.x', '7.2.', ' 7.2', '__proto__', 'toString'])('%j is not a version', name => {
    expect(() => profileNamed(name)).toThrow(expect.objectContaining({ code: 'bad-version' }));
  });

  test('a version before 5.2 is refused', () => {
    expect(() => profileOf('5.1')).toThrow(expect.objectContaining({ code: 'old-version' }));
    expect(() => profileOf('2.12.1')).toThrow(expect.objectContaining({ code: 'old-version' }));
  });
});

describe('profileOfBanner', () => {
  test.each([
    [
      'qemu-img version 10.0.13 (Debian 1:10.0.13+ds-0+deb13u1)\nCopyright (c) 2003-2025',
      '10.0.13',
      'Debian',
    ],
    ['qemu-img version 5.2.0 (Debian 1:5.2+dfsg-11+deb11u5)\n', '5.2.0', 'Debian'],
    ['qemu-img version 9.2.4 (qemu-9.2.4-1.fc42)\n', '9.2.4', undefined],
    ['qemu-img version 11.1.3\n', '11.1.3', undefined],
    ['qemu-img version 9.2\n', '9.2', undefined],
    ['version 9.2\n', '9.2', undefined],
    ['qemu-img version 8.2.2 (Debian 1:8.2.2+ds-0ubuntu1.4)\n', '8.2.2', 'Debian'],
    ['qemu-img version 9.0.92 (v9.1.0-rc2-dirty)\n', '9.0.92', undefined],
    ['qemu-img version 9.2.50 (v9.2.0-1-gabcdef)\n', '9.2.50', undefined],
  ])('%j', (text, version, vendor) => {
    const profile = profileOfBanner(text);
    expect([profile?.version, profile?.vendor]).toEqual([version, vendor]);
    expect(profile?.misuseTrailer).toBe(profileOf(version, vendor as 'Debian' | undefined).misuseTrailer);
  });

  test.each([
    '',
    'qemu-img version 9',
    'qemu-img version 9.2.1.4',
    'qemu-io version 5.2.0',
    'nonsense\nqemu-img version 5.2.0',
  ])('%j is not a banner', text => {
    expect(profileOfBanner(text)).toBeUndefined();
  });

  test('the banner of a version before 5.2 is refused', () => {
    expect(() => profileOfBanner('qemu-img version 4.2.1 (Debian 1:4.2-3ubuntu6.30)\n')).toThrow(
      expect.objectContaining({ code: 'old-version' }),
    );
  });
});
