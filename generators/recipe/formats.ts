import { forBlockFormats } from './blocks/block-formats.ts';
import { blockTraits } from './blocks/block-traits.ts';
import type { FormatTraits } from './format-traits.ts';
import { qcow2Traits } from './qcow2/qcow2-traits.ts';
import { rawTraits } from './raw/raw-traits.ts';
import type { AttributeName, Layer, LayerFormat, LayerOf, LayerShape, LayerWith } from './recipe.ts';

/** The traits of each format, by the name that the notation and qemu give it. */
export const formatTraits: { readonly [F in LayerFormat]: FormatTraits<LayerOf<F>> } = {
  qcow2: qcow2Traits,
  raw: rawTraits,
  ...forBlockFormats(blockTraits),
};

export const layerFormats: readonly LayerFormat[] = Object.keys(formatTraits) as LayerFormat[];

/** The usual format of a layer. Reduction ends with it, and signatures don't name it. */
export const plainestFormat = 'qcow2';

/** A format that reports and signatures name. */
export type UnusualFormat = Exclude<LayerFormat, typeof plainestFormat>;

export const unusualFormats: readonly UnusualFormat[] = layerFormats.filter(
  format => format !== plainestFormat,
);

/** The format of a file that probing recognises as no other. */
export const unprobedFormat = 'raw';

export function isLayerFormat(text: string): text is LayerFormat {
  return layerFormats.some(format => format === text);
}

/** The traits of a layer's format. Its functions take layers of that format only. */
export function traitsOf({ format }: Pick<Layer, 'format'>): FormatTraits<Layer> {
  return formatTraits[format];
}

/** Whether layers of the format can state the attribute. */
export function hasAttribute(format: LayerFormat, attribute: AttributeName): boolean {
  return attribute in formatTraits[format].attributes;
}

/** Whether the layer can state the attribute, whatever it states now. */
export function canState<A extends AttributeName>(layer: Layer, attribute: A): layer is LayerWith<A> {
  return hasAttribute(layer.format, attribute);
}

/** A layer that states nothing beyond its shape, but for the attributes that its format can't do without. */
export function plainLayer(format: LayerFormat, shape: LayerShape): Layer {
  return { format, ...shape, ...formatTraits[format].required } as Layer;
}
