import { expect, test } from 'vitest';
import { contradiction } from '../../src/harness/relations/three-accounts.ts';
import { recorded } from '../../src/profile/profile.ts';
import { relate, type Written } from './written.ts';

test.each(Object.entries(recorded))('map and the contexts of NBD tell one story in %s', (_, profile) => {
  const tell = ({ map, top }: Written): void => {
    const accounts = {
      map: map(top.name),
      base: map('--context=base:allocation', top.name),
      depth: map('--context=qemu:allocation-depth', top.name),
    };
    expect(contradiction(accounts, profile)).toBeUndefined();
  };
  const related = relate(23, tell, profile);
  expect(related).toBeGreaterThan(30);
});
