import { type BlockFormatName, forBlockFormats, isBlockLayer } from '../recipe/blocks/block-formats.ts';
import { subformatOf } from '../recipe/blocks/block-layer.ts';
import type { Recipe } from '../recipe/recipe.ts';

/** A kind of image of a block format, by the name that `--feature` takes: the format and `sub=`, as in `vmdk-seSparse`. */
export type KindFeature = `${BlockFormatName}-${string}`;

/** The name of a kind of images. */
export function kindFeature(format: BlockFormatName, kind: string): KindFeature {
  return `${format}-${kind}`;
}

const formats: ReadonlyMap<string, BlockFormatName> = new Map(
  Object.values(
    forBlockFormats(({ kinds }, format) =>
      Object.keys(kinds).map(kind => [kindFeature(format, kind), format] as const),
    ),
  ).flatMap(named => (named.length > 1 ? named : [])),
);

/** The kinds of all formats that have more than one. Coverage counts the formats alone: few cases have each kind. */
export const kindFeatures: readonly KindFeature[] = [...formats.keys()] as KindFeature[];

/** The format of a kind of images; undefined for the name of anything else. */
export function formatOfKind(name: string): BlockFormatName | undefined {
  return formats.get(name);
}

/** The kinds of a chain's layers. */
export function kindFeaturesOf({ layers }: Recipe): KindFeature[] {
  const all = layers.filter(isBlockLayer).map(layer => kindFeature(layer.format, subformatOf(layer)));
  return [...new Set(all)].filter(kind => formats.has(kind));
}
