import * as fc from 'fast-check';
import { filterOn, filters } from '../../../recipe/filters.ts';
import { canState, unprobedFormat } from '../../../recipe/formats.ts';
import { fileNode } from '../../../recipe/plain-node.ts';
import type { Layer, Recipe } from '../../../recipe/recipe.ts';
import { lazily } from '../../../wish/lazily.ts';
import { noWish, type Wish, weightOf } from '../../../wish/wish.ts';
import { arbitraryOf } from '../../format-arbitraries.ts';
import type { NodeOptions } from '../../layer/node.ts';

/** Options of any node that leave a map as it is. */
const harmless: readonly NodeOptions[] = [
  { 'read-only': true },
  { 'read-only': 'on' },
  { 'auto-read-only': false },
  { cache: { 'no-flush': true } },
  { 'force-share': 'on' },
  { discard: 'unmap' },
  { 'detect-zeroes': 'on' },
  { 'node-name': 'node' },
];

/** Options that qemu refuses: wrong values, unknown keys, node names that are missing or used twice. */
const wrong: readonly NodeOptions[] = [
  { 'read-only': 'maybe' },
  { 'force-share': 1 },
  { discard: 'some' },
  { 'detect-zeroes': 'unmap', discard: 'off' },
  { 'node-name': 'no name' },
  { 'node-name': 'node', file: { 'node-name': 'node' } },
  { offset: 'far' },
  { size: 1000 },
  { unheard: 'of', and: 'other' },
  { backing: 'nothing' },
  { 'cache-size': 1, 'l2-cache-size': 2 },
];

/** From last to first, as seeds have drawn them since they were frozen. */
const fileFilters = filters.filter(({ standsOnFile }) => standsOnFile).toReversed();

/** The file of a layer as a node: itself, or below a node that leaves it as it is. */
function fileBelow(layer: Layer): fc.Arbitrary<NodeOptions> {
  const file = fileNode(layer.name);
  return fc.constantFrom<NodeOptions>(
    file,
    { filename: layer.name },
    { ...file, locking: 'off' },
    { driver: unprobedFormat, file },
    ...fileFilters.map(filter => filterOn<NodeOptions>(filter, file)),
  );
}

function imageNode(recipe: Recipe, index: number): fc.Arbitrary<NodeOptions> {
  const layer = recipe.layers[index]!;
  const { format } = layer;
  const { harmlessOptions, mapOptions } = arbitraryOf(format);
  const extra: fc.Arbitrary<NodeOptions> = fc.oneof(
    { weight: 6, arbitrary: fc.constant<NodeOptions>({}) },
    { weight: 4, arbitrary: fc.constantFrom(...harmless, ...harmlessOptions) },
    ...mapOptions(layer),
    { weight: 1, arbitrary: fc.constantFrom(...wrong) },
    ...(canState(layer, 'backing') && index > 0
      ? [
          {
            weight: 2,
            arbitrary: lazily(() => nodeOptions(recipe, index - 1)).map(
              (backing): NodeOptions => ({ backing }),
            ),
          },
        ]
      : []),
  );
  return fc.tuple(fileBelow(layer), extra).map(([file, { file: more = {}, ...rest }]) => ({
    driver: format,
    ...rest,
    file: { ...file, ...(more as NodeOptions) },
  }));
}

/**
 * For the options of a node that opens layer `index` (0 is the base) in an unusual way: its file below filters, a part of
 * a raw layer, the image below filters or as the bytes of a raw image, backing files opened in the same ways. Options of
 * the nodes are mostly harmless; now and then one is refused.
 */
export function nodeOptions(recipe: Recipe, index: number, wish: Wish = noWish): fc.Arbitrary<NodeOptions> {
  if (recipe.layers[index] === undefined)
    throw new RangeError(`nodeOptions: the recipe has no layer ${index}`);
  return imageNode(recipe, index).chain(image =>
    fc.oneof(
      { weight: 8, arbitrary: fc.constant(image) },
      {
        weight: 1,
        arbitrary: fc.constant<NodeOptions>({ driver: unprobedFormat, file: image }),
      },
      {
        weight: weightOf(wish, 'filter', 3, 24),
        arbitrary: fc.constantFrom(...filters.map(filter => filterOn<NodeOptions>(filter, image))),
      },
    ),
  );
}
