import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Case } from '../../../../generators/recipe/recipe.ts';
import { readCase } from '../../files/read-case.ts';

/** The folder of the project's goldens. The compiled sources have it in the same place. */
export const goldenFolder: string = fileURLToPath(new URL('../../../../golden', import.meta.url));

/** A golden case: a chain and its queries as a person wrote them, and the file of its recorded outcomes. */
export interface GoldenCase {
  /** `007-short-backing-file`. */
  readonly name: string;
  readonly value: Case;
  /** Path of the `.out` file. */
  readonly recorded: string;
}

/** The number of a golden, from its name; undefined if the name has none. */
export function goldenNumber(name: string): number | undefined {
  const [, digits] = /^(\d{3})-/.exec(name) ?? [];
  return digits === undefined ? undefined : Number(digits);
}

/**
 * The golden cases of a folder (absent: the project's own), in order of their numbers.
 *
 * @throws HarnessError as `readCase` does
 */
export function goldenCases(folder: string = join(goldenFolder, 'cases')): GoldenCase[] {
  const names = readdirSync(folder).filter(name => name.endsWith('.case'));
  return names.sort().map(file => {
    const name = basename(file, '.case');
    return { name, value: readCase(join(folder, file)), recorded: join(folder, `${name}.out`) };
  });
}
