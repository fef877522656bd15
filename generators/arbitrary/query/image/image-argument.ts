import * as fc from 'fast-check';
import { hasAttribute, traitsOf } from '../../../recipe/formats.ts';
import type { Query, Recipe } from '../../../recipe/recipe.ts';
import { lazily } from '../../../wish/lazily.ts';
import { isPlainlySeen, noWish, type Wish, weightOf } from '../../../wish/wish.ts';
import { rawOverFile, rawOverImage } from '../../raw/raw-over.ts';
import { driverNode } from './drivers/driver-node.ts';
import { encryptedArgument, wantsPassword } from './encrypted-argument.ts';
import type { ImageWords } from './image-words.ts';
import { asJson, asOptions, dottedOptions, layerNode } from './layer-words.ts';
import { namedDataFile } from './named-data-file.ts';
import { nodeOptions } from './node-options.ts';
import { nodeSpelling } from './node-spelling.ts';
import { overriddenBacking } from './overridden-backing.ts';
import { servedArgument } from './served-argument.ts';

/** The weight of what a wish names: three of four queries have it. */
const wished = 600;

/** The weight of a rare thing that the wish names, or of one that should be seen: nearly all queries have it. */
const rarely = 6000;

/**
 * For the words by which a query names layer `index` (0 is the base). Mostly its file name; else -f, json: or image options,
 * with another or no backing file, with a data file, or with nodes of all kinds. Encrypted layers mostly get their password.
 */
export function imageArgument(recipe: Recipe, index: number, wish: Wish = noWish): fc.Arbitrary<ImageWords> {
  const layer = recipe.layers[index];
  if (layer === undefined) throw new RangeError(`imageArgument: the recipe has no layer ${index}`);
  const { name, format } = layer;
  const deeper = recipe.layers.slice(0, index);
  const forced = fc.constantFrom<Query>(['-f', format], [`-f${format}`], [`--format=${format}`]);
  const dotted = fc.constantFrom(dottedOptions(layer), `file.driver=file,${dottedOptions(layer)}`);
  const isProbed = traitsOf(layer).isProbed(layer);
  const isLocked = wantsPassword(recipe, index);
  // Without a password these end in a refusal, whatever else a case has.
  const keyless = isLocked ? noWish : wish;
  const secret = wish.has('encryption') ? wished : weightOf(wish, 'secret', 150, wished);
  // A format without backing files refuses the option.
  const hasBacking = hasAttribute(format, 'backing');
  return fc.oneof(
    {
      weight: !isProbed ? 3 : isPlainlySeen(wish) ? 300 : 30,
      arbitrary: fc.constant({ options: [], operand: name }),
    },
    {
      weight: isLocked ? secret : 0,
      arbitrary: lazily(() => encryptedArgument(recipe, index, wish)),
    },
    {
      weight: weightOf(keyless, 'forced-format', isProbed ? 4 : 24, wished),
      arbitrary: forced.map(option => ({ options: [option], operand: name })),
    },
    {
      weight: weightOf(keyless, 'json-name', 1, wished),
      arbitrary: lazily(() => fc.constant(asJson(layerNode(layer)))),
    },
    {
      weight: hasBacking ? weightOf(keyless, 'no-backing', 3, wished) : 0,
      arbitrary: lazily(() => fc.constant(asJson(layerNode(layer, { backing: null })))),
    },
    { weight: weightOf(keyless, 'image-opts', 2, wished), arbitrary: dotted.map(asOptions) },
    {
      weight: keyless.has('raw-over-image') ? rarely : 0,
      arbitrary: lazily(() => nodeSpelling(rawOverImage(layer))),
    },
    {
      weight: keyless.has('raw-window') ? rarely : 0,
      arbitrary: lazily(() => rawOverFile(layer).chain(nodeSpelling)),
    },
    {
      weight: weightOf(keyless, 'filter', 2, wished),
      arbitrary: lazily(() => nodeOptions(recipe, index, keyless).chain(nodeSpelling)),
    },
    {
      weight: weightOf(keyless, 'driver', 1, wished),
      arbitrary: lazily(() =>
        nodeOptions(recipe, index)
          .chain(image => driverNode(layer, image))
          .chain(nodeSpelling),
      ),
    },
    {
      weight: weightOf(keyless, 'data-file-option', layer.dataFile === undefined ? 1 : 6, wished),
      arbitrary: lazily(() => namedDataFile(layer, recipe)),
    },
    ...servedArgument(layer, isProbed).map(arbitrary => ({
      weight: weightOf(keyless, 'nbd-export', 30, wished),
      arbitrary,
    })),
    ...(hasBacking && deeper.length > 0
      ? [
          {
            weight: weightOf(keyless, 'backing', 1, isPlainlySeen(wish) ? rarely : wished),
            arbitrary: lazily(() => overriddenBacking(layer, deeper, keyless)),
          },
        ]
      : []),
  );
}
