import type { FormatDriver } from '../../node/driver.ts';
import { driverOnFile } from '../format/format-on-file.ts';
import { opaqueImage } from '../format/opaque-image.ts';
import { isBochs, readBochsHeader } from './bochs-header.ts';
import { extentReader } from './extent-content.ts';

/** The format bochs: growing disks of the emulator Bochs. */
export const bochs: FormatDriver = driverOnFile({
  name: 'bochs',
  isReadOnly: true,
  probe: isBochs,
  openImage(file) {
    const header = readBochsHeader(file);
    return { ...opaqueImage('bochs', file, header.virtualSize), readData: extentReader(file, header) };
  },
});
