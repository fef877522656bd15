import { type Filter, filters, mayStandOn } from '../../recipe/filters.ts';
import { hasAttribute, isLayerFormat } from '../../recipe/formats.ts';
import { fileDriver } from '../../recipe/plain-node.ts';
import type { AttributeName, LayerFormat } from '../../recipe/recipe.ts';
import { exportDriver, exportOn } from '../../recipe/served.ts';
import { type Abstention, abstain } from '../abstention.ts';
import { isHarmless } from './harmless-options.ts';
import { isTree, jsonTree, type OptionTree, optionTree } from './option-tree.ts';
import type { QueriedImage, QueriedNode } from './queried-node.ts';
import type { Unlocking } from './unlocking.ts';

/** An image by its `json:` name. */
export function imageOfJson(text: string): QueriedImage | Abstention {
  return imageOf(jsonTree(text.slice('json:'.length)));
}

/** An image by its options, `driver=qcow2,file.filename=NAME`. In a value two commas stand for one. */
export function imageOfOptions(text: string): QueriedImage | Abstention {
  return imageOf(optionTree(text));
}

function imageOf(tree: OptionTree): QueriedImage | Abstention {
  const nodeNames = JSON.stringify(tree).match(/"node-name":/g) ?? [];
  const node = nodeNames.length > 1 ? undefined : nodeOf(tree);
  const { image } = node ?? {};
  return image === undefined || node?.format === undefined
    ? abstain('image options of another kind')
    : { ...node, image };
}

/** Undefined if the tree holds anything that the model doesn't know. */
function nodeOf(tree: OptionTree): QueriedNode | undefined {
  const {
    driver,
    file,
    backing,
    encrypt = {},
    'key-secret': key,
    'data-file': dataFile,
    image: below,
    ...others
  } = tree;
  if (!Object.entries(others).every(([key, value]) => isHarmless(key, value))) return undefined;
  const filter = filters.find(known => known.isModelled && known.driver === driver);
  if (filter !== undefined) return filteredNode(filter, tree);
  if (below !== undefined || (driver !== undefined && !isFormat(driver))) return undefined;
  const image = file === undefined ? undefined : fileOf(file);
  const data = dataFile === undefined ? undefined : fileOf(dataFile);
  const unlocking = unlockingOf(encrypt);
  if (key !== undefined && typeof key !== 'string') return undefined;
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
    ...(key !== undefined && { keySecret: key }),
    ...(image !== undefined && { image }),
    ...(driver !== undefined && { format: driver }),
    ...(data !== undefined && { dataFile: data }),
    ...(isCut ? { backing: null } : deeper && { backing: deeper }),
  };
}

function filteredNode(filter: Filter, tree: OptionTree): QueriedNode | undefined {
  const child = tree[filter.below];
  const node = isTree(child) && Object.keys(tree).length === 2 ? nodeOf(child) : undefined;
  // A filter in between isn't the format below it.
  const below = node?.isFiltered === true ? undefined : node?.format;
  return node && mayStandOn(filter, below) ? { ...node, isFiltered: true } : undefined;
}

function isFormat(driver: unknown): driver is LayerFormat {
  return typeof driver === 'string' && isLayerFormat(driver);
}

/** The name of a plain file, or of an export. */
function fileOf(tree: unknown): string | undefined {
  if (!isTree(tree)) return undefined;
  if (tree.driver === exportDriver) return exportOf(tree);
  const { driver = fileDriver, filename, ...others } = tree;
  if (!Object.entries(others).every(([key, value]) => isHarmless(key, value))) return undefined;
  return driver === fileDriver && typeof filename === 'string' ? filename : undefined;
}

/** The name of an export that options describe by its socket. */
function exportOf(tree: OptionTree): string | undefined {
  const { driver: _, server, path = isTree(server) ? server.path : undefined, ...others } = tree;
  const isUnix = server === undefined || (isTree(server) && server.type === 'unix');
  const isKnown = isUnix && Object.keys(others).length === 0 && Object.keys(server ?? {}).length <= 2;
  return isKnown && typeof path === 'string' ? exportOn(path) : undefined;
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
