import type { FormatDriver } from '../../node/driver.ts';
import { driverOnFile } from '../format/format-on-file.ts';
import { opaqueImage } from '../format/opaque-image.ts';
import { isBochs, readBochsSize } from './bochs-header.ts';

/** The format bochs: growing disks of the emulator Bochs. */
export const bochs: FormatDriver = driverOnFile({
  name: 'bochs',
  isReadOnly: true,
  probe: isBochs,
  openImage: file => opaqueImage('bochs', file, readBochsSize(file)),
});
