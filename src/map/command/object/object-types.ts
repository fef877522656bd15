import type { ByteString } from '../../basics/byte-string.ts';
import { Unsupported } from '../../basics/error.ts';
import type { Profile } from '../../profile/profile.ts';

/** Objects of other programs of qemu: qemu-img knows the names of some, and refuses them in several ways. */
const foreign =
  /^(?:acpi-generic-.*|arm-rme-guest|can-.*|colo-compare|container|cryptodev-.*|dbus-vmstate|filter-.*|igvm-cfg|input-.*|iommufd|iothread|memory-backend-.*|object|interface|pef-guest|qtest|rng-.*|s390-pv-guest|sev-.*|tdx-guest|x-.*)$/;

/**
 * Makes sure that `type` is one that isn't there at all or is a secret.
 *
 * @returns whether it is a secret
 * @throws Unsupported of other objects, by name
 */
export function isSecret(type: ByteString, profile: Profile): boolean {
  if (type === 'secret') return true;
  if (profile.objectTypes.includes(type) || foreign.test(type)) throw new Unsupported(`the object ${type}`);
  return false;
}

/**
 * What `--object help` and `--object TYPE,help` print.
 *
 * @throws Unsupported of other types than secret
 */
export function objectHelp(type: ByteString | undefined, profile: Profile): ByteString {
  if (type !== undefined && !isHelp(type) && isSecret(type, profile)) {
    const properties =
      profile.objectSyntax === 'options' ? [...secretProperties, 'loaded=<bool>'] : secretProperties;
    return listed('secret options:', properties);
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

/** Whether a word asks for help. */
export function isHelp(word: ByteString): boolean {
  return word === 'help' || word === '?';
}
