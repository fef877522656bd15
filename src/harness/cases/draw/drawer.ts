import type { Layer, Qcow2Layer } from '../../../../generators/recipe/recipe.ts';
import type { ImageFormat } from '../../../map/node/image-format.ts';
import type { DrawnLayer, HoleStyle, LayerNames, Part } from './drawn-layer.ts';

/** A drawn image, without its backing file. */
export type DrawnImage =
  | ({ readonly kind: 'base' } & DrawnLayer)
  | ({
      readonly kind: 'overlay';
      /** The backing format in the header; undefined: it names none. */
      readonly backingFormat: string | undefined;
    } & DrawnLayer<Qcow2Layer>);

/** Draws the images of a driver. */
export interface Drawer {
  /** The format of the notation that it draws. */
  readonly format: Layer['format'];
  /** An external data file of such an image is a file of the picture too. */
  readonly hasDataFiles: boolean;
  /** @throws HarnessError `too-long` */
  readonly draw: (image: ImageFormat, names: LayerNames, part: Part, holes: HoleStyle) => DrawnImage;
}
