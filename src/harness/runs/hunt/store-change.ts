import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { printCase } from '../../../../generators/recipe/picture/print-case.ts';
import { makeFolder } from '../../files/output-folder.ts';
import { writeAtomically } from '../../files/write-atomically.ts';
import type { Change } from './change.ts';
import type { ReducedChange } from './reduce-change.ts';

/** A change whose case is stored. */
export interface StoredChange extends ReducedChange {
  readonly path: string;
}

/**
 * Stores the reduced case of a change in a folder. Its name is made of what changed and where, so the same change has the same
 * file in each hunt.
 */
export function storeChange(
  folder: string,
  { first, reason, example }: Change,
  reduced: ReducedChange,
): StoredChange {
  const digest = createHash('sha256')
    .update(JSON.stringify([first, reason]))
    .digest('hex')
    .slice(0, 12);
  const what = reason.kind === 'known' ? reason.why : reason.difference;
  const value = { ...reduced.value, notes: [`changed in ${first}: ${what}`, `reduced from ${example.name}`] };
  makeFolder(folder);
  const path = join(folder, `${digest}.case`);
  writeAtomically(path, printCase(value));
  return { ...reduced, path, value };
}
