import type { FormatDriver } from '../../node/driver.ts';
import { driverOnFile } from '../format/format-on-file.ts';
import { magic, readOrFail, readQedHeader } from './qed-header.ts';
import { qedImage } from './qed-image.ts';
import { QedTables } from './qed-tables.ts';

/** The format qed: the enhanced disk format of QEMU. */
export const qed: FormatDriver = driverOnFile({
  name: 'qed',
  probe: head => head.readUInt32BE(0) === magic,
  supportsBacking: true,
  openImage(file, _given, { profile }) {
    const header = readQedHeader(file, profile);
    const tables = new QedTables(file, header);
    readOrFail('Failed to read L1 table', profile, () => tables.l1.readAll());
    return qedImage(file, header, tables);
  },
});
