import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { chain } from '../../../../../generators/arbitrary/chain/chain.ts';
import type { NodeList, NodeOptions } from '../../../../../generators/arbitrary/layer/node.ts';
import { nodeOptions } from '../../../../../generators/arbitrary/query/image/node-options.ts';
import { nodeSpelling } from '../../../../../generators/arbitrary/query/image/node-spelling.ts';

const drawn = chain().chain(recipe =>
  nodeOptions(recipe, recipe.layers.length - 1).chain(node =>
    fc.tuple(fc.constant(node), nodeSpelling(node)),
  ),
);

/** The options by dotted name, as text. `null` is an empty value. */
function flat(node: NodeOptions | NodeList, prefix = ''): string[] {
  return Object.entries(node).flatMap(([key, value]) => {
    if (typeof value === 'object' && value !== null) return flat(value, `${prefix}${key}.`);
    const text = typeof value === 'boolean' ? (value ? 'on' : 'off') : String(value ?? '');
    return [`${prefix}${key}=${text}`];
  });
}

function inOptionString(text: string): string[] {
  return (text.match(/([^,]|,,)+/g) ?? []).map(pair => pair.replaceAll(',,', ','));
}

test('each spelling has all options and no others', () => {
  fc.assert(
    fc.property(drawn, ([node, { options, operand }]) => {
      const spelled =
        options.length === 0 ? flat(JSON.parse(operand.slice('json:'.length))) : inOptionString(operand);
      expect(spelled.sort()).toEqual(flat(node).sort());
    }),
  );
});

test("a layer that doesn't exist is refused", () => {
  expect(() => nodeOptions({ layers: [] }, 0)).toThrow(RangeError);
});
