import { joined, little, table } from './bytes.ts';
import type { WorstCase, WorstFile } from './worst-case.ts';

/** The file that is mapped. */
export const image = 'a.vmdk';
const directorySector = 2 ** 12;
/** Where a grain directory is, in bytes. */
export const directoryAt: number = directorySector * 512;

function descriptor(createType: string, extents: string | Uint8Array): Buffer {
  return joined(
    '# Disk DescriptorFile\nversion=1\nCID=123a681d\nparentCID=ffffffff\n',
    ...[`createType="${createType}"\n\n`, extents, '\nddb.adapterType = "ide"\n'],
  );
}

/** The fields of the header of a sparse extent that differ between cases. Absent ones are as in usual images. */
interface Sparse {
  readonly sectors: number;
  readonly grain?: number;
  readonly flags?: number;
  readonly version?: number;
  readonly compression?: number;
  readonly descriptorSectors?: number;
}

/** The header of a sparse extent: tables of 512 entries, grains of one sector. */
export function sparseHeader(fields: Sparse): Buffer {
  const { sectors, grain = 1, flags = 3, version = 1, compression = 0, descriptorSectors = 0 } = fields;
  return joined(
    ...['KDMV', little.u32(version), little.u32(flags), little.u64(sectors), little.u64(grain)],
    ...[little.u64(descriptorSectors === 0 ? 0 : 1), little.u64(descriptorSectors), little.u32(512)],
    ...[little.u64(0), little.u64(directorySector), little.u64(128), Buffer.of(0)],
    ...['\n \r\n', little.u16(compression)],
  );
}

/** A monolithicSparse image. */
export function monolithic(
  fields: Sparse,
  length: number,
  ...parts: WorstFile['parts']
): ReturnType<WorstCase['files']> {
  const text = descriptor('monolithicSparse', `RW ${fields.sectors} SPARSE "${image}"\n`);
  const header = sparseHeader({ ...fields, descriptorSectors: Math.ceil(text.length / 512) });
  return { [image]: { parts: [[0, header], [512, text], ...parts], length } };
}

/** A descriptor, and an extent. */
export function described(
  createType: string,
  lines: string | Uint8Array,
  extent?: readonly [string, WorstFile],
): ReturnType<WorstCase['files']> {
  const main = { [image]: { parts: [[0, descriptor(createType, lines)]] } } as const;
  return extent === undefined ? main : { ...main, [extent[0]]: extent[1] };
}

/** A seSparse extent whose directory has 65,536 entries, each of the table `entry(index)` selects. */
export function seSparse(entry: (index: number) => number, grains: Uint8Array): readonly [string, WorstFile] {
  const [directorySectors, tablesSector] = [2 ** 10, 8 + 2 ** 10];
  const fields = [0xcafe_babe, 2n ** 33n + 1n, directorySectors * 64 * 4096 * 8, 8, 64];
  const places = [0, 0, 0, 0, 0, 2, 1, 0, 0, 0, 0, 8, directorySectors, tablesSector, directorySectors * 64];
  const rest = [0, 0, 0, 0, 2 ** 20, 2 ** 20];
  const used = 0x1000_0000_0000_0000n;
  return [
    's.vmdk',
    {
      parts: [
        [0, joined(...[...fields, ...places, ...rest].map(little.u64))],
        [1024, joined(...[0xcafe_cafe, 0, 0, 0].map(little.u64))],
        [4096, table.little64(2 ** 16, index => used | BigInt(entry(index)))],
        [tablesSector * 512, grains],
      ],
      length: 2 ** 34,
    },
  ];
}
