import * as fc from 'fast-check';
import type { Encryption, Layer, Query, Recipe } from '../recipe/recipe.ts';
import { luksPasswords } from '../write/luks-area.ts';
import { window } from './window.ts';

/** What a query says of the encryption of one layer: the options, and the password of the secret that they name. */
interface Key {
  readonly options: { readonly format?: string; readonly 'key-secret'?: string };
  readonly password?: string;
}

const others = { aes: 'luks', luks: 'aes' } as const;

/** Mostly the right password; now and then another, none, no object for it, or another format. */
function keyOf({ method, password }: Encryption, id: string): fc.Arbitrary<Key> {
  const named = { 'key-secret': id };
  return fc.oneof(
    { weight: 8, arbitrary: fc.constant({ options: named, password }) },
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

/** The layers from `index` down, as far as their headers name the next one of the text. */
function layersFrom({ layers }: Recipe, index: number): Layer[] {
  const path: Layer[] = [];
  for (const layer of layers.slice(0, index + 1).reverse()) {
    path.push(layer);
    if (layer.format === 'raw' || layer.backing !== undefined) break;
  }
  return path;
}

/** What is said of each layer of a path, the top first. */
function keysOf(path: readonly Layer[]): fc.Arbitrary<Key[]> {
  return fc.tuple(
    ...path.map((layer, depth) =>
      layer.format === 'raw' || layer.encryption === undefined
        ? fc.constant<Key>({ options: {} })
        : keyOf(layer.encryption, `s${depth}`),
    ),
  );
}

function asOptions({ name, format }: Layer, keys: readonly Key[]): Query {
  const words = keys.flatMap(({ options }, depth) =>
    Object.entries(options).map(([key, value]) => `${'backing.'.repeat(depth)}encrypt.${key}=${value}`),
  );
  const file = `driver=${format},file.filename=${name.replaceAll(',', ',,')}`;
  return ['--image-opts', [file, ...words].join(',')];
}

function asJson({ name, format }: Layer, keys: readonly Key[]): Query {
  const nested = keys.reduceRight<object>((below, { options }) => {
    const encrypt = Object.keys(options).length === 0 ? {} : { encrypt: options };
    return { ...encrypt, ...(Object.keys(below).length === 0 ? {} : { backing: below }) };
  }, {});
  return [`json:${JSON.stringify({ driver: format, file: { driver: 'file', filename: name }, ...nested })}`];
}

/**
 * For the arguments of `map` on a chain with encrypted layers: the top mostly, with what opens it, and now and then
 * with what doesn't; some give nothing but the name.
 */
export function encryptedQuery(recipe: Recipe): fc.Arbitrary<Query> {
  const top = recipe.layers.length - 1;
  const index = fc.oneof(
    { weight: 9, arbitrary: fc.constant(top) },
    { weight: 1, arbitrary: fc.integer({ min: 0, max: top }) },
  );
  const output = fc.constantFrom<Query>(['--output=json'], ['--output=json'], []);
  const windows = fc.oneof(fc.constant<Query[]>([]), window(recipe));
  return fc.tuple(index, output, windows).chain(([at, form, bounds]) => {
    const path = layersFrom(recipe, at);
    const image = path[0]!;
    return fc
      .tuple(keysOf(path), fc.constantFrom(asOptions, asOptions, asJson), fc.integer({ min: 0, max: 11 }))
      .map(([keys, named, die]) => {
        const objects = keys.flatMap(({ password }, depth) =>
          password === undefined ? [] : ['--object', `secret,id=s${depth},data=${password}`],
        );
        return [...objects, ...form, ...bounds.flat(), ...(die === 0 ? [image.name] : named(image, keys))];
      });
  });
}
