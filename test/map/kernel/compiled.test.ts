import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { compileKernel } from '../../../ci/kernel.ts';

test('compiled.ts is what the sources compile to; npm run kernel makes it anew', async () => {
  const committed = readFileSync(new URL('../../../src/map/kernel/compiled.ts', import.meta.url), 'utf8');
  expect((await compileKernel()) === committed).toBe(true);
});
