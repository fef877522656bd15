import { posix } from 'node:path';
import { parseCase } from '../../../../generators/recipe/picture/parse-case.ts';
import { sparseFiles } from '../../../../generators/write/sparse-files.ts';
import type { Stretch } from '../../../drawing/layer-cells.ts';
import type { ChainInput, WrittenChain } from './chain-input.ts';
import { openDropped } from './open-dropped.ts';
import type { OpenInput } from './opened-chain.ts';

let last: { readonly key: string; readonly opened: OpenInput } | undefined;

/**
 * Opens a chain. The last one is kept: a page asks many things of one chain.
 *
 * @param window the guest bytes to draw, if the whole is too much for a picture; absent: its beginning
 * @throws PictureError, WriteError
 */
export function openInput(input: ChainInput, window?: Stretch): OpenInput {
  const key = keyOf(input, window);
  if (last?.key !== key)
    last = { key, opened: input.kind === 'text' ? written(input) : openDropped(input, window) };
  return last.opened;
}

function keyOf(input: ChainInput, window: Stretch | undefined): string {
  if (input.kind === 'text') return input.text;
  const files = input.files.map(({ name, blob }) => `${name}\0${blob.size}`);
  return [input.words, `${window?.start} ${window?.end}`, ...files].join('\0');
}

function written({ text }: WrittenChain): OpenInput {
  const value = parseCase(text);
  const { recipe, queries } = value;
  const files = sparseFiles(recipe);
  // If two layers have one name, the later one has written over the earlier.
  const byName = new Map(files.map(file => [posix.normalize(file.name), file]));
  return {
    source: { open: name => byName.get(name) },
    queries: queries.length > 0 ? queries : [[recipe.layers.at(-1)?.name ?? '']],
    drawn: { kind: 'drawn', value },
    notes: [],
    missing: [],
  };
}
