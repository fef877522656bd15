import type { FormatDriver } from '../../node/driver.ts';
import { driverOnFile } from '../format/format-on-file.ts';
import { magic, readQedHeader } from './qed-header.ts';
import { qedImage } from './qed-image.ts';

/** The format qed: the enhanced disk format of QEMU. */
export const qed: FormatDriver = driverOnFile({
  name: 'qed',
  probe: head => head.readUInt32BE(0) === magic,
  supportsBacking: true,
  openImage: (file, _given, { profile }) => qedImage(file, readQedHeader(file, profile)),
});
