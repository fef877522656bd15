import type { ImageFile } from '../../../file/image-file.ts';
import { compressedBit, dataBit, noOffset, zeroBit } from '../../../kernel/bits.ts';
import type { ImageFormat } from '../../../node/image-format.ts';
import type { Profile } from '../../../profile/profile.ts';
import type { Block, BlockTables } from '../../format/block-image.ts';
import { sectorBytes } from '../sectors.ts';
import { explainGrain } from './explain-grain.ts';
import { compressedGrainReader } from './grain-content.ts';
import { type DirectoryLayout, openDirectory } from './grain-directory.ts';
import { GrainEntries } from './grain-entries.ts';
import { type GrainTraits, zeroGrain } from './grain-traits.ts';
import { plainGrains } from './plain-grains.ts';

/** Grain tables, by which compressed grains can be read. */
export interface GrainTables extends BlockTables {
  /** Reads the data of compressed grains; `offset` counts from the start of the extent, in bytes. */
  readonly readData?: NonNullable<ImageFormat['readData']>;
}

/**
 * The grain directory and the grain tables of the kinds KDMV and COWD: entries are sectors of the file, and 0 places nothing.
 * Nothing checks that they lie in the file.
 *
 * @throws Refusal
 */
export function grainTables(
  file: ImageFile,
  layout: DirectoryLayout,
  traits: GrainTraits,
  profile: Profile,
): GrainTables {
  const { grainsPerTable } = layout;
  const directory = openDirectory(file, layout, profile);
  const grains = new GrainEntries(file, directory, grainsPerTable);
  const blockBytes = Number(layout.grainSectors) * sectorBytes;
  return {
    unit: 'grain',
    blockBytes,
    read: grainReader(grains, traits),
    explain: index => explainGrain(index, directory, grains, grainsPerTable, traits),
    ...(traits.isCompressed
      ? { readData: compressedData(file, grains, blockBytes, traits) }
      : { plain: plainGrains(file, directory, grainsPerTable, traits) }),
  };
}

/** `BlockTables.read` of grains. */
function grainReader(
  grains: GrainEntries,
  { isCompressed, hasZeroGrains }: GrainTraits,
): (index: number, block: Block) => void {
  const dataKind = isCompressed ? dataBit | compressedBit : dataBit;
  return (index, block) => {
    const table = grains.tableOf(index);
    const entry = table === undefined ? 0 : table.readUInt32LE(index - grains.start);
    if (entry === 0) {
      block.kind = 0;
      block.offset = noOffset;
      if (table === undefined) block.count = grains.end - index;
    } else if (entry === zeroGrain && hasZeroGrains) {
      block.kind = zeroBit;
      block.offset = noOffset;
    } else {
      block.kind = dataKind;
      block.offset = isCompressed ? noOffset : entry * sectorBytes;
    }
  };
}

function compressedData(
  file: ImageFile,
  grains: GrainEntries,
  grainBytes: number,
  { hasMarkers }: GrainTraits,
): NonNullable<ImageFormat['readData']> {
  const sectorOf = (index: number): number => grains.tableOf(index)!.readUInt32LE(index - grains.start);
  return compressedGrainReader(file, { grainBytes, hasMarkers, sectorOf });
}
