import type { FormatDriver } from '../../node/driver.ts';
import type { NamedObjects } from '../../node/named-objects.ts';
import { driverOnFile } from '../format/format-on-file.ts';
import { takeEncryption } from '../qcow2/encryption/encryption-options.ts';
import { openQcow } from './open-qcow.ts';
import { isQcow } from './qcow-header.ts';

const noObjects: NamedObjects = new Map();

/** The format qcow: version 1 of what became qcow2. */
export const qcow: FormatDriver = driverOnFile({
  name: 'qcow',
  strongOptions: ['encrypt.key-secret'],
  probe: isQcow,
  supportsBacking: true,
  canCompress: true,
  openImage(file, { options }, { profile, host, objects = noObjects }) {
    return openQcow(file, takeEncryption(options, objects, profile), { profile, host });
  },
});
