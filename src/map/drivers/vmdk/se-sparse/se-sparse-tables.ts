import { MetadataError } from '../../../basics/error.ts';
import type { ImageFile } from '../../../file/image-file.ts';
import { noOffset } from '../../../kernel/bits.ts';
import type { Profile } from '../../../profile/profile.ts';
import type { BlockTables } from '../../format/block-image.ts';
import { TableWindow } from '../../format/table-window.ts';
import { openDirectory } from '../grains/grain-directory.ts';
import { loadTable } from '../grains/load-table.ts';
import { explainSeSparseGrain } from './explain-se-sparse-grain.ts';
import { grainBytes, grainKinds, grainState, offsetOfGrain, placeOfTable } from './se-sparse-entries.ts';
import { grainsPerTable, type SeSparseHeader } from './se-sparse-header.ts';

const entryBytes = 8;

/**
 * The grain directory and the grain tables of seSparse: entries of 64 bits with a state in their upper bits.
 *
 * @throws Refusal
 */
export function seSparseTables(file: ImageFile, header: SeSparseHeader, profile: Profile): BlockTables {
  const directory = openDirectory(file, header.layout, profile);
  let current = -1;
  let table: TableWindow | undefined;
  const window = new TableWindow(file, 0, entryBytes, grainsPerTable);
  /** The table at an index of the directory; undefined: there is none. */
  const tableAt = (index: number): TableWindow | undefined => {
    if (index === current) return table;
    const place = placeOfTable(directory, index, header);
    if (place === 'damaged') throw new MetadataError('Input/output error');
    // Until the read has succeeded, there is no last table.
    current = -1;
    table = place === undefined ? undefined : loadTable(file, window, place);
    current = index;
    return table;
  };
  return {
    unit: 'grain',
    blockBytes: grainBytes,
    read(index, block) {
      const inDirectory = Math.floor(index / grainsPerTable);
      const inTable = index - inDirectory * grainsPerTable;
      const opened = tableAt(inDirectory);
      if (opened === undefined) {
        block.kind = 0;
        block.offset = noOffset;
        block.count = grainsPerTable - inTable;
        return;
      }
      const upper = opened.readUpperUInt32LE(inTable);
      const lower = opened.readUInt32LE(inTable);
      const state = grainState(upper, lower);
      if (state === 'damaged') throw new MetadataError('Input/output error');
      const offset = state === 'data' ? offsetOfGrain(upper, lower, header) : noOffset;
      // Sector 0 of the file places nothing.
      block.kind = offset === 0 ? 0 : grainKinds[state];
      block.offset = offset === 0 ? noOffset : offset;
    },
    explain: index => explainSeSparseGrain(index, directory, tableAt, header),
  };
}
