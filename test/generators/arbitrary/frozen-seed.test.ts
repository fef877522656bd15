import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { frozenPictures } from './frozen-pictures.ts';

test('seeds give the cases that they always gave (frozen-seed.txt says how to accept a change)', () => {
  const frozen = readFileSync(new URL('frozen-seed.txt', import.meta.url), 'utf8');
  expect(frozenPictures()).toBe(frozen);
});
