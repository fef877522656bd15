import type { FormatDriver } from '../../node/driver.ts';
import { driverOnFile } from '../format/format-on-file.ts';
import { opaqueImage } from '../format/opaque-image.ts';
import { isBochs, readBochsHeader } from './bochs-header.ts';
import { explainBochs } from './explain-bochs.ts';
import { extentReader } from './extent-content.ts';
import { Extents } from './extents.ts';

/** The format bochs: growing disks of the emulator Bochs. */
export const bochs: FormatDriver = driverOnFile({
  name: 'bochs',
  isReadOnly: true,
  probe: isBochs,
  openImage(file) {
    const header = readBochsHeader(file);
    const extents = new Extents(file, header);
    return {
      ...opaqueImage('bochs', file, header),
      readData: extentReader(file, extents),
      explain: offset => explainBochs(offset, extents),
    };
  },
});
