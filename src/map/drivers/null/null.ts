import { Refusal } from '../../basics/error.ts';
import type { Given, ProtocolDriver } from '../../node/driver.ts';
import type { Opened } from '../../node/node.ts';
import { describedOptions, jsonNameOf } from '../../node/node-description.ts';
import type { Opening } from '../../node/opening.ts';
import { usableLength } from '../format/usable-length.ts';
import { typedOrAbort } from '../typed-or-abort.ts';
import { NullFile } from './null-file.ts';
import { nullImage } from './null-image.ts';

const types = { size: 'size', 'latency-ns': 'number', 'read-zeroes': 'switch' } as const;

const defaultSize = 2n ** 30n;
const sector = 512n;

/** The protocol null-co: it drops what is written, and reads return nothing useful. */
export const nullCo: ProtocolDriver = nullDriver('null-co');

/** The protocol null-aio: null-co by another interface of qemu. */
export const nullAio: ProtocolDriver = nullDriver('null-aio');

function nullDriver(name: string): ProtocolDriver {
  const onlyName = `${name}://`;
  return {
    kind: 'protocol',
    name,
    hidesClusterSize: true,
    parseFileName: fileName => {
      if (fileName === onlyName) return;
      throw new Refusal(`The only allowed filename for this driver is '${onlyName}'`);
    },
    open: (given, opening) => openNull(name, given, opening),
  };
}

function openNull(driver: string, { options, parent }: Given, opening: Opening): Opened {
  const taken = typedOrAbort(driver, options, types, opening);
  const { size = defaultSize, 'latency-ns': latency = 0n, 'read-zeroes': readsZeros = false } = taken;
  if (latency >= 2n ** 63n) throw new Refusal('latency-ns is invalid');
  const described = describedOptions(parent, ['size', 'read-zeroes']);
  const description = { driver, ...described };
  const hasPlainName = Object.keys(described).length === 0;
  const name = hasPlainName ? `${driver}://` : jsonNameOf(description);
  const length = usableLength(inSectors(size), opening.profile);
  const file = new NullFile(name, { description, length, readsZeros });
  return { layers: [nullImage(driver, file)], bytes: file, hasPlainName };
}

/** The size of the node: qemu rounds it up to whole sectors, unless it is below 0 as a number with a sign. */
function inSectors(size: bigint): bigint {
  return size < 2n ** 63n ? ((size + sector - 1n) / sector) * sector : size;
}
