import * as fc from 'fast-check';
import type { Layer, Query, Recipe } from '../recipe/recipe.ts';

/** A file as nested block device options, and what else is said of its layer. */
function node({ name, format }: Layer, more: object = {}): object {
  return { driver: format, file: { driver: 'file', filename: name }, ...more };
}

/** A file as dotted options, where a comma is doubled. */
function options({ name, format }: Layer, prefix = ''): string {
  return `${prefix}driver=${format},${prefix}file.filename=${name.replaceAll(',', ',,')}`;
}

function asJson(block: object): Query {
  return [`json:${JSON.stringify(block)}`];
}

/** Another backing file than the header's: any deeper layer. */
function overridden(layer: Layer, deeper: readonly Layer[]): fc.Arbitrary<Query> {
  return fc
    .constantFrom(...deeper)
    .chain(backing =>
      fc.constantFrom<Query>(asJson(node(layer, { backing: node(backing) })), [
        '--image-opts',
        `${options(layer)},${options(backing, 'backing.')}`,
      ]),
    );
}

/**
 * For the words that name the file of layer `index` (0 is the base): its name mostly; or with -f, as json: with its own, with
 * another or with no backing file, or as options.
 */
export function imageArgument(recipe: Recipe, index: number): fc.Arbitrary<Query> {
  const layer = recipe.layers[index];
  if (layer === undefined) throw new RangeError(`imageArgument: the recipe has no layer ${index}`);
  const { name, format } = layer;
  const deeper = recipe.layers.slice(0, index);
  const forced = fc.constantFrom<Query>(['-f', format], [`-f${format}`], [`--format=${format}`]);
  const asOptions = fc.constantFrom(options(layer), `file.driver=file,${options(layer)}`);
  // Raw knows no backing file, and refuses the option.
  const hasBacking = format === 'qcow2';
  return fc.oneof(
    { weight: 30, arbitrary: fc.constant([name]) },
    { weight: 4, arbitrary: forced.map(words => [...words, name]) },
    { weight: 1, arbitrary: fc.constant(asJson(node(layer))) },
    { weight: hasBacking ? 3 : 0, arbitrary: fc.constant(asJson(node(layer, { backing: null }))) },
    { weight: 2, arbitrary: asOptions.map(text => ['--image-opts', text]) },
    ...(hasBacking && deeper.length > 0 ? [{ weight: 1, arbitrary: overridden(layer, deeper) }] : []),
  );
}
