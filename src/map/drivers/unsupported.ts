import { Unsupported } from '../basics/error.ts';
import type { UnsupportedDriver } from '../node/driver.ts';

/** The protocols that only qemu has. */
export const unsupportedProtocols: readonly UnsupportedDriver[] = [protocol('vvfat', ['fat'])];

function protocol(name: string, prefixes: readonly string[] = [name]): UnsupportedDriver {
  return { kind: 'unsupported', name, prefixes };
}

/** The error of a driver that only qemu has. */
export function unsupportedDriver(name: string): Unsupported {
  return new Unsupported(`the driver ${name}`);
}
