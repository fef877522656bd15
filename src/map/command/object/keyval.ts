import type { ByteString } from '../../basics/byte-string.ts';
import { Refusal, Unsupported } from '../../basics/error.ts';
import { inDictionaryOrder } from '../../options/qemu-order.ts';
import type { Nested, NestedObject } from '../../options/schema/nested.ts';

/** The properties of an object, as `key=value,…` has them. */
export interface Keyval {
  readonly properties: NestedObject;
  /** One of the words is `help` or `?`. */
  readonly help: boolean;
}

/** Texts, by the parts of their keys. */
type Tree = Map<ByteString, ByteString | Tree>;

const longestFragment = 127;
/** More parts are levels that our stack may not have. */
const mostFragments = 1000;
/** A name of QAPI. Names of vendors begin with their domain. */
const name = /^(?:__[a-zA-Z0-9.-]+_)?[a-zA-Z][a-zA-Z0-9_-]*/;
const nameOrIndex = new RegExp(`${name.source}|^[0-9]+`);
const isIndex = /^\d+$/;

/**
 * Reads `key=value,…` as `--object` is read since 6.0. `,,` is a comma within a value, the first word may be the type
 * alone, and the last of equal keys holds. Numbered parts of keys make lists.
 *
 * @throws Refusal for a mistake
 * @throws Unsupported for a key of very many parts
 */
export function parseKeyval(text: ByteString): Keyval {
  const tree: Tree = new Map();
  let help = false;
  for (let at = 0; at < text.length; ) {
    const word = /^[^=,]*/.exec(text.slice(at))![0];
    const first = at === 0;
    at += word.length;
    const hasValue = text[at] === '=';
    if (!hasValue && isHelpWord(word)) {
      help = true;
      at += 1;
    } else if (!hasValue && first && word !== '') {
      tree.set('qom-type', word);
      at += 1;
    } else {
      const path = splitKey(word);
      if (!hasValue) throw new Refusal(`Expected '=' after parameter '${word}'`);
      const value = /^(?:[^,]|,,)*/.exec(text.slice(at + 1))![0];
      at += 1 + value.length + 1;
      set(tree, path, value.replaceAll(',,', ','));
    }
  }
  return { properties: membersOf(tree, ''), help };
}

function isHelpWord(word: ByteString): boolean {
  return word === 'help' || word === '?';
}

function splitKey(key: ByteString): ByteString[] {
  const fragments: ByteString[] = [];
  for (let at = 0; ; ) {
    const [fragment] = (at === 0 ? name : nameOrIndex).exec(key.slice(at)) ?? [];
    const end = at + (fragment?.length ?? 0);
    const isSound = end === key.length || key[end] === '.';
    if (fragment === undefined || !isSound) throw new Refusal(`Invalid parameter '${key}'`);
    if (fragment.length > longestFragment) {
      const what = fragment.length === key.length ? 'Parameter' : 'Parameter fragment';
      throw new Refusal(`${what} '${fragment}' is too long`);
    }
    fragments.push(fragment);
    if (fragments.length > mostFragments) throw new Unsupported(`a key of more than ${mostFragments} parts`);
    if (end === key.length) return fragments;
    at = end + 1;
  }
}

/** @param done the part of the key before `path` */
function set(tree: Tree, [name = '', ...rest]: readonly ByteString[], value: ByteString, done = ''): void {
  const before = tree.get(name);
  if (before !== undefined && (typeof before === 'string') !== (rest.length === 0)) {
    throw new Refusal(`Parameters '${done}${name}.*' used inconsistently`);
  }
  if (rest.length === 0) {
    tree.set(name, value);
    return;
  }
  const inner: Tree = typeof before === 'object' ? before : new Map();
  tree.set(name, inner);
  set(inner, rest, value, `${done}${name}.`);
}

/** The members of a tree, whose own key is `prefix`; trees with numbered members become lists. */
function membersOf(tree: Tree, prefix: string): NestedObject {
  const members = new Map<ByteString, Nested>([...tree.keys()].map(key => [key, '']));
  for (const key of inDictionaryOrder(tree.keys())) {
    const value = tree.get(key)!;
    members.set(key, typeof value === 'string' ? value : nestedOf(value, `${prefix}${key}.`));
  }
  return members;
}

/** @throws Refusal if only some of the members are numbered, or if a number is missing */
function nestedOf(tree: Tree, prefix: string): Nested {
  const members = membersOf(tree, prefix);
  const numbered = [...members.keys()].filter(key => isIndex.test(key));
  if (numbered.length === 0) return members;
  if (numbered.length < members.size) throw new Refusal(`Parameters '${prefix}*' used inconsistently`);
  const elements = new Map(numbered.map(key => [Number(key), members.get(key)!]));
  return Array.from({ length: Math.min(Math.max(...elements.keys()), numbered.length) + 1 }, (_, index) => {
    const element = elements.get(index);
    if (element === undefined) throw new Refusal(`Parameter '${prefix}${index}' missing`);
    return element;
  });
}
