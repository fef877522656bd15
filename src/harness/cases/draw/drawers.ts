import type { BlockFormatName } from '../../../../generators/recipe/blocks/block-formats.ts';
import type { CellState, Layer, Qcow2Layer } from '../../../../generators/recipe/recipe.ts';
import type { ImageFormat } from '../../../map/node/image-format.ts';
import { type DrawnKind, drawBlocks } from './block-layer.ts';
import type { DrawnLayer, HoleStyle, LayerNames, Part } from './drawn-layer.ts';
import { drawExplained } from './explained-blocks.ts';
import { drawQcow2 } from './qcow2-layer.ts';
import { drawRaw } from './raw-layer.ts';
import { vmdkKind } from './vmdk-kind.ts';

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

const raw: Drawer = {
  format: 'raw',
  hasDataFiles: false,
  // The size of an image is whole sectors, that of its file need not be.
  draw: (image, { name }, part) => ({
    kind: 'base',
    ...drawRaw(name, image, part, Math.min(image.file.length, image.virtualSize)),
  }),
};

const qcow2: Drawer = {
  format: 'qcow2',
  hasDataFiles: true,
  draw: (image, names, part, holes) => ({ kind: 'overlay', ...drawQcow2(names, image, part, holes) }),
};

/** Draws the images of a block format. */
function blocks(format: BlockFormatName, kindOf: (image: ImageFormat) => Omit<DrawnKind, 'format'>): Drawer {
  return {
    format,
    hasDataFiles: false,
    draw: (image, { name }, part) => ({
      kind: 'base',
      ...drawBlocks(name, image, part, { format, ...kindOf(image) }),
    }),
  };
}

/** The image type in the header of a vdi image, and the value that says that it is static. */
const imageType = { at: 76, static: 2 };

const vdi = blocks('vdi', ({ file }) => ({
  subformat: file.read(imageType.at, 4).readUInt32LE() === imageType.static ? 'static' : 'dynamic',
}));

/** Only a dynamic image has blocks. */
const vpc = blocks('vpc', ({ clusterSize }) => ({
  subformat: clusterSize === undefined ? 'fixed' : 'dynamic',
}));

/** The first bytes of an old parallels image. */
const oldMagic = 'WithoutFreeSpace';

const parallels = blocks('parallels', ({ file }) => ({
  subformat: file.read(0, oldMagic.length).latin1() === oldMagic ? 'old' : 'extended',
}));

const vmdk = blocks('vmdk', image => vmdkKind(image)!);

/** Whether the notation has such an image: some vmdk images, and encrypted qcow images, are drawn as raw. */
export function isDrawn(image: ImageFormat): boolean {
  const drawer = drawers.get(image.driver);
  if (drawer === qcow) return image.file.read(cryptMethod.at, 4).readUInt32BE() === cryptMethod.none;
  return drawer === vmdk ? vmdkKind(image) !== undefined : drawer !== undefined;
}

const qed = blocks('qed', () => ({ subformat: 'image' }));

const qcow = blocks('qcow', () => ({ subformat: 'image' }));

/** The encryption in the header of a qcow image: none. */
const cryptMethod = { at: 36, none: 0 };

/** The states in the lowest bits of the entries of a vhdx image; others are reserved. The place is in bits 20 and up. */
const vhdxStates: readonly CellState[] = [
  'unallocated',
  'reserved',
  'zero-plain',
  'zero-allocated',
  'unallocated',
  'unallocated',
  'data',
  'illegal',
];

/** Fixed images are drawn as dynamic ones, whose blocks can have all states: map tells them not apart. */
const vhdx: Drawer = {
  format: 'vhdx',
  hasDataFiles: false,
  draw: (image, { name }, part) => ({
    kind: 'base',
    ...drawExplained(name, image, part, {
      format: 'vhdx',
      read: entry => ({ state: vhdxStates[Number(entry & 7n)]!, host: Number((entry >> 20n) << 20n) }),
    }),
  }),
};

/** Draws what map reports for an image as a raw file, for drivers that the notation doesn't have. */
const other: Drawer = {
  ...raw,
  draw: (image, { name }, part) => {
    const { notes, ...drawn } = drawRaw(name, image, part, image.virtualSize);
    const named = [...notes, `the notation has no ${image.driver}: it is drawn as raw`];
    return { kind: 'base', ...drawn, notes: named };
  },
};

/** The drivers whose images the notation has. An image of the protocol `file` is a raw file. */
export const drawers: ReadonlyMap<string, Drawer> = new Map([
  ['qcow2', qcow2],
  ['raw', raw],
  ['file', raw],
  ['vdi', vdi],
  ['vpc', vpc],
  ['parallels', parallels],
  ['vmdk', vmdk],
  ['vhdx', vhdx],
  ['qed', qed],
  ['qcow', qcow],
]);

/** The drawer of an image. */
export function drawerOf(image: ImageFormat): Drawer {
  return isDrawn(image) ? drawers.get(image.driver)! : other;
}
