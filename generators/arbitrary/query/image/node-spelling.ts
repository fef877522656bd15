import * as fc from 'fast-check';
import type { NodeList, NodeOptions } from '../../layer/node.ts';
import { throttleGroup, throttleObject } from './drivers/throttle-group.ts';
import type { ImageWords } from './image-words.ts';

/** The driver that takes options in their types alone. In an option string all are text. */
const strictDriver = 'copy-before-write';

type Scalar = Exclude<NodeOptions[string], object>;

function isNode(value: NodeOptions[string]): value is NodeOptions | NodeList {
  return typeof value === 'object' && value !== null;
}

/** All options by their dotted names. */
function dotted(node: NodeOptions | NodeList, prefix = ''): [key: string, value: Scalar][] {
  return Object.entries(node).flatMap(([key, value]): [string, Scalar][] =>
    isNode(value) ? dotted(value, `${prefix}${key}.`) : [[prefix + key, value]],
  );
}

/** Whether the members of a list are all there by their numbers alone. */
function isWhole(list: NodeOptions): boolean {
  return Object.keys(list).every(key => /^\d+$/.test(key));
}

/** The same object with some of its children dotted and its keys in another order; a list as one or by its numbers. */
function mixed(node: NodeOptions | NodeList): fc.Arbitrary<NodeOptions> {
  const members = Object.entries(node).map(([key, value]): fc.Arbitrary<NodeOptions> => {
    if (!isNode(value)) return fc.constant({ [key]: value });
    return fc.tuple(mixed(value), fc.boolean()).map(([child, apart]) => {
      if (!apart) return { [key]: Array.isArray(value) && isWhole(child) ? Object.values(child) : child };
      return Object.fromEntries(Object.entries(child).map(([inner, other]) => [`${key}.${inner}`, other]));
    });
  });
  return fc
    .tuple(...members)
    .chain(parts => fc.shuffledSubarray(parts, { minLength: parts.length }))
    .map(parts => Object.assign({}, ...parts));
}

/** An option in an option string. null can only be written as an empty value. */
function optionText([key, value]: [string, Scalar]): string {
  const text = typeof value === 'boolean' ? (value ? 'on' : 'off') : String(value ?? '');
  return `${key}=${text.replaceAll(',', ',,')}`;
}

/** For a spelling of these options: as a json: name, nested, dotted or both, or as an option string in any order. */
export function nodeSpelling(node: NodeOptions): fc.Arbitrary<ImageWords> {
  const pairs = dotted(node);
  const has = (name: string): boolean => pairs.some(([, value]) => value === name);
  const asJson = mixed(node).map(
    (block): ImageWords => ({ options: [], operand: `json:${JSON.stringify(block)}` }),
  );
  const asOptions = fc
    .shuffledSubarray(pairs, { minLength: pairs.length })
    .map((all): ImageWords => ({ options: [['--image-opts']], operand: all.map(optionText).join(',') }));
  const spelled = fc.oneof(
    { weight: has(strictDriver) ? 5 : 1, arbitrary: asJson },
    { weight: 1, arbitrary: asOptions },
  );
  if (!has(throttleGroup)) return spelled;
  return fc
    .tuple(spelled, throttleObject)
    .map(([{ options, operand }, object]) => ({ options: [['--object', object], ...options], operand }));
}
