import { MapError } from '../basics/error.ts';
import { requireArgument } from '../basics/require-argument.ts';
import type { Behaviour } from './behaviours/behaviour.ts';
import { type BehaviourValues, behaviours, oldest } from './behaviours/table.ts';
import { reachedBy, type Vendor } from './version.ts';

/** The behaviours of one build of qemu-img. */
export interface Profile extends BehaviourValues {
  /** The version, for example `7.2.22`. */
  readonly version: string;
  /** Absent: an upstream release. */
  readonly vendor?: Vendor;
}

/** What `isProfile` tells, in words. */
export const profileKind = 'a profile, as profileNamed returns it';

/** Whether an argument is a profile. */
export function isProfile(value: unknown): value is Profile {
  return typeof value === 'object' && value !== null && 'presentKey' in value;
}

/**
 * The profile of a version from 5.2 on. `7.2.22` is that release, and `7.2` the last release of its stable series. A
 * version newer than the table has the newest values.
 *
 * @param vendor who built the program; absent: upstream
 * @throws MapError `bad-version` if the text isn't a version, `old-version` if it is older than 5.2, `bad-argument` if the version is no
 * text or the vendor unknown
 */
export function profileOf(version: string, vendor?: Vendor): Profile {
  requireArgument(typeof version === 'string', 'the version must be a string');
  requireArgument(vendor === undefined || vendor === 'Debian', "the vendor must be 'Debian' or absent");
  const reached = reachedBy(version);
  if (!reached(oldest)) {
    throw new MapError('old-version', `qemu ${version} is older than ${oldest}`, {
      next: `Use ${oldest} or newer: what older versions do differently is unknown.`,
    });
  }
  const rows: [string, Behaviour<unknown>][] = Object.entries(behaviours);
  const profile: Record<string, unknown> = vendor === undefined ? { version } : { version, vendor };
  for (const [name, behaviour] of rows) profile[name] = valueFor(behaviour, reached, vendor);
  // The type of a record can't express that this has the names of BehaviourValues.
  return profile as unknown as Profile;
}

function valueFor(
  behaviour: Behaviour<unknown>,
  reached: (since: string) => boolean,
  vendor: Vendor | undefined,
): unknown {
  return behaviour.values.findLast(
    row => (row.vendor === undefined || row.vendor === vendor) && reached(row.since),
  )!.value;
}

/** The short names of the recorded builds. */
export type RecordedName = '5.2' | '7.2' | '10.0' | '11.1';

/**
 * The builds that everything is checked against, oldest first. All are Debian's, and 10.0 differs from upstream. Each
 * profile is made on first use: making all four took a tenth of the start of `map`, which needs one.
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

/** The profile that is used by default. */
export const newest: Profile = recorded['11.1'];

/**
 * The profile that a person means by a version: one of the four recorded builds by its short name, and any other
 * version (`9.2`, `10.0.0`) as upstream released it, or with `-Debian` after it (`10.0.2-Debian`) as Debian builds it.
 *
 * @throws MapError as `profileOf` does, and `bad-version` for a series that qemu doesn't have
 */
export function profileNamed(name: string): Profile {
  requireArgument(typeof name === 'string', 'the name of a profile must be a string');
  if (Object.hasOwn(recorded, name)) return recorded[name as RecordedName];
  // Since 3.0 each year has one major version, of three series. Builds of git have the number of the last series.
  if (/^\d+\.(?![0-2](?!\d))/.test(name)) {
    throw new MapError('bad-version', `there is no qemu ${name}`, {
      next: 'Every major version has the minor versions 0, 1 and 2.',
    });
  }
  const vendor = '-Debian';
  return name.endsWith(vendor) ? profileOf(name.slice(0, -vendor.length), 'Debian') : profileOf(name);
}

/**
 * The profile of the program that printed `text` for `--version`, whose first line is like
 * `qemu-img version 10.0.13 (Debian 1:10.0.13+ds-0+deb13u1)`, `version 9.2` or
 * `qemu-img version 9.1.50 (v9.1.0-1204-g0123456789-dirty)`; undefined if the text begins otherwise. Other packagers' remarks
 * name no vendor: their builds aren't known to differ from upstream's.
 *
 * @throws MapError `old-version` as `profileOf` does
 */
export function profileOfBanner(text: string): Profile | undefined {
  const match = /^(?:qemu-img )?version v?(\d+\.\d+(?:\.\d+)?)(?![.\d])\S*(?: \((\w*))?/.exec(text);
  if (match === null) return undefined;
  return match[2] === 'Debian' ? profileOf(match[1]!, 'Debian') : profileOf(match[1]!);
}
