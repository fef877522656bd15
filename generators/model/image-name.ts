import { formatTraits, hasAttribute, isLayerFormat } from '../recipe/formats.ts';
import type { AttributeName, LayerFormat } from '../recipe/recipe.ts';
import { type Abstention, abstain } from './abstention.ts';
import { isHarmless } from './harmless-options.ts';
import type { QueriedImage, QueriedNode } from './queried-node.ts';
import type { Unlocking } from './unlocking.ts';

/** An image by its `json:` name. */
export function imageOfJson(text: string): QueriedImage | Abstention {
  return imageOf(treeOf(flat(parse(text.slice('json:'.length)))));
}

/** An image by its options, `driver=qcow2,file.filename=NAME`. In a value two commas stand for one. */
export function imageOfOptions(text: string): QueriedImage | Abstention {
  const pairs = text.match(/([^,]|,,)+/g) ?? [];
  return imageOf(
    treeOf(
      pairs.map(pair => {
        const [key = '', ...rest] = pair.replaceAll(',,', ',').split('=');
        return [key, rest.join('=')];
      }),
    ),
  );
}

/** Options by name. Those of a child are a tree within. */
interface Tree {
  readonly [key: string]: unknown;
}

function imageOf(tree: Tree): QueriedImage | Abstention {
  const nodeNames = JSON.stringify(tree).match(/"node-name":/g) ?? [];
  const node = nodeNames.length > 1 ? undefined : nodeOf(tree);
  const { image } = node ?? {};
  return image === undefined || node?.format === undefined
    ? abstain('image options of another kind')
    : { ...node, image };
}

const filters: readonly unknown[] = ['compress', 'blkdebug'];

/** Undefined if the tree holds anything that the model doesn't know. */
function nodeOf(tree: Tree): QueriedNode | undefined {
  const { driver, file, backing, encrypt = {}, 'data-file': dataFile, image: below, ...others } = tree;
  if (!Object.entries(others).every(([key, value]) => isHarmless(key, value))) return undefined;
  if (filters.includes(driver)) {
    const child = driver === 'blkdebug' ? below : file;
    const node = isTree(child) && Object.keys(tree).length === 2 ? nodeOf(child) : undefined;
    // qemu refuses this filter above formats that can't compress.
    if (driver === 'compress' && !canCompress(node?.format)) return undefined;
    return node && { ...node, isFiltered: true };
  }
  if (below !== undefined || (driver !== undefined && !isFormat(driver))) return undefined;
  const image = file === undefined ? undefined : fileOf(file);
  const data = dataFile === undefined ? undefined : fileOf(dataFile);
  const unlocking = unlockingOf(encrypt);
  const isCut = backing === null || backing === '';
  const deeper = isTree(backing) ? nodeOf(backing) : undefined;
  const isUnread = (given: unknown, read: unknown): boolean => given !== undefined && read === undefined;
  if (isUnread(file, image) || isUnread(dataFile, data) || unlocking === undefined) return undefined;
  if (backing !== undefined && !isCut && deeper === undefined) return undefined;
  // Whether qemu also takes the backing file in the header, which it then refuses, depends on the filter.
  if (deeper?.isFiltered === true) return undefined;
  const lacks = (attribute: AttributeName): boolean =>
    driver !== undefined && !hasAttribute(driver, attribute);
  if ((backing !== undefined && lacks('backing')) || (dataFile !== undefined && lacks('dataFile')))
    return undefined;
  return {
    unlocking,
    ...(image !== undefined && { image }),
    ...(driver !== undefined && { format: driver }),
    ...(data !== undefined && { dataFile: data }),
    ...(isCut ? { backing: null } : deeper && { backing: deeper }),
  };
}

function isFormat(driver: unknown): driver is LayerFormat {
  return typeof driver === 'string' && isLayerFormat(driver);
}

function canCompress(format: string | undefined): boolean {
  return isFormat(format) && formatTraits[format].states.includes('compressed');
}

/** The name of a plain file. */
function fileOf(tree: unknown): string | undefined {
  if (!isTree(tree)) return undefined;
  const { driver = 'file', filename, ...others } = tree;
  if (!Object.entries(others).every(([key, value]) => isHarmless(key, value))) return undefined;
  return driver === 'file' && typeof filename === 'string' ? filename : undefined;
}

function unlockingOf(tree: unknown): Unlocking | undefined {
  if (!isTree(tree)) return undefined;
  const { 'key-secret': secret, format, ...others } = tree;
  const isText = (value: unknown): boolean => value === undefined || typeof value === 'string';
  if (!isText(secret) || !isText(format) || Object.keys(others).length > 0) return undefined;
  return {
    ...(secret !== undefined && { secret: String(secret) }),
    ...(format !== undefined && { format: String(format) }),
  };
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The members of an object by dotted name. An empty object stays. */
function flat(value: unknown): [key: string, value: unknown][] {
  if (!isTree(value)) return [];
  return Object.entries(value).flatMap(([key, member]): [string, unknown][] =>
    isTree(member) && Object.keys(member).length > 0
      ? flat(member).map(([inner, innermost]) => [`${key}.${inner}`, innermost])
      : [[key, member]],
  );
}

/** The same options, those of a child in a tree of its own. An option given twice gets a value that nothing accepts. */
function treeOf(pairs: readonly (readonly [key: string, value: unknown])[]): Tree {
  const tree: Record<string, unknown> = {};
  const children = new Map<string, [string, unknown][]>();
  for (const [key, value] of pairs) {
    const [, child, rest] = /^([^.]*)\.(.*)$/s.exec(key) ?? [];
    if (child === undefined || rest === undefined || child === 'cache') tree[key] = key in tree ? [] : value;
    else children.set(child, [...(children.get(child) ?? []), [rest, value]]);
  }
  for (const [child, inner] of children) {
    tree[child] = child in tree ? [] : treeOf(inner);
  }
  return tree;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
