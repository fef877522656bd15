import type { FormatDriver } from '../../node/driver.ts';
import { driverOnFile } from '../format/format-on-file.ts';
import { headerBytes, readVdiHeader, signature } from './vdi-header.ts';
import { vdiImage } from './vdi-image.ts';

/** The format vdi of VirtualBox, dynamic and static. */
export const vdi: FormatDriver = driverOnFile({
  name: 'vdi',
  // Its magic is not at the start, so a file can be an image of another format too.
  probe: head => head.readUInt32LE(64) === signature,
  probedAfter: profile => profile.probedBeforeVdi,
  openImage: file => vdiImage(file, readVdiHeader(file.read(0, headerBytes))),
});
