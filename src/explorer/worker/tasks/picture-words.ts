import { layerFormats } from '../../../../generators/recipe/formats.ts';
import { attributesOf } from '../../../../generators/recipe/picture/attributes/attributes.ts';
import { notations } from '../../../../generators/recipe/picture/notations.ts';

/** A word of the notation, and what it takes. */
export interface PictureWord {
  readonly label: string;
  readonly detail?: string;
}

/** The words that a picture can have. */
export interface PictureWords {
  /** The attributes of each format. */
  readonly attributes: Readonly<Record<string, readonly PictureWord[]>>;
  /** What indented lines begin with. */
  readonly details: readonly string[];
}

/** The words of the notation, as its tables have them. */
export function pictureWords(): PictureWords {
  const details = new Set(Object.values(notations).flatMap(each => [...each.details.keys()]));
  const attributes = layerFormats.map(format => [
    format,
    [...attributesOf(format)].map(([key, { takes }]) =>
      takes === undefined ? { label: key } : { label: `${key}=`, detail: takes },
    ),
  ]);
  return { attributes: Object.fromEntries(attributes), details: [...details, 'set'] };
}
