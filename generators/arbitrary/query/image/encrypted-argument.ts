import * as fc from 'fast-check';
import { isEncryptedAsWhole } from '../../../recipe/encrypted-as-whole.ts';
import { canState } from '../../../recipe/formats.ts';
import { plainNode } from '../../../recipe/plain-node.ts';
import type { Encryption, Layer, Query, Recipe } from '../../../recipe/recipe.ts';
import { noWish, type Wish } from '../../../wish/wish.ts';
import { luksPasswords } from '../../../write/luks/luks-area.ts';
import type { ImageWords } from './image-words.ts';

/** The encryption options that a query gives for one layer, and the password of the secret that they name. */
interface Key {
  readonly options: { readonly format?: string; readonly 'key-secret'?: string };
  readonly password?: string;
  /** They are options of the node itself. */
  readonly isWhole?: true;
}

function keyOptions({ options, isWhole }: Key): object {
  if (isWhole || Object.keys(options).length === 0) return options;
  return { encrypt: options };
}

const others = { aes: 'luks', luks: 'aes' } as const;

/**
 * Mostly the right password, now and then a wrong one, none, a missing object, or another format. The more layers are
 * `encrypted`, the rarer the mistakes: otherwise hardly a chain of several would open.
 */
function keyOf({ method, password }: Encryption, id: string, encrypted: number): fc.Arbitrary<Key> {
  const named = { 'key-secret': id };
  return fc.oneof(
    { weight: 8 * encrypted ** 2, arbitrary: fc.constant({ options: named, password }) },
    { weight: 3, arbitrary: fc.constant({ options: { format: method, ...named }, password }) },
    {
      weight: 2,
      arbitrary: fc
        .constantFrom('wrong', 'first', ...luksPasswords)
        .map(given => ({ options: named, password: given })),
    },
    { weight: 1, arbitrary: fc.constant({ options: {}, password }) },
    { weight: 1, arbitrary: fc.constant({ options: named }) },
    { weight: 1, arbitrary: fc.constant({ options: { format: others[method], ...named }, password }) },
  );
}

/** The layers from `index` down, as far as each header names the next deeper layer by default. */
function layersFrom({ layers }: Recipe, index: number): Layer[] {
  const path: Layer[] = [];
  for (const layer of layers.slice(0, index + 1).reverse()) {
    path.push(layer);
    if (!canState(layer, 'backing') || layer.backing !== undefined) break;
  }
  return path;
}

const isEncrypted = (layer: Layer): boolean => layer.encryption !== undefined;

/** Whether layer `index` or one below it needs a password. */
export function wantsPassword(recipe: Recipe, index: number): boolean {
  return layersFrom(recipe, index).some(isEncrypted);
}

/** A volume has no other format than its own. */
function asWhole({ options: { format: _, ...options }, ...key }: Key): Key {
  return { ...key, options, isWhole: true };
}

/** The keys of the layers of a path, the top first. */
function keysOf(path: readonly Layer[]): fc.Arbitrary<Key[]> {
  const encrypted = path.filter(isEncrypted).length;
  return fc.tuple(
    ...path.map((layer, depth) =>
      layer.encryption === undefined
        ? fc.constant<Key>({ options: {} })
        : keyOf(layer.encryption, `s${depth}`, encrypted).map(key =>
            isEncryptedAsWhole(layer) ? asWhole(key) : key,
          ),
    ),
  );
}

function asOptions({ name, format }: Layer, keys: readonly Key[]): ImageWords {
  const words = keys.flatMap(({ options, isWhole }, depth) =>
    Object.entries(options).map(
      ([key, value]) => `${'backing.'.repeat(depth)}${isWhole ? '' : 'encrypt.'}${key}=${value}`,
    ),
  );
  const file = `driver=${format},file.filename=${name.replaceAll(',', ',,')}`;
  return { options: [['--image-opts']], operand: [file, ...words].join(',') };
}

function asJson(layer: Layer, keys: readonly Key[]): ImageWords {
  const nested = keys.reduceRight<object>((below, key) => {
    return { ...keyOptions(key), ...(Object.keys(below).length === 0 ? {} : { backing: below }) };
  }, {});
  const node = { ...plainNode(layer), ...nested };
  return { options: [], operand: `json:${JSON.stringify(node)}` };
}

/** Cuts the layer off from what is below. */
function asCutJson(layer: Layer, [key]: readonly Key[]): ImageWords {
  const node = {
    ...plainNode(layer),
    ...keyOptions(key!),
    backing: null,
  };
  return { options: [], operand: `json:${JSON.stringify(node)}` };
}

/** The ways of naming an image that fit a wish. */
function namedBy(wish: Wish): (typeof asJson)[] {
  if (wish.has('image-opts')) return [asOptions];
  if (wish.has('json-name')) return [asJson];
  return wish.has('no-backing') ? [asCutJson] : [asOptions, asOptions, asJson];
}

/** The objects with the passwords. */
function objectsOf(keys: readonly Key[]): Query[] {
  return keys.flatMap(({ password }, depth): Query[] =>
    password === undefined ? [] : [['--object', `secret,id=s${depth},data=${password}`]],
  );
}

/**
 * For the words by which a query names layer `index` (0 is the base) when passwords are needed: mostly the right ones,
 * now and then wrong ones. The wish may decide the way of naming.
 */
export function encryptedArgument(
  recipe: Recipe,
  index: number,
  wish: Wish = noWish,
): fc.Arbitrary<ImageWords> {
  const path = layersFrom(recipe, index);
  return fc.tuple(keysOf(path), fc.constantFrom(...namedBy(wish))).map(([keys, named]) => {
    const { options, operand } = named(path[0]!, keys);
    const given = named === asCutJson ? keys.slice(0, 1) : keys;
    return { options: [...objectsOf(given), ...options], operand };
  });
}
