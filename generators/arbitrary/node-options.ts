import * as fc from 'fast-check';
import type { Layer, Recipe } from '../recipe/recipe.ts';
import { virtualSize } from '../recipe/virtual-size.ts';
import { noWish, type Wish, weightOf } from '../wish/wish.ts';

/** Options of a block device node, those of its children within. */
export interface NodeOptions {
  readonly [key: string]: string | number | boolean | null | NodeOptions;
}

/** Options that change nothing of a map, of any node. */
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

/** Options of qcow2 that change nothing but where answers and messages are cut. */
const ofQcow2: readonly NodeOptions[] = [
  { 'lazy-refcounts': false },
  { 'pass-discard-other': 'on' },
  { 'overlap-check': 'all' },
  { 'cache-size': '1M' },
  { 'l2-cache-entry-size': 512 },
  { backing: null },
];

/** Options that are refused: wrong values, unknown keys, names that two nodes or none have. */
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

/** A stretch of a raw layer, and now and then more than there is. */
function rawWindow(layer: Layer): fc.Arbitrary<NodeOptions> {
  const bytes = Number(virtualSize(layer));
  const sectors = Math.floor(bytes / 512);
  return fc
    .tuple(fc.integer({ min: 0, max: sectors }), fc.integer({ min: 0, max: sectors + 1 }))
    .chain(([from, count]) =>
      fc.constantFrom<NodeOptions>(
        { offset: from * 512 },
        { size: String(count * 512) },
        { offset: `${from * 512}`, size: Math.min(count, sectors - from) * 512 },
        // qemu-img aborts where an unaligned offset stands without a size.
        { offset: Math.max(0, from * 512 - 100), size: Math.min(count, sectors - from) * 512 },
      ),
    );
}

/** The file of a layer as formats see it: itself, or below something that changes nothing. */
function fileNode(layer: Layer): fc.Arbitrary<NodeOptions> {
  const file = { driver: 'file', filename: layer.name };
  return fc.constantFrom<NodeOptions>(
    file,
    { filename: layer.name },
    { ...file, locking: 'off' },
    { driver: 'raw', file },
    { driver: 'blkdebug', image: file },
    { driver: 'preallocate', file },
  );
}

function imageNode(recipe: Recipe, index: number): fc.Arbitrary<NodeOptions> {
  const layer = recipe.layers[index]!;
  const { format } = layer;
  const extra: fc.Arbitrary<NodeOptions> = fc.oneof(
    { weight: 6, arbitrary: fc.constant<NodeOptions>({}) },
    { weight: 4, arbitrary: fc.constantFrom(...harmless, ...(format === 'qcow2' ? ofQcow2 : [])) },
    { weight: format === 'raw' ? 4 : 0, arbitrary: rawWindow(layer) },
    { weight: 1, arbitrary: fc.constantFrom(...wrong) },
    ...(format === 'qcow2' && index > 0
      ? [
          {
            weight: 2,
            arbitrary: nodeOptions(recipe, index - 1).map((backing): NodeOptions => ({ backing })),
          },
        ]
      : []),
  );
  return fc.tuple(fileNode(layer), extra).map(([file, { file: more = {}, ...rest }]) => ({
    driver: format,
    ...rest,
    file: { ...file, ...(more as NodeOptions) },
  }));
}

/**
 * For the options of a node that opens layer `index` (0 is the base) in a roundabout way: through files below filters,
 * as a stretch of a raw layer, below filters that change nothing, as the bytes that a raw image reads, with backing
 * files opened likewise; with options that change nothing, and now and then with one that is refused.
 */
export function nodeOptions(recipe: Recipe, index: number, wish: Wish = noWish): fc.Arbitrary<NodeOptions> {
  if (recipe.layers[index] === undefined)
    throw new RangeError(`nodeOptions: the recipe has no layer ${index}`);
  return imageNode(recipe, index).chain(image =>
    fc.oneof(
      { weight: 8, arbitrary: fc.constant(image) },
      {
        weight: 1,
        arbitrary: fc.constant<NodeOptions>({ driver: 'raw', file: image }),
      },
      {
        weight: weightOf(wish, 'filter', 3, 24),
        arbitrary: fc.constantFrom<NodeOptions>(
          { driver: 'compress', file: image },
          { driver: 'preallocate', file: image },
          { driver: 'blkdebug', image },
        ),
      },
    ),
  );
}
