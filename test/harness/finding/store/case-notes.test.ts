import { expect, test } from 'vitest';
import {
  foundNote,
  reducedNote,
  storedOrigin,
  storedSignature,
  withoutSignature,
  withSignature,
} from '../../../../src/harness/finding/store/case-notes.ts';

const origin = 'seed 3, damage, case 12';
const signature = 'unknown: coverage in data';
const caseWith = (...notes: string[]) => ({ notes, recipe: { layers: [] }, queries: [] });

test.each([
  [foundNote(origin), 'found in seed 3, damage, case 12'],
  [reducedNote(origin, { isComplete: true }), 'reduced from seed 3, damage, case 12'],
  [
    reducedNote(origin, { isComplete: false }),
    'reduced from seed 3, damage, case 12, as far as its time allowed',
  ],
])('a note names the origin of its case, and is read back: %s', (note, text) => {
  expect(note).toBe(text);
  const stored = withSignature(signature, caseWith(note));
  expect(storedOrigin(stored)).toBe(origin);
  expect(storedSignature(stored)).toBe(signature);
  expect(withoutSignature(stored)).toEqual(caseWith(note));
});

test('a note that somebody else wrote is the origin itself', () => {
  expect(storedOrigin(caseWith(signature, 'my image'))).toBe('my image');
  expect(storedOrigin(caseWith())).toBe('');
  expect(storedSignature(caseWith())).toBe('');
});
