import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { extensionBytes } from '../../../../../generators/corrupt/qcow2/header/extension-bytes.ts';
import { landmarksOf } from '../../../../../generators/corrupt/qcow2/landmarks.ts';
import { qcow2 } from '../../../write/written.ts';

const drawn = fc.sample(extensionBytes(landmarksOf(qcow2('#.#'))), { seed: 1, numRuns: 2000 });

test('an extension has a multiple of eight bytes', () => {
  expect(drawn.every(bytes => bytes.length % 16 === 0)).toBe(true);
});

test('most lengths are right, some are wrong', () => {
  const honest = drawn.filter(bytes => {
    const stated = Number.parseInt(bytes.slice(8, 16), 16);
    return 8 + Math.ceil(stated / 8) * 8 === bytes.length / 2;
  });
  expect(honest.length).toBeGreaterThan(drawn.length / 2);
  expect(honest.length).toBeLessThan(drawn.length);
});

test.each(['00000000', 'e2792aca', '6803f857', '0537be77', '23852875', '44415441'])(
  'type %s occurs',
  type => {
    expect(drawn.some(bytes => bytes.startsWith(type))).toBe(true);
  },
);
