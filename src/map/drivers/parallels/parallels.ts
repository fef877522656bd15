import { Refusal, Unsupported } from '../../basics/error.ts';
import type { FormatDriver, Given } from '../../node/driver.ts';
import type { Opening } from '../../node/opening.ts';
import { takeTyped } from '../../options/typed-options.ts';
import { driverOnFile } from '../format/format-on-file.ts';
import { sizeOfSectors } from '../format/virtual-size.ts';
import { refusalWithoutText } from '../format/without-text.ts';
import { ClusterTable } from './cluster-table.ts';
import { checkFormatExtension } from './format-extension.ts';
import { headerBytes, isParallels, readParallelsHeader } from './parallels-header.ts';
import { parallelsImage } from './parallels-image.ts';

const types = { 'prealloc-size': 'size', 'prealloc-mode': 'text' } as const;
const modes: readonly (string | undefined)[] = [undefined, 'falloc', 'truncate'];

/** The format parallels, with both of its magics. */
export const parallels: FormatDriver = driverOnFile({
  name: 'parallels',
  hidesClusterSize: true,
  isIn: profile => profile.parallels,
  probe: isParallels,
  supportsBacking: true,
  openImage(file, given, opening) {
    const { profile } = opening;
    if (profile.parallelsOptions === 'first') takeOptions(given, opening);
    const header = readParallelsHeader(file.read(0, headerBytes), profile);
    if (headerBytes + 4 * header.entries > profile.parallelsLongestTable) {
      throw refusalWithoutText(file, 'Input/output error');
    }
    if (profile.parallelsOptions === 'last') takeOptions(given, opening);
    if (given.common.writable) throw new Unsupported('a Parallels image that is open for writing');
    if (header.extensionSector !== 0n) checkFormatExtension(file, header, opening);
    const size = sizeOfSectors(header.sectors, profile);
    return parallelsImage(file, size, new ClusterTable(file, header, profile));
  },
});

/**
 * Takes the options out. They matter to writers alone.
 *
 * @throws Refusal
 */
function takeOptions({ options }: Given, opening: Opening): void {
  const { 'prealloc-mode': mode } = takeTyped(options, types, opening);
  if (!modes.includes(mode)) throw new Refusal(`invalid parameter value: ${mode}`);
}
