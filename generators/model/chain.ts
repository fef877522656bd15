import { posix } from 'node:path';
import { isEncryptedAsWhole } from '../recipe/encrypted-as-whole.ts';
import { filesOf } from '../recipe/files-of.ts';
import { traitsOf, unprobedFormat } from '../recipe/formats.ts';
import { headerBacking } from '../recipe/header-backing.ts';
import type { Layer, Recipe } from '../recipe/recipe.ts';
import { servedBy, socketOf } from '../recipe/served.ts';
import { virtualSize } from '../recipe/virtual-size.ts';
import { type Abstention, abstain } from './abstention.ts';
import { modelOf } from './models.ts';
import { isPlainPath } from './query/plain-path.ts';
import type { QueriedImage, QueriedNode } from './query/queried-node.ts';
import type { Passwords } from './query/unlocking.ts';
import { type Refusal, refusal } from './refusal.ts';

/** A layer in its chain. */
export interface Link {
  readonly layer: Layer;
  /** The path by which the chain names it. */
  readonly file: string;
  readonly queried: QueriedNode;
}

export interface ModelChain {
  readonly kind: 'chain';
  /** Top first. */
  readonly links: readonly Link[];
}

/** The longest backing name that qemu accepts, in bytes. */
const longestName = 1023;

const nothingQueried: QueriedNode = { unlocking: {} };

/**
 * The layers from the image down, as the query and the headers name them. qemu opens all of them in this order, and refuses
 * the chain at the first that it can't open.
 */
export function chainOf(
  recipe: Recipe,
  top: QueriedImage,
  passwords: Passwords,
  version: string,
): ModelChain | Refusal | Abstention {
  const links: Link[] = [];
  let next: Link | Refusal | Abstention | undefined = linkTo(recipe, '', top.image, top);
  while (next !== undefined) {
    if ('kind' in next) return next;
    const { layer, queried } = next;
    if (links.some(link => link.layer === layer)) return abstain('a chain that never ends');
    const trouble = troubleWith(layer, queried, passwords, version);
    if (trouble !== undefined) return trouble;
    links.push(next);
    next = linkBelow(recipe, next);
  }
  return { kind: 'chain', links };
}

/** Only the shortest spelling of a path: others depend on folders that the recipe may not make. */
function linkTo(recipe: Recipe, folder: string, name: string, queried: QueriedNode): Link | Abstention {
  const served = servedBy(recipe, name);
  // The parser of URLs since 9.1 decodes names twice.
  if (served?.name.includes('%') === true) return abstain('a name that is no plain path');
  if (served !== undefined) {
    return {
      layer: served,
      file: `nbd+unix://?socket=${socketOf(served)}`,
      queried: { ...queried, servedBy: served.served },
    };
  }
  if (!isPlainPath(name) || Buffer.byteLength(name) > longestName)
    return abstain('a name that is no plain path');
  const file = folder + name;
  const layer = recipe.layers.find(candidate => candidate.name === posix.normalize(file));
  return layer === undefined ? abstain('a file that is not in the recipe') : { layer, file, queried };
}

/** Why qemu refuses the layer or the model abstains, or undefined if the layer opens. */
function troubleWith(
  layer: Layer,
  queried: QueriedNode,
  passwords: Passwords,
  version: string,
): Refusal | Abstention | undefined {
  const format = queried.format ?? (isProbed(layer, queried) ? layer.format : unprobedFormat);
  if (format !== layer.format) return abstain('a format that is not the file’s');
  if (layer.edits !== undefined && layer.edits.length > 0) return abstain('damage');
  if (queried.servedBy !== undefined && layer.dataFile !== undefined)
    return abstain('a data file of an image that is served');
  if (queried.servedBy !== undefined && countsPartSector(layer))
    return abstain('part of a sector that is served');
  // A descriptor names its extents by the folder that it is in, and an export is in none.
  if (queried.servedBy !== undefined && filesOf(layer).length > 1) return refusal;
  // Other formats refuse the option, if qemu gets as far as to look at it.
  if (queried.keySecret !== undefined && !isEncryptedAsWhole(layer))
    return abstain('image options of another kind');
  const model = modelOf(layer);
  const reason = model.unmodelled(layer, version);
  if (reason !== undefined) return abstain(reason);
  return model.isRefused(layer, queried, passwords) ? refusal : undefined;
}

function linkBelow(recipe: Recipe, { layer, file, queried }: Link): Link | Refusal | Abstention | undefined {
  const { backing } = queried;
  if (backing === null) return undefined;
  if (backing?.image !== undefined) return linkTo(recipe, '', backing.image, backing);
  const { name, format } = headerBacking(recipe, recipe.layers.indexOf(layer));
  if (name === null || name === '')
    return backing === undefined ? undefined : abstain('image options of another kind');
  // A server has no folder that a name could start in.
  if (queried.servedBy !== undefined && servedBy(recipe, name) === undefined) return refusal;
  const folder = file.slice(0, file.lastIndexOf('/') + 1);
  const taken = traitsOf(layer).onlyOverItself === true ? layer.format : format;
  return linkTo(recipe, folder, name, { ...(taken && { format: taken }), ...(backing ?? nothingQueried) });
}

/** Whether the last sector of a layer is not all there, and map covers it all the same. */
function countsPartSector(layer: Layer): boolean {
  return traitsOf(layer).countsPartSector && virtualSize(layer) % 512n !== 0n;
}

/** Whether probing finds the format of a layer. The name of its socket counts where it is served. */
function isProbed(layer: Layer, { servedBy: server }: QueriedNode): boolean {
  return traitsOf(layer).isProbed(server === undefined ? layer : { ...layer, name: socketOf(layer) });
}
