import type { Query } from '../../../../generators/recipe/recipe.ts';
import { spelledOut } from './spelled-out.ts';

const prefix = 'json:';

/** A query by image options, with the same options as a `json:` name, so that one fault doesn't reduce to two kinds of query. */
export function* byJsonName(query: Query): Generator<Query> {
  const words = spelledOut(query);
  const flag = words.indexOf('--image-opts');
  const image = words.at(-1);
  if (flag < 0 || image === undefined) return;
  // A comma of a value stands there twice.
  const options = image.split(/(?<!,),(?!,)/).map(option => option.replaceAll(',,', ',').split(/=(.*)/s, 2));
  yield [...words.slice(0, -1).toSpliced(flag, 1), prefix + JSON.stringify(Object.fromEntries(options))];
}

/** Queries by a `json:` name without one of its keys, at any depth. */
export function* fewerKeys(query: Query): Generator<Query> {
  const image = query.at(-1);
  if (image?.startsWith(prefix) !== true) return;
  for (const value of withoutKey(parsed(image.slice(prefix.length)))) {
    yield [...query.slice(0, -1), prefix + JSON.stringify(value)];
  }
}

/** A query by a `json:` name without the options of its backing file. */
export function* withoutBackingOptions(query: Query): Generator<Query> {
  const image = query.at(-1);
  const value = image?.startsWith(prefix) === true ? parsed(image.slice(prefix.length)) : undefined;
  if (typeof value !== 'object' || value === null) return;
  const entries = Object.entries(value);
  const others = entries.filter(([key]) => !/^backing(\.|$)/.test(key));
  if (others.length < entries.length) {
    yield [...query.slice(0, -1), prefix + JSON.stringify(Object.fromEntries(others))];
  }
}

/** Undefined for what is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function* withoutKey(value: unknown): Generator<unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
  const entries = Object.entries(value);
  for (const [index, [key, inner]] of entries.entries()) {
    yield Object.fromEntries(entries.toSpliced(index, 1));
    for (const less of withoutKey(inner)) yield { ...value, [key]: less };
  }
}
