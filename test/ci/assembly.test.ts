import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { assemblies, compileAssembly } from '../../ci/assembly.ts';

test.each(assemblies)(
  'compiled.ts in %s is what the sources compile to; npm run assembly makes it anew',
  async folder => {
    const committed = readFileSync(new URL(`../../${folder}/compiled.ts`, import.meta.url), 'utf8');
    expect((await compileAssembly(folder)) === committed).toBe(true);
  },
);
