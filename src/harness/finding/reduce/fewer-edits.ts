import type { Edit, Layer, Recipe } from '../../../../generators/recipe/recipe.ts';

/** Chains with fewer edits in one layer: none, one alone, all but one. */
export function* fewerEdits(recipe: Recipe): Generator<Recipe> {
  for (const [index, layer] of recipe.layers.entries()) {
    const { edits, ...sound } = layer;
    if (edits === undefined) continue;
    yield { layers: recipe.layers.with(index, sound as Layer) };
    if (edits.length > 2) for (const edit of edits) yield withEdits(recipe, index, [edit]);
    if (edits.length > 1)
      for (const at of edits.keys()) yield withEdits(recipe, index, edits.toSpliced(at, 1));
  }
}

/** Chains in which one edit does less: fewer bytes, a plainer word. */
export function* lesserEdits(recipe: Recipe): Generator<Recipe> {
  for (const [index, { edits = [] }] of recipe.layers.entries()) {
    for (const [at, edit] of edits.entries()) {
      for (const lesser of lesserEdit(edit)) yield withEdits(recipe, index, edits.with(at, lesser));
    }
  }
}

function withEdits(recipe: Recipe, index: number, edits: readonly Edit[]): Recipe {
  const layer: Layer = { ...recipe.layers[index]!, edits };
  return { layers: recipe.layers.with(index, layer) };
}

function* lesserEdit(edit: Edit): Generator<Edit> {
  if (edit.field === 'byte') yield* fewerBytes(edit);
  else if (edit.field !== 'length') {
    for (const value of plainerWords(edit.value)) yield { ...edit, value };
  }
}

/** Each half of the bytes, at its place. */
function* fewerBytes(edit: Extract<Edit, { field: 'byte' }>): Generator<Edit> {
  const bytes = edit.bytes.length / 2;
  if (bytes < 2) return;
  const half = Math.floor(bytes / 2);
  yield { ...edit, bytes: edit.bytes.slice(0, 2 * half) };
  yield { ...edit, at: edit.at + BigInt(half), bytes: edit.bytes.slice(2 * half) };
}

/** The highest or the lowest bit alone, and each half of the bits. */
function plainerWords(value: bigint): readonly bigint[] {
  const bits = value.toString(2);
  const half = BigInt(Math.floor(bits.length / 2));
  const low = value & ((1n << half) - 1n);
  const words = [value & -value, 1n << BigInt(bits.length - 1), low, value - low];
  return [...new Set(words)].filter(word => word > 0n && word < value);
}
