import { posix } from 'node:path';
import { headerBacking } from '../recipe/header-backing.ts';
import type { Layer, Recipe } from '../recipe/recipe.ts';
import { type Abstention, abstain } from './abstention.ts';
import { hasProtocol, isPlainPath } from './plain-path.ts';
import { lockedBy, type Passwords, type Unlocking } from './unlocking.ts';
import { unmodelled } from './unmodelled.ts';

/** A layer and the path by which its chain came to it. */
export interface Link {
  readonly layer: Layer;
  readonly file: string;
}

export interface ModelChain {
  readonly kind: 'chain';
  /** Top first. */
  readonly links: readonly Link[];
}

/** Which image of the recipe a query opens, and how. */
export interface Opened {
  readonly image: string;
  /** The format that the query states, if it does. */
  readonly format: string | undefined;
  /** The query cuts the top layer off its backing file. */
  readonly withoutBacking: boolean;
  /** What it says of encryption, by the depth of the layer. */
  readonly unlocking: readonly Unlocking[];
}

/** The longest backing name that qemu accepts, in bytes. */
const longestName = 1023;

/** The layers from the image down, by the names in their headers, as far as the model knows them of a qemu version. */
export function chainOf(
  recipe: Recipe,
  { image, format, withoutBacking, unlocking }: Opened,
  passwords: Passwords,
  version: string,
): ModelChain | Abstention {
  const top = recipe.layers.find(layer => layer.name === image);
  if (top === undefined) return abstain(`${image} is not in the recipe`);
  if (hasProtocol(image)) return abstain(`${image} names a protocol`);
  if (format !== undefined && format !== top.format) return abstain(`${image} opened as ${format}`);
  const links: Link[] = [];
  let link: Link | undefined = { layer: top, file: image };
  while (link !== undefined) {
    const opening = unlocking[links.length] ?? {};
    const why = unmodelled(link.layer, version) ?? lockedBy(link.layer, opening, passwords);
    if (why !== undefined) return abstain(`${link.layer.name}: ${why}`);
    links.push(link);
    const deeper: Link | Abstention | undefined = withoutBacking ? undefined : linkBelow(recipe, link);
    if (deeper !== undefined && 'kind' in deeper) return deeper;
    if (links.some(({ layer }) => layer === deeper?.layer))
      return abstain(`${image} is on a chain that never ends`);
    link = deeper;
  }
  if (unlocking.length > links.length) return abstain('options for a layer that there is none of');
  return { kind: 'chain', links };
}

function linkBelow(recipe: Recipe, { layer, file }: Link): Link | Abstention | undefined {
  const { name, format } = headerBacking(recipe, recipe.layers.indexOf(layer));
  if (name === null || name === '') return undefined;
  if (hasProtocol(name)) return abstain(`backing file ${name} names a protocol`);
  if (Buffer.byteLength(name) > longestName)
    return abstain(`a backing name of more than ${longestName} bytes`);
  // Other spellings depend on folders that the recipe may not make.
  if (!isPlainPath(name)) return abstain(`backing file ${name} is no plain path`);
  const path = file.slice(0, file.lastIndexOf('/') + 1) + name;
  const backing = recipe.layers.find(candidate => candidate.name === posix.normalize(path));
  if (backing === undefined) return abstain(`backing file ${path} is not in the recipe`);
  if (format && format !== backing.format) return abstain(`backing file ${path} opened as ${format}`);
  return { layer: backing, file: path };
}
