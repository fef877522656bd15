import { toText } from '../../../../map/basics/byte-string.ts';
import type { Header } from '../../../../map/drivers/qcow2/header/header.ts';
import type { ImageFile } from '../../../../map/file/image-file.ts';

/** An entry of the snapshot table: its name and its L1 table. */
export interface SnapshotEntry {
  readonly name: string;
  readonly l1Offset: number;
  readonly l1Entries: number;
}

/** Reads the snapshot table (docs/interop/qcow2, "Snapshots") of an open image. */
export function snapshotEntries(file: ImageFile, header: Header): SnapshotEntry[] {
  const entries: SnapshotEntry[] = [];
  let at = Number(header.snapshotsOffset);
  for (let index = 0; index < header.snapshotCount; index++) {
    at = Math.ceil(at / 8) * 8;
    const fixed = file.read(at, 40);
    const [idLength, nameLength] = [fixed.readUInt16BE(12), fixed.readUInt16BE(14)];
    const nameAt = at + 40 + fixed.readUInt32BE(36) + idLength;
    entries.push({
      name: toText(file.read(nameAt, nameLength).latin1()),
      l1Offset: Number(fixed.readBigUInt64BE(0)),
      l1Entries: fixed.readUInt32BE(8),
    });
    at = nameAt + nameLength;
  }
  return entries;
}
