import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { compileKernel } from '../../../ci/kernel.ts';

test('the kernel that is used is the one that its sources compile to: npm run kernel', async () => {
  const used = readFileSync(new URL('../../../src/map/kernel/compiled.ts', import.meta.url), 'utf8');
  expect((await compileKernel()) === used).toBe(true);
});
