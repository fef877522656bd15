import type { ByteString } from '../basics/byte-string.ts';
import { Refusal } from '../basics/error.ts';
import type { Referrer } from '../file/confined.ts';
import type { ProtocolDriver } from '../node/driver.ts';
import type { Context } from '../node/opening.ts';
import { hostDrivers } from './file/file.ts';
import { typedOrAbort } from './typed-or-abort.ts';
import { unsupportedDriver } from './unsupported.ts';

const types = { device: 'text', namespace: 'number' } as const;

const prefix = 'nvme://';

/** The device of Linux through which a process drives devices by itself. */
const vfio = '/dev/vfio/vfio';

/** The protocol nvme: an NVMe device that qemu drives by itself, without the host. No such device is opened here. */
export const nvme: ProtocolDriver = {
  kind: 'protocol',
  name: 'nvme',
  parseFileName(name, options) {
    const address = name.startsWith(prefix) ? name.slice(prefix.length) : '';
    if (address === '') return;
    const slash = `${address}/`.indexOf('/');
    const namespace = address.slice(slash + 1);
    if (namespace !== '' && !isNumber(namespace)) {
      throw new Refusal(`Invalid namespace '${namespace}', positive number expected`);
    }
    options.set('device', address.slice(0, slash));
    if (namespace !== '') options.set('namespace', namespace);
  },
  open({ options, referrer }, opening) {
    const { device } = typedOrAbort(this.name, options, types, opening);
    if (device === undefined) throw new Refusal("'device' option is required");
    openVfio(opening, referrer);
    throw unsupportedDriver(this.name);
  },
};

/** @throws Refusal in the words of the qemu of the profile */
function openVfio({ profile, host }: Context, referrer: Referrer): void {
  try {
    host.openFile(vfio, { profile, drivers: hostDrivers, kind: 'any', referrer }).close();
  } catch (error) {
    if (!(error instanceof Refusal) || profile.openErrors === 'common') throw error;
    throw new Refusal(error.text.replace(`Could not open '${vfio}'`, `Failed to open ${vfio}`));
  }
}

/** Whether strtoul(3) with base 10 takes all of a text. */
function isNumber(text: ByteString): boolean {
  const [, digits] = /^[ \t\n\v\f\r]*[+-]?(\d+)$/.exec(text) ?? [];
  return digits !== undefined && BigInt(digits) < 2n ** 64n;
}
