import type { ByteString } from '../../basics/byte-string.ts';
import { Unsupported } from '../../basics/error.ts';
import type { Profile } from '../../profile/profile.ts';
import { throttleHelp } from './throttle-group.ts';

/** The object types of other programs of qemu whose properties the schema of 6.0 and later checks before qemu-img refuses them. */
const foreign =
  /^(?:acpi-generic-.*|arm-rme-guest|can-host-.*|colo-compare|cryptodev-.*|dbus-vmstate|filter-.*|igvm-cfg|input-.*|iommufd|memory-backend-.*|qtest|rng-egd|sev-.*|tdx-guest|x-.*)$/;

/** Types of 5.2 that only its own code makes objects of, and those that are abstract. */
const internal =
  /^(?:authz|container|fw_cfg-data-generator|interface|object|qio-channel(?:-(?:buffer|command|file|socket|tls|websock))?|qio-dns-resolver|qio-net-listener|secret_common|tls-creds)$/;
const abstract = /^(?:pr-manager|user-creatable)$/;

/** Why 5.2 makes no object of a type. */
export function typeProblem(type: ByteString): string {
  if (internal.test(type)) return `object type '${type}' isn't supported by object-add`;
  return abstract.test(type) ? `object type '${type}' is abstract` : `invalid object type: ${type}`;
}

/**
 * Types that the schema of qemu knows since 6.0 and that no measured build makes, or none since 8.2, with the properties that they need
 * besides `id`. qemu-img checks the properties, and then refuses the type.
 */
export const unmade: ReadonlyMap<ByteString, readonly ByteString[]> = new Map([
  ['authz-listfile', ['filename']],
  ['authz-pam', ['service']],
  ['can-bus', []],
  ['cryptodev-backend', []],
  ['cryptodev-backend-builtin', []],
  ['iothread', []],
  ['pef-guest', []],
  ['rng-builtin', []],
  ['rng-random', []],
  ['s390-pv-guest', []],
  ['tls-cipher-suites', []],
]);

/** A type of objects that are made. */
export type MadeType = 'secret' | 'throttle-group';

/**
 * The type `type`; undefined if qemu-img has no such type.
 *
 * @throws Unsupported for any other type of qemu
 */
export function madeType(type: ByteString, profile: Profile): MadeType | undefined {
  if (type === 'secret' || type === 'throttle-group') return type;
  if (profile.objectTypes.includes(type) || isForeign(type, profile))
    throw new Unsupported(`the object ${type}`);
  return undefined;
}

/** Whether the version refuses a type only after it has checked properties that aren't known here. */
function isForeign(type: ByteString, { objectSyntax }: Profile): boolean {
  return objectSyntax === 'keyval' && foreign.test(type) && !unmade.has(type);
}

/**
 * The output of `--object help` and of `--object TYPE,help`.
 *
 * @param type undefined or a help word: the types are listed
 * @throws Unsupported for the properties of types that are not made
 */
export function objectHelp(type: ByteString | undefined, profile: Profile): ByteString {
  const made = type === undefined || isHelp(type) ? undefined : madeType(type, profile);
  if (made === 'throttle-group') return listed(`${made} options:`, throttleHelp());
  if (made === 'secret') {
    const properties =
      profile.objectSyntax === 'options' ? [...secretProperties, 'loaded=<bool>'] : secretProperties;
    return listed(`${made} options:`, properties);
  }
  return listed('List of user creatable objects:', profile.objectTypes);
}

const secretProperties = [
  'data=<string>',
  'file=<string>',
  'format=<QCryptoSecretFormat>',
  'iv=<string>',
  'keyid=<string>',
];

function listed(title: string, entries: readonly string[]): ByteString {
  return `${[title, ...entries.map(entry => `  ${entry}`)].join('\n')}\n`;
}

/** Whether a word asks for help: `help` or `?`. */
export function isHelp(word: ByteString): boolean {
  return word === 'help' || word === '?';
}
