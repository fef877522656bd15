import type { Bytes } from '../../../basics/bytes.ts';
import { Refusal } from '../../../basics/error.ts';
import type { ImageFile } from '../../../file/image-file.ts';
import { readOrRefuse } from '../../../file/unreadable.ts';
import type { Header } from './header.ts';

const maxExtraBytes = 1024;
/** The extra data that qemu knows. */
const knownExtraBytes = 24;
const maxTableBytes = 64 * 2 ** 20;

/**
 * Checks the two limits of the snapshot table that make qemu refuse an image (docs/interop/qcow2, "Snapshots"). A map uses
 * nothing from the table, but each of qemu's reads can fail, those without a byte too.
 *
 * @throws Refusal
 */
export function checkSnapshots(file: ImageFile, header: Header): void {
  const start = Number(header.snapshotsOffset);
  let at = start;
  for (let index = 0; index < header.snapshotCount; index++) {
    at = Math.ceil(at / 8) * 8;
    const read = (length: number): Bytes => {
      const bytes = readOrRefuse('Failed to read snapshot table', () => file.read(at, length));
      at += length;
      return bytes;
    };
    const entry = read(40);
    const extraBytes = entry.readUInt32BE(36);
    if (extraBytes > maxExtraBytes) {
      throw new Refusal(`Too much extra metadata in snapshot table entry ${index}`, [
        'You can force-remove this extra metadata with qemu-img check -r all',
      ]);
    }
    read(Math.min(extraBytes, knownExtraBytes));
    if (extraBytes > knownExtraBytes) read(extraBytes - knownExtraBytes);
    read(entry.readUInt16BE(12));
    read(entry.readUInt16BE(14));
    if (at - start > maxTableBytes) {
      throw new Refusal('Snapshot table is too big', [
        `You can force-remove all ${header.snapshotCount - index} overhanging snapshots with qemu-img check -r all`,
      ]);
    }
  }
}
