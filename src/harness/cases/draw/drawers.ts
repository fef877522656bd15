import type { BlockFormatName } from '../../../../generators/recipe/blocks/block-formats.ts';
import { joinRuns } from '../../../../generators/recipe/cell-row.ts';
import { plainLayer } from '../../../../generators/recipe/formats.ts';
import type {
  BlockLayer,
  CellState,
  Encryption,
  Layer,
  Qcow2Layer,
} from '../../../../generators/recipe/recipe.ts';
import type { ImageFormat } from '../../../map/node/image-format.ts';
import { type DrawnKind, drawBlocks } from './block-layer.ts';
import { chunkBlocksOf } from './chunk-blocks.ts';
import type { DrawnLayer, HoleStyle, LayerNames, Part } from './drawn-layer.ts';
import { type BlockMeaning, drawExplained, lastEntry } from './explained-blocks.ts';
import { drawnPassword, drawQcow2 } from './qcow2-layer.ts';
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

/** Bytes of a cell of a format without blocks. */
const cellBytes = 65_536;

/** Draws an image of which map is told nothing as one whose cells are all in one state. */
function unseen(
  format: BlockFormatName,
  state: CellState,
  unitOf: (image: ImageFormat) => number = () => cellBytes,
): Drawer {
  return {
    format,
    hasDataFiles: false,
    draw(image, { name }) {
      const unit = unitOf(image);
      const cells = joinRuns([{ state, count: Math.ceil(image.virtualSize / unit) }]);
      const row = { name, unit, cells, size: BigInt(image.virtualSize) };
      const layer = plainLayer(format, row) as BlockLayer;
      const notes = ['map is told nothing of its blocks: none is drawn'];
      return { kind: 'base', layer, notes, isMoved: false };
    },
  };
}

const plainLuks = unseen('luks', 'data-hole');

const luks: Drawer = {
  ...plainLuks,
  draw(...image) {
    const { layer } = plainLuks.draw(...image);
    return {
      kind: 'base',
      ...withPassword({ layer: layer as BlockLayer, notes: [], isMoved: false }, 'luks'),
    };
  },
};

/** The place of the block size in the header of a cloop image. Its blocks are drawn as large as they are: no block is drawn in part. */
const blockSizeAt = 128;
const cloopUnit = ({ file }: ImageFormat): number => file.read(blockSizeAt, 4).readUInt32BE();

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
      read: lastEntry(entry => ({
        state: vhdxStates[Number(entry & 7n)]!,
        host: Number((entry >> 20n) << 20n),
      })),
    }),
  }),
};

/** The version in the header of a bochs image, and the older one of the two. */
const bochsVersion = { at: 64, old: 0x1_0000 };

/** Sectors of an extent that its bitmap says were never written are drawn as the file has them: the notation has all of them written. */
const bochs: Drawer = {
  format: 'bochs',
  hasDataFiles: false,
  draw: (image, { name }, part) => ({
    kind: 'base',
    ...drawExplained(name, image, part, {
      format: 'bochs',
      ...(image.file.read(bochsVersion.at, 4).readUInt32LE() === bochsVersion.old && { subformat: 'old' }),
      read: ({ unit: { host } }) =>
        host === undefined ? { state: 'unallocated', host: 0 } : { state: 'data', host },
    }),
  }),
};

const plainDmg = unseen('dmg', 'unallocated');

/** The states of chunks have the names of cells. A fork is drawn as a list: map tells them not apart. */
const dmg: Drawer = {
  ...plainDmg,
  draw(image, names, part, holes) {
    const blocks = chunkBlocksOf(image);
    if (blocks === undefined) return plainDmg.draw(image, names, part, holes);
    const { layer, notes, ...drawn } = drawExplained(names.name, image, part, {
      format: 'dmg',
      unit: blocks.unit,
      read: ({ state, unit: { name, host = 0, byte } }) => ({
        state: name === 'gap' ? 'unallocated' : (state as CellState),
        host: host + byte,
      }),
    });
    const joined = 'its chunks begin inside of blocks: each block is drawn as the chunk at its first byte';
    return { kind: 'base', ...drawn, layer, notes: blocks.isExact ? notes : [...notes, joined] };
  },
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
  ['luks', luks],
  ['bochs', bochs],
  ['cloop', unseen('cloop', 'compressed', cloopUnit)],
  ['dmg', dmg],
]);

/** The drawer of an image. */
export function drawerOf(image: ImageFormat): Drawer {
  return isDrawn(image) ? drawers.get(image.driver)! : other;
}
