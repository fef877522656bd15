import * as fc from 'fast-check';
import { hasAttribute, traitsOf } from '../../../recipe/formats.ts';
import { fileNode, plainNode } from '../../../recipe/plain-node.ts';
import type { Layer, Query, Recipe } from '../../../recipe/recipe.ts';
import { lazily } from '../../../wish/lazily.ts';
import { isPlainlySeen, noWish, type Wish, weightOf } from '../../../wish/wish.ts';
import { rawOverFile, rawOverImage } from '../../raw/raw-over.ts';
import { encryptedArgument, wantsPassword } from './encrypted-argument.ts';
import type { ImageWords } from './image-words.ts';
import { nodeOptions } from './node-options.ts';
import { nodeSpelling } from './node-spelling.ts';
import { servedArgument } from './served-argument.ts';

/** The weight of what a wish names: three of four queries have it. */
const wished = 600;

/** The weight of a rare thing that the wish names, or of one that should be seen: nearly all queries have it. */
const rarely = 6000;

/** A file as nested block device options, with further options of its layer. */
function node(layer: Layer, more: object = {}): object {
  return { ...plainNode(layer), ...more };
}

/** A file as dotted options. Commas in names are doubled. */
function options({ name, format }: Layer, prefix = ''): string {
  return `${prefix}driver=${format},${prefix}file.filename=${name.replaceAll(',', ',,')}`;
}

function asJson(block: object): ImageWords {
  return { options: [], operand: `json:${JSON.stringify(block)}` };
}

function asOptions(text: string): ImageWords {
  return { options: [['--image-opts']], operand: text };
}

/**
 * For a backing file other than the header's: any deeper layer; if a wish names it, one of another format than the header names,
 * where there is one.
 */
function overridden(layer: Layer, deeper: readonly Layer[], wish: Wish): fc.Arbitrary<ImageWords> {
  const named = deeper.at(-1)!.format;
  const others = wish.has('backing') ? deeper.filter(({ format }) => format !== named) : [];
  return fc
    .constantFrom(...(others.length > 0 ? others : deeper))
    .chain(backing =>
      fc.constantFrom(
        asJson(node(layer, { backing: node(backing) })),
        asOptions(`${options(layer)},${options(backing, 'backing.')}`),
      ),
    );
}

/**
 * For a data file that the query names: the one of the header, or another that takes its place. If the header has none,
 * qemu refuses it.
 */
function dataFileNamed(layer: Layer, { layers }: Recipe): fc.Arbitrary<ImageWords> {
  const own = layer.dataFile;
  const file = fc.constantFrom(own ?? layer.name, own ?? layer.name, layers[0]!.name);
  return file.chain(filename =>
    fc.constantFrom(
      asJson(node(layer, { 'data-file': fileNode(filename) })),
      asOptions(
        `${options(layer)},data-file.driver=file,data-file.filename=${filename.replaceAll(',', ',,')}`,
      ),
    ),
  );
}

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
  const dotted = fc.constantFrom(options(layer), `file.driver=file,${options(layer)}`);
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
      arbitrary: lazily(() => fc.constant(asJson(node(layer)))),
    },
    {
      weight: hasBacking ? weightOf(keyless, 'no-backing', 3, wished) : 0,
      arbitrary: lazily(() => fc.constant(asJson(node(layer, { backing: null })))),
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
      weight: weightOf(keyless, 'data-file-option', layer.dataFile === undefined ? 1 : 6, wished),
      arbitrary: lazily(() => dataFileNamed(layer, recipe)),
    },
    ...servedArgument(layer, isProbed).map(arbitrary => ({
      weight: weightOf(keyless, 'nbd-export', 30, wished),
      arbitrary,
    })),
    ...(hasBacking && deeper.length > 0
      ? [
          {
            weight: weightOf(keyless, 'backing', 1, isPlainlySeen(wish) ? rarely : wished),
            arbitrary: lazily(() => overridden(layer, deeper, keyless)),
          },
        ]
      : []),
  );
}
