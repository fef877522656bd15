import { posix } from 'node:path';
import { headerBacking } from '../recipe/header-backing.ts';
import type { Layer, Recipe } from '../recipe/recipe.ts';
import { type Abstention, abstain } from './abstention.ts';
import { isPlainPath } from './plain-path.ts';
import { type Refusal, refusal } from './refusal.ts';
import type { SaidImage, SaidNode } from './said-node.ts';
import { isLocked, type Passwords } from './unlocking.ts';
import { unmodelled } from './unmodelled.ts';

/** A layer and the path by which its chain came to it. */
export interface Link {
  readonly layer: Layer;
  readonly file: string;
  readonly said: SaidNode;
}

export interface ModelChain {
  readonly kind: 'chain';
  /** Top first. */
  readonly links: readonly Link[];
}

/** The longest backing name that qemu accepts, in bytes. */
const longestName = 1023;

const nothingSaid: SaidNode = { unlocking: {} };

/**
 * The layers from the image down, by what the query says and by the names in their headers, as far as the model knows
 * them of a qemu version. qemu opens them in this order, all of them, and refuses the chain for the first that it can't open.
 */
export function chainOf(
  recipe: Recipe,
  top: SaidImage,
  passwords: Passwords,
  version: string,
): ModelChain | Refusal | Abstention {
  const links: Link[] = [];
  let next: Link | Abstention | undefined = linkTo(recipe, '', top.image, top);
  while (next !== undefined) {
    if ('kind' in next) return next;
    const { layer, said } = next;
    if (links.some(link => link.layer === layer)) return abstain('a chain that never ends');
    const trouble = troubleWith(layer, said, passwords, version);
    if (trouble !== undefined) return trouble;
    links.push(next);
    next = linkBelow(recipe, next);
  }
  return { kind: 'chain', links };
}

/** Other spellings than the shortest depend on folders that the recipe may not make. */
function linkTo(recipe: Recipe, folder: string, name: string, said: SaidNode): Link | Abstention {
  if (!isPlainPath(name) || Buffer.byteLength(name) > longestName)
    return abstain('a name that is no plain path');
  const file = folder + name;
  const layer = recipe.layers.find(candidate => candidate.name === posix.normalize(file));
  return layer === undefined ? abstain('a file that is not in the recipe') : { layer, file, said };
}

/** What keeps a layer from being opened, or the model from knowing it. */
function troubleWith(
  layer: Layer,
  { format = layer.format, unlocking, dataFile, backing }: SaidNode,
  passwords: Passwords,
  version: string,
): Refusal | Abstention | undefined {
  if (format !== layer.format) return abstain('a format that is not the file’s');
  const reason = unmodelled(layer, version);
  if (reason !== undefined) return abstain(reason);
  if (layer.format === 'raw') {
    const takesNone = Object.keys(unlocking).length + Number(backing !== undefined);
    return takesNone > 0 ? refusal : undefined;
  }
  if (dataFile !== undefined && layer.dataFile === undefined) return refusal;
  return isLocked(layer, unlocking, passwords) ? refusal : undefined;
}

function linkBelow(recipe: Recipe, { layer, file, said }: Link): Link | Abstention | undefined {
  const { backing } = said;
  if (backing === null) return undefined;
  if (backing?.image !== undefined) return linkTo(recipe, '', backing.image, backing);
  const { name, format } = headerBacking(recipe, recipe.layers.indexOf(layer));
  if (name === null || name === '')
    return backing === undefined ? undefined : abstain('image options of another kind');
  const folder = file.slice(0, file.lastIndexOf('/') + 1);
  return linkTo(recipe, folder, name, { ...(format && { format }), ...(backing ?? nothingSaid) });
}
