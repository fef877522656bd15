import { filesOf } from '../files-of.ts';
import { headerBacking } from '../header-backing.ts';
import type { Layer, Recipe } from '../recipe.ts';
import { isServed, isServer, socketOf } from '../served.ts';
import { editMistake } from './edit-mistake.ts';
import { nameMistake } from './name-mistake.ts';
import { rulesOf } from './rules.ts';
import { shapeMistake } from './shape-mistake.ts';
import { type Complaint, type IllFormed, type Validity, wellFormed } from './validity.ts';

/** Whether a recipe can be written as files; if not, its first mistake, base first. */
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
    servedMistake(layer) ??
    rulesOf(layer).attributeMistake(layer, headerBacking(recipe, index)) ??
    editMistake(layer)
  );
}

function servedMistake({ served }: Layer): Complaint {
  if (served === undefined || isServer(served)) return undefined;
  return { part: 'served', message: 'the server must be nbdkit or a version of qemu-nbd, like 7.2' };
}

/** Two files can't have the same name, and one can't be the folder of another. */
function clashMistake({ layers }: Recipe, index: number): Complaint {
  const layer = layers[index]!;
  const taken = layers.slice(0, index).flatMap(namesOf);
  const clashing = clash(layer.name, taken);
  if (clashing !== undefined) return { part: 'name', message: clashing };
  const [, ...others] = namesOf(layer);
  const other = others.map(name => clash(name, [...taken, layer.name])).find(found => found !== undefined);
  const part = layer.dataFile === undefined ? 'name' : 'dataFile';
  return other === undefined ? undefined : { part, message: other };
}

/** The names of its files, and of the socket on which it is served. */
function namesOf(layer: Layer): string[] {
  return isServed(layer) ? [...filesOf(layer), socketOf(layer)] : filesOf(layer);
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
