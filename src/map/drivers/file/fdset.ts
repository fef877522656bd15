import type { ByteString } from '../../basics/byte-string.ts';
import { Refusal } from '../../basics/error.ts';
import type { Profile } from '../../profile/profile.ts';

const folder = '/dev/fdset/';

/** Flags of open(2), as Linux numbers them for most processors. */
const readWrite = 2;
const direct = 0x4000;
const nonBlocking = 0x800;

/** How a file is opened. */
export interface Access {
  readonly writable: boolean;
  readonly direct: boolean;
  /** Opening doesn't wait for the device. */
  readonly nonBlocking: boolean;
}

/**
 * Refuses a name of a descriptor set: a program that has a monitor is given descriptors in such sets, and qemu-img has none.
 *
 * @throws Refusal
 */
export function refuseFdset(name: ByteString, access: Access, { fdsetErrors }: Profile): void {
  if (!name.startsWith(folder)) return;
  if (!isSetNumber(name.slice(folder.length))) throw new Refusal(`Could not parse fdset ${name}`);
  const flags =
    (access.writable ? readWrite : 0) | (access.direct ? direct : 0) | (access.nonBlocking ? nonBlocking : 0);
  throw new Refusal(`${fdsetErrors(name, flags.toString(16))}: Function not implemented`);
}

/** Whether strtol(3) with base 10 takes all of a text, and the number as an int isn't negative. */
function isSetNumber(text: ByteString): boolean {
  const [, sign, digits] = /^[ \t\n\v\f\r]*([+-]?)(\d+)$/.exec(text) ?? [];
  if (digits === undefined) return false;
  const number = sign === '-' ? -BigInt(digits) : BigInt(digits);
  return BigInt.asIntN(64, number) === number && BigInt.asIntN(32, number) >= 0n;
}
