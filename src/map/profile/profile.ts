import { MapError } from '../basics/error.ts';
import { type Behaviour, behaviours, oldest } from './behaviours.ts';
import type { BehaviourValues } from './values.ts';
import { isAtLeast, type Vendor } from './version.ts';

/** What one build of qemu-img does wherever versions differ, with the version and vendor that it was computed for. */
export interface Profile extends BehaviourValues {
  readonly version: string;
  readonly vendor?: Vendor;
}

/**
 * The profile of any version from 5.2 on: `7.2.22` is that release, `7.2` the last of its stable series; a version
 * newer than the table has the newest values. Without a vendor it is what upstream released.
 *
 * @throws MapError `bad-version` where the text isn't a version, `old-version` where it is older than 5.2
 */
export function profileOf(version: string, vendor?: Vendor): Profile {
  if (!isAtLeast(version, oldest)) {
    throw new MapError('old-version', `qemu ${version} is older than ${oldest}`, {
      next: `Use ${oldest} or newer: nothing is known of what older versions do differently.`,
    });
  }
  const rows: [string, Behaviour<unknown>][] = Object.entries(behaviours);
  // Built name by name from the rows of BehaviourValues, which the type of fromEntries can't express.
  const values = Object.fromEntries(
    rows.map(([name, behaviour]) => [name, valueFor(behaviour, version, vendor)]),
  ) as unknown as BehaviourValues;
  return vendor === undefined ? { version, ...values } : { version, vendor, ...values };
}

function valueFor(behaviour: Behaviour<unknown>, version: string, vendor: Vendor | undefined): unknown {
  const applies = behaviour.values.filter(
    row => isAtLeast(version, row.since) && (row.vendor === undefined || row.vendor === vendor),
  );
  return applies.at(-1)!.value;
}

/** The short names of the builds that everything was checked against. */
export type RecordedName = '5.2' | '7.2' | '10.0' | '11.1';

/**
 * The builds that everything was checked against, oldest first: all are Debian's, and 10.0 differs from upstream's. Each
 * is made when it is first wanted: of a start of `map`, which wants one, all four took a tenth.
 */
export const recorded: Readonly<Record<RecordedName, Profile>> = {
  get '5.2'() {
    return ofDebian('5.2.0');
  },
  get '7.2'() {
    return ofDebian('7.2.22');
  },
  get '10.0'() {
    return ofDebian('10.0.13');
  },
  get '11.1'() {
    return ofDebian('11.1.3');
  },
};

const made = new Map<string, Profile>();

function ofDebian(version: string): Profile {
  const profile = made.get(version) ?? profileOf(version, 'Debian');
  made.set(version, profile);
  return profile;
}

/** The profile that holds where none is asked for. */
export const newest: Profile = recorded['11.1'];

/**
 * The profile that a person means by a version: one of the four recorded builds by its short name, and any other
 * version (`9.2`, `10.0.0`) as upstream released it, or with `-Debian` behind it (`10.0.2-Debian`) as Debian builds it.
 *
 * @throws MapError as `profileOf` does
 */
export function profileNamed(name: string): Profile {
  if (Object.hasOwn(recorded, name)) return recorded[name as RecordedName];
  const vendor = '-Debian';
  return name.endsWith(vendor) ? profileOf(name.slice(0, -vendor.length), 'Debian') : profileOf(name);
}

/**
 * The profile of the program that printed `text` for `--version`, whose first line is like
 * `qemu-img version 10.0.13 (Debian 1:10.0.13+ds-0+deb13u1)`; undefined where the text begins otherwise. Other
 * packagers' remarks name no vendor: their builds aren't known to differ from upstream's.
 *
 * @throws MapError `old-version` as `profileOf` does
 */
export function profileOfBanner(text: string): Profile | undefined {
  const match = /^qemu-img version (\d+\.\d+\.\d+)(?: \((\w*))?/.exec(text);
  if (match === null) return undefined;
  return match[2] === 'Debian' ? profileOf(match[1]!, 'Debian') : profileOf(match[1]!);
}
