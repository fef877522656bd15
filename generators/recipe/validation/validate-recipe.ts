import { headerBacking } from '../header-backing.ts';
import type { Layer, Recipe } from '../recipe.ts';
import { editMistake } from './edit-mistake.ts';
import { nameMistake } from './name-mistake.ts';
import { qcow2Mistake } from './qcow2/qcow2-mistake.ts';
import { shapeMistake } from './shape-mistake.ts';
import { type Complaint, type IllFormed, type Validity, wellFormed } from './validity.ts';

/** Whether writers can write a recipe, and the first mistake, base first, where they can't. */
export function validateRecipe(recipe: Recipe): Validity {
  if (recipe.layers.length === 0)
    return { kind: 'ill-formed', message: 'a chain has at least one layer', where: { in: 'layers' } };
  for (const index of recipe.layers.keys()) {
    const mistake = layerMistake(recipe, index);
    if (mistake !== undefined) return inLayer(index, mistake);
  }
  return wellFormed;
}

function layerMistake(recipe: Recipe, index: number): Complaint {
  const layer = recipe.layers[index]!;
  const name = nameMistake(layer.name);
  if (name !== undefined) return { part: 'name', message: name };
  return (
    clashMistake(recipe, index) ??
    shapeMistake(layer) ??
    (layer.format === 'raw' ? undefined : qcow2Mistake(layer, headerBacking(recipe, index))) ??
    editMistake(layer)
  );
}

/** Two files can't have one name, nor can the name of one be the folder of another. */
function clashMistake({ layers }: Recipe, index: number): Complaint {
  const layer = layers[index]!;
  const taken = layers.slice(0, index).flatMap(filesOf);
  const clashing = clash(layer.name, taken);
  if (clashing !== undefined) return { part: 'name', message: clashing };
  const dataFile = layer.format === 'qcow2' ? layer.dataFile : undefined;
  const other = dataFile && clash(dataFile, [...taken, layer.name]);
  return other ? { part: 'dataFile', message: other } : undefined;
}

function filesOf(layer: Layer): string[] {
  return layer.format === 'raw' || layer.dataFile === undefined ? [layer.name] : [layer.name, layer.dataFile];
}

function clash(name: string, taken: readonly string[]): string | undefined {
  if (taken.includes(name)) return `two files are called ${name}`;
  const folder = taken.find(other => other.startsWith(`${name}/`) || name.startsWith(`${other}/`));
  return folder && `${name} and ${folder} can't both be files`;
}

function inLayer(layer: number, { message, part, index }: NonNullable<Complaint>): IllFormed {
  const where = { in: 'layer', layer, part, ...(index === undefined ? {} : { index }) } as const;
  return { kind: 'ill-formed', message, where };
}
