import type { UnsupportedDriver } from '../node/driver.ts';
import type { Probe } from '../node/driver-facts.ts';

/** The formats that only qemu has, in the order in which it probes them. */
export const unsupportedFormats: readonly UnsupportedDriver[] = [
  format('dmg', (_, name) => name.endsWith('.dmg')),
];

/** The filters, and what else stands on other nodes, that only qemu has. */
export const unsupportedFilters: readonly UnsupportedDriver[] = [
  { kind: 'unsupported', name: 'copy-before-write', isIn: profile => profile.copyBeforeWrite },
];

/** The protocols that only qemu has. */
export const unsupportedProtocols: readonly UnsupportedDriver[] = [protocol('vvfat', ['fat'])];

function format(name: string, probe: Probe): UnsupportedDriver {
  return { kind: 'unsupported', name, probe };
}

function protocol(name: string, prefixes: readonly string[] = [name]): UnsupportedDriver {
  return { kind: 'unsupported', name, prefixes };
}
