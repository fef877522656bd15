import { Refusal } from '../../basics/error.ts';
import type { ImageFile } from '../../file/image-file.ts';
import { readThrough } from '../../file/read-through.ts';
import type { FormatDriver, Given } from '../../node/driver.ts';
import type { Opening } from '../../node/opening.ts';
import { tooLarge } from '../../node/size-error.ts';
import { takeTyped } from '../../options/typed-options.ts';
import { driverOnFile } from '../format/format-on-file.ts';
import { sizeOfSectors } from '../format/virtual-size.ts';
import { refusalWithoutText } from '../format/without-text.ts';
import { ClusterTable } from './cluster-table.ts';
import { checkFormatExtension } from './format-extension.ts';
import { headerBytes, isParallels, readParallelsHeader } from './parallels-header.ts';
import { parallelsImage } from './parallels-image.ts';
import { repair } from './repair.ts';

const types = { 'prealloc-size': 'size', 'prealloc-mode': 'text' } as const;
const extensionIgnored = 'qemu-img: warning: Format Extension ignored in RW mode\n';
const modes: readonly (string | undefined)[] = [undefined, 'falloc', 'truncate'];

/** The format parallels, with both of its magics. */
export const parallels: FormatDriver = driverOnFile({
  name: 'parallels',
  hidesClusterSize: true,
  isIn: profile => profile.parallels,
  probe: isParallels,
  supportsBacking: true,
  takeOptions(given, opening) {
    if (opening.profile.parallelsOptions === 'first') takeOptions(given, opening);
  },
  openImage(file, given, opening) {
    const { profile } = opening;
    if (profile.parallelsFileSize === 'checked' && isBelowZero(file)) {
      throw refusalWithoutText(file, 'Invalid argument');
    }
    const header = readParallelsHeader(file.read(0, headerBytes), profile);
    const tableEnd = headerBytes + 4 * header.entries;
    if (tableEnd > profile.parallelsLongestTable) throw refusalWithoutText(file, 'Input/output error');
    // qemu reads the header again, and the table with it.
    const unit = profile.parallelsHeaderUnit;
    readThrough(file, 0, Math.ceil(tableEnd / unit) * unit);
    const { writable } = given.common;
    const repairs = profile.parallelsRepair === 'on-opening';
    if (writable && header.inUse && !repairs) {
      throw new Refusal('parallels: Image was not closed correctly; cannot be opened read/write');
    }
    if (profile.parallelsOptions === 'last') takeOptions(given, opening);
    if (header.extensionSector !== 0n && writable) opening.notice(extensionIgnored);
    else if (header.extensionSector !== 0n) checkFormatExtension(file, header, opening);
    const size = sizeOfSectors(header.sectors, profile);
    const table = new ClusterTable(file, header, profile);
    if (writable && repairs) repair(file, header, table, opening.notice);
    return parallelsImage(file, size, table);
  },
});

/** Whether the size of a file is below 0. One that is too large is found out when the file is read. */
function isBelowZero({ lengthError = tooLarge }: ImageFile): boolean {
  return lengthError !== tooLarge;
}

/**
 * Takes the options out. They matter to writers alone.
 *
 * @throws Refusal
 */
function takeOptions({ options }: Given, opening: Opening): void {
  const { 'prealloc-mode': mode } = takeTyped(options, types, opening);
  if (!modes.includes(mode)) throw new Refusal(`invalid parameter value: ${mode}`);
}
