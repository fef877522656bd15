import type { Profile } from '../../map/profile/profile.ts';
import type { Fit } from '../parties/fit-profile.ts';
import type { FoundOracles } from '../parties/oracle/find-oracles.ts';
import type { Oracle } from '../parties/oracle/oracle.ts';

/** One line for each oracle: its name and exact version, or what is wrong with it. */
export function oracleLines({ oracles, lost }: FoundOracles): string[] {
  if (oracles.length + lost.length === 0) return ['no real qemu-img; run ci/oracles to fetch four versions'];
  return [
    ...oracles.map(({ name, banner }) => `${name.padEnd(5)} ${banner}`),
    ...lost.map(({ name, error }) => `${name.padEnd(5)} ${error.kind}: ${error.detail}`),
  ];
}

/** A line about an oracle that doesn't behave as its version; undefined if it does. */
export function fitLine({ name, profile }: Oracle, fit: Fit): string | undefined {
  switch (fit.kind) {
    case 'as its version':
      return undefined;
    case 'as another':
      return `${name} reports version ${profile.version} but behaves as ${profileName(fit.profile)}: it is compared with that profile`;
    case 'as none known':
      return `${name} reports version ${profile.version} but behaves like no known version`;
  }
}

/** `10.0.13 of Debian`, `9.2`. */
export function profileName({ version, vendor }: Profile): string {
  return vendor === undefined ? version : `${version} of ${vendor}`;
}
