import type { ImageFormat } from '../../../../map/node/image-format.ts';
import type { DrawnKind } from './block-layer.ts';

/** The place of the compression in the header of a sparse extent. */
const compressionAt = 77;

/** The kinds of sparse extents by their first four bytes. */
const sparseKinds: ReadonlyMap<string, string> = new Map([
  ['KDMV', 'twoGbMaxExtentSparse'],
  ['COWD', 'vmfsSparse'],
  ['\xbe\xba\xfe\xca', 'seSparse'],
]);

/** The grain of an extent of the kind seSparse, in bytes. */
const seSparseGrain = 4096;

/**
 * The kind of a vmdk image in the notation. Undefined: the notation has no such image. It has extents that are all alike: of one
 * kind and, but for the last, of one size.
 */
export function vmdkKind(image: ImageFormat): Omit<DrawnKind, 'format'> | undefined {
  const { file, clusterSize, extents = [] } = image;
  if (extents.length === 0) return undefined;
  if (clusterSize !== undefined && !Number.isInteger(Math.log2(clusterSize))) return undefined;
  const [magic = '', ...others] = new Set(extents.map(extent => extent.file.read(0, 4).latin1()));
  if (file === extents[0]!.file && magic === 'KDMV')
    return {
      subformat: file.read(compressionAt, 2).readUInt16LE() === 1 ? 'streamOptimized' : 'monolithicSparse',
    };
  const sizes = extentSizes(image);
  const [size = 0] = sizes;
  const isUniform = sizes.slice(0, -1).every(other => other === size) && sizes.at(-1)! <= size;
  if (!isUniform || new Set(extents.map(extent => extent.file.path)).size < extents.length) return undefined;
  const ofExtents = extents.length === 1 ? {} : { extentSize: size };
  const flat = extents.filter(({ start }) => image.explain(BigInt(start))?.unit.name === 'flat extent');
  if (flat.length === extents.length)
    return { subformat: flat.length === 1 ? 'monolithicFlat' : 'twoGbMaxExtentFlat', ...ofExtents };
  const subformat = others.length === 0 ? sparseKinds.get(magic) : undefined;
  if (subformat === undefined || clusterSize === undefined) return undefined;
  // The last extent may end in a part of a grain, and so may the only one.
  if (extents.length > 1 && size % clusterSize !== 0) return undefined;
  if (subformat === 'seSparse' && clusterSize !== seSparseGrain) return undefined;
  return { subformat, ...ofExtents };
}

/** The bytes of each extent. */
function extentSizes({ extents = [], virtualSize }: ImageFormat): number[] {
  return extents.map(({ start }, index) => (extents[index + 1]?.start ?? virtualSize) - start);
}
