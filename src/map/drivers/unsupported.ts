import type { UnsupportedDriver } from '../node/driver.ts';

/** The filters, and what else stands on other nodes, that only qemu has. */
export const unsupportedFilters: readonly UnsupportedDriver[] = [
  { kind: 'unsupported', name: 'copy-before-write', isIn: profile => profile.copyBeforeWrite },
];

/** The protocols that only qemu has. */
export const unsupportedProtocols: readonly UnsupportedDriver[] = [protocol('vvfat', ['fat'])];

function protocol(name: string, prefixes: readonly string[] = [name]): UnsupportedDriver {
  return { kind: 'unsupported', name, prefixes };
}
