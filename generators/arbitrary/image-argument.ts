import * as fc from 'fast-check';
import type { Layer, Query, Recipe } from '../recipe/recipe.ts';
import { noWish, type Wish, weightOf } from '../wish/wish.ts';
import { encryptedArgument, wantsPassword } from './encrypted-argument.ts';
import { nodeOptions } from './node-options.ts';
import { nodeSpelling } from './node-spelling.ts';

/** The weight of what a wish names: of four, three have it. */
const wished = 600;

/** How a query names an image: options, each with its value, and the word that is no option. */
export interface ImageArgument {
  readonly options: readonly Query[];
  readonly operand: string;
}

/** A file as nested block device options, and what else is said of its layer. */
function node({ name, format }: Layer, more: object = {}): object {
  return { driver: format, file: { driver: 'file', filename: name }, ...more };
}

/** A file as dotted options, where a comma is doubled. */
function options({ name, format }: Layer, prefix = ''): string {
  return `${prefix}driver=${format},${prefix}file.filename=${name.replaceAll(',', ',,')}`;
}

function asJson(block: object): ImageArgument {
  return { options: [], operand: `json:${JSON.stringify(block)}` };
}

function asOptions(text: string): ImageArgument {
  return { options: [['--image-opts']], operand: text };
}

/** Another backing file than the header's: any deeper layer. */
function overridden(layer: Layer, deeper: readonly Layer[]): fc.Arbitrary<ImageArgument> {
  return fc
    .constantFrom(...deeper)
    .chain(backing =>
      fc.constantFrom(
        asJson(node(layer, { backing: node(backing) })),
        asOptions(`${options(layer)},${options(backing, 'backing.')}`),
      ),
    );
}

/** A data file named by the query: the header's, or another, which takes its place. */
function dataFileNamed(layer: Layer, { layers }: Recipe): fc.Arbitrary<ImageArgument> {
  const own = layer.format === 'qcow2' ? layer.dataFile : undefined;
  const file = fc.constantFrom(own ?? layer.name, own ?? layer.name, layers[0]!.name);
  return file.chain(filename =>
    fc.constantFrom(
      asJson(node(layer, { 'data-file': { driver: 'file', filename } })),
      asOptions(
        `${options(layer)},data-file.driver=file,data-file.filename=${filename.replaceAll(',', ',,')}`,
      ),
    ),
  );
}

/**
 * For how a query names the file of layer `index` (0 is the base): its name mostly; or with -f, as json: with its own,
 * with another or with no backing file or with a data file, or as options; and now and then by way of nodes of all kinds.
 * Where passwords are wanted they are mostly given.
 */
export function imageArgument(
  recipe: Recipe,
  index: number,
  wish: Wish = noWish,
): fc.Arbitrary<ImageArgument> {
  const layer = recipe.layers[index];
  if (layer === undefined) throw new RangeError(`imageArgument: the recipe has no layer ${index}`);
  const { name, format } = layer;
  const deeper = recipe.layers.slice(0, index);
  const forced = fc.constantFrom<Query>(['-f', format], [`-f${format}`], [`--format=${format}`]);
  const dotted = fc.constantFrom(options(layer), `file.driver=file,${options(layer)}`);
  const isLocked = wantsPassword(recipe, index);
  // Without a password these end in a refusal, whatever else a case has.
  const keyless = isLocked ? noWish : wish;
  const secret = wish.has('encryption') ? wished : weightOf(wish, 'secret', 150, wished);
  // Raw knows no backing file, and refuses the option.
  const hasBacking = format === 'qcow2';
  const hasDataFile = hasBacking && layer.dataFile !== undefined;
  return fc.oneof(
    { weight: 30, arbitrary: fc.constant({ options: [], operand: name }) },
    {
      weight: isLocked ? secret : 0,
      arbitrary: encryptedArgument(recipe, index, wish),
    },
    {
      weight: weightOf(keyless, 'forced-format', 4, wished),
      arbitrary: forced.map(option => ({ options: [option], operand: name })),
    },
    { weight: weightOf(keyless, 'json-name', 1, wished), arbitrary: fc.constant(asJson(node(layer))) },
    {
      weight: hasBacking ? weightOf(keyless, 'no-backing', 3, wished) : 0,
      arbitrary: fc.constant(asJson(node(layer, { backing: null }))),
    },
    { weight: weightOf(keyless, 'image-opts', 2, wished), arbitrary: dotted.map(asOptions) },
    {
      weight: weightOf(keyless, 'filter', 2, wished),
      arbitrary: nodeOptions(recipe, index, keyless).chain(nodeSpelling),
    },
    { weight: hasDataFile ? 6 : 0, arbitrary: dataFileNamed(layer, recipe) },
    ...(hasBacking && deeper.length > 0
      ? [{ weight: weightOf(keyless, 'backing', 1, wished), arbitrary: overridden(layer, deeper) }]
      : []),
  );
}
