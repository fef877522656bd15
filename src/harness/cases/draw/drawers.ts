import type { BlockFormatName } from '../../../../generators/recipe/blocks/block-formats.ts';
import type { BlockLayer, Encryption } from '../../../../generators/recipe/recipe.ts';
import type { ImageFormat } from '../../../map/node/image-format.ts';
import { type DrawnKind, drawBlocks } from './blocks/block-layer.ts';
import { type BlockMeaning, drawExplained, lastEntry } from './blocks/explained-blocks.ts';
import { hasUnmappedGrains } from './blocks/unmapped-grains.ts';
import { vmdkKind } from './blocks/vmdk-kind.ts';
import { drawVolume } from './blocks/volume.ts';
import type { Drawer } from './drawer.ts';
import type { DrawnLayer } from './drawn-layer.ts';
import { bochs, dmg, vhdx } from './explained-drawers.ts';
import { drawnPassword, drawQcow2 } from './qcow2/qcow2-layer.ts';
import { drawRaw } from './raw-layer.ts';
import { unseen } from './unseen-drawer.ts';

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

const plainVmdk = blocks('vmdk', image => vmdkKind(image)!);

const vmdk: Drawer = {
  ...plainVmdk,
  draw(image, ...rest) {
    const drawn = plainVmdk.draw(image, ...rest);
    if (drawn.kind !== 'base' || !hasUnmappedGrains(image, drawn.layer as BlockLayer)) return drawn;
    return {
      ...drawn,
      notes: [...drawn.notes, 'its unmapped grains are drawn as zeros: map tells them not apart'],
    };
  },
};

/** Whether the notation has such an image: some images of vmdk and cloop are drawn as raw. */
export function isDrawn(image: ImageFormat): boolean {
  const drawer = drawers.get(image.driver);
  if (drawer === vmdk) return vmdkKind(image) !== undefined;
  if (drawer?.format === 'cloop') return Number.isInteger(Math.log2(cloopUnit(image)));
  return drawer !== undefined;
}

const qed = blocks('qed', () => ({ subformat: 'image' }));

/** Where the header of a qcow image has its encryption; 0: none. */
const cryptMethodAt = 36;

const plainQcow = blocks('qcow', () => ({ subformat: 'image' }));

/** The entry of a cluster of a qcow image: bit 63 is that of compressed data. */
function readQcowEntry(entry: bigint): BlockMeaning {
  if (entry === 0n) return { state: 'unallocated', host: 0 };
  return { state: entry >> 63n === 0n ? 'data' : 'compressed', host: Number(entry) };
}

/** Of encrypted clusters map tells no place. */
const qcow: Drawer = {
  ...plainQcow,
  draw(image, names, part, holes) {
    if (image.file.read(cryptMethodAt, 4).readUInt32BE() === 0)
      return plainQcow.draw(image, names, part, holes);
    const drawn = drawExplained(names.name, image, part, { format: 'qcow', read: lastEntry(readQcowEntry) });
    return { kind: 'base', ...withPassword(drawn, 'aes') };
  },
};

const luks: Drawer = {
  format: 'luks',
  hasDataFiles: false,
  draw: (image, { name }, part) => ({ kind: 'base', ...withPassword(drawVolume(name, image, part), 'luks') }),
};

/** The place of the block size in the header of a cloop image. Its blocks are drawn as large as they are: no block is drawn in part. */
const blockSizeAt = 128;
const cloopUnit = ({ file }: ImageFormat): number => file.read(blockSizeAt, 4).readUInt32BE();

const plainCloop = unseen('cloop', 'compressed', cloopUnit);

/** All blocks are compressed: none is left out. */
const cloop: Drawer = { ...plainCloop, draw: (...image) => ({ ...plainCloop.draw(...image), notes: [] }) };

/** A drawn layer with the one password that drawn layers have. */
function withPassword(
  { layer, notes, ...drawn }: DrawnLayer<BlockLayer>,
  method: Encryption['method'],
): DrawnLayer<BlockLayer> {
  return {
    ...drawn,
    layer: { ...layer, encryption: { method, password: drawnPassword } } as BlockLayer,
    notes: [...notes, `its password is drawn as ${drawnPassword}`],
  };
}

/** Draws what map reports for an image as a raw file, for drivers that the notation doesn't have. */
const other: Drawer = {
  ...raw,
  draw: (image, { name }, part) => {
    const { notes, ...drawn } = drawRaw(name, image, part, image.virtualSize);
    const named = [...notes, `the notation has no such image of ${image.driver}: it is drawn as raw`];
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
  ['luks', luks],
  ['bochs', bochs],
  ['cloop', cloop],
  ['dmg', dmg],
]);

/** The drawer of an image. */
export function drawerOf(image: ImageFormat): Drawer {
  return isDrawn(image) ? drawers.get(image.driver)! : other;
}
