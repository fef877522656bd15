import { constants, fstatSync, readFileSync } from 'node:fs';
import type { ByteString } from '../../../basics/byte-string.ts';
import { Refusal } from '../../../basics/error.ts';
import { Descriptor } from '../descriptors/descriptor.ts';
import { openByName } from '../open/open-by-name.ts';
import type { OpenFileOptions } from '../open/open-file.ts';

/**
 * Makes sure that a file can be opened for writing, too, as qemu opens it. It is opened so for this alone, and nothing is written.
 *
 * @throws Refusal, Unsupported, Confined
 */
export function checkWritable(name: ByteString, options: OpenFileOptions): void {
  const descriptor = new Descriptor(openByName(name, options, constants.O_RDWR));
  try {
    const stat = fstatSync(descriptor.number, { bigint: true });
    if (stat.isBlockDevice() && isReadOnly(stat.rdev)) {
      throw new Refusal('The device is not writable: Permission denied');
    }
  } finally {
    descriptor.close();
  }
}

/** Whether the system lets nobody write to a block device. Opening one for writing succeeds all the same. */
function isReadOnly(device: bigint): boolean {
  try {
    return readFileSync(`/sys/dev/block/${majorOf(device)}:${minorOf(device)}/ro`, 'latin1').trim() === '1';
  } catch {
    return false;
  }
}

/** The parts of a device number stand as in glibc's `makedev`. */
function majorOf(device: bigint): bigint {
  return ((device >> 8n) & 0xfffn) | ((device >> 32n) & 0xfffff000n);
}

function minorOf(device: bigint): bigint {
  return (device & 0xffn) | ((device >> 12n) & 0xffffff00n);
}
