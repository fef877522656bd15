import * as fc from 'fast-check';
import type { NodeOptions } from '../../layer/node.ts';
import { throttleGroup } from './driver-node.ts';
import type { ImageWords } from './image-words.ts';

type Scalar = Exclude<NodeOptions[string], NodeOptions>;

function isNode(value: NodeOptions[string]): value is NodeOptions {
  return typeof value === 'object' && value !== null;
}

/** All options by their dotted names. */
function dotted(node: NodeOptions, prefix = ''): [key: string, value: Scalar][] {
  return Object.entries(node).flatMap(([key, value]): [string, Scalar][] =>
    isNode(value) ? dotted(value, `${prefix}${key}.`) : [[prefix + key, value]],
  );
}

/** The same object with some of its children dotted and its keys in another order. */
function mixed(node: NodeOptions): fc.Arbitrary<NodeOptions> {
  const members = Object.entries(node).map(([key, value]): fc.Arbitrary<NodeOptions> => {
    if (!isNode(value)) return fc.constant({ [key]: value });
    return fc.tuple(mixed(value), fc.boolean()).map(([child, apart]) => {
      if (!apart) return { [key]: child };
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
  const isThrottled = pairs.some(([, value]) => value === throttleGroup);
  const objects = isThrottled ? [['--object', `throttle-group,id=${throttleGroup}`]] : [];
  const asJson = mixed(node).map(block => ({ options: objects, operand: `json:${JSON.stringify(block)}` }));
  const asOptions = fc
    .shuffledSubarray(pairs, { minLength: pairs.length })
    .map(all => ({ options: [...objects, ['--image-opts']], operand: all.map(optionText).join(',') }));
  return fc.oneof(asJson, asOptions);
}
