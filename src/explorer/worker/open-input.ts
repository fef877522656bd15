import { posix } from 'node:path';
import { parseCase } from '../../../generators/recipe/picture/parse-case.ts';
import type { Case } from '../../../generators/recipe/recipe.ts';
import type { SparseFile } from '../../../generators/write/sparse-file.ts';
import { sparseFiles } from '../../../generators/write/sparse-files.ts';
import type { FileSource } from '../../map/portable.ts';
import type { ChainInput } from './chain-input.ts';

/** A chain whose files can be read. */
export interface OpenInput {
  readonly case: Case;
  readonly source: FileSource;
  /** In the order of the layers. */
  readonly files: readonly SparseFile[];
}

let last: { readonly text: string; readonly opened: OpenInput } | undefined;

/**
 * Makes the files of a chain. Those of the last one are kept: a page asks many things of one chain.
 *
 * @throws PictureError, WriteError
 */
export function openInput({ text }: ChainInput): OpenInput {
  if (last?.text !== text) last = { text, opened: written(text) };
  return last.opened;
}

function written(text: string): OpenInput {
  const parsed = parseCase(text);
  const files = sparseFiles(parsed.recipe);
  // If two layers have one name, the later one has written over the earlier.
  const byName = new Map(files.map(file => [posix.normalize(file.name), file]));
  return { case: parsed, files, source: { open: name => byName.get(name) } };
}
