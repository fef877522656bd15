import { type MapError, Refusal } from '../../../basics/error.ts';
import type { NamedObjects } from '../../../node/named-objects.ts';
import { numberText } from '../../../options/json/number-text.ts';
import { type Options, type OptionValue, takeChild } from '../../../options/options.ts';
import { inQemuOrder } from '../../../options/qemu-order.ts';
import { firstInHash } from '../../../options/schema/first-in-hash.ts';
import type { Profile } from '../../../profile/profile.ts';
import type { EncryptionOptions } from './encryption.ts';

const known = ['format', 'key-secret'];

/**
 * Takes out the options of an encrypted image, `encrypt.…`. Unlike in other options, a number or a switch from JSON counts
 * as its text.
 */
export function takeEncryption(options: Options, objects: NamedObjects, profile: Profile): EncryptionOptions {
  const child = takeChild(options, 'encrypt.');
  if (child.size === 0) return { objects };
  const format = child.get('format');
  const keySecret = child.get('key-secret');
  const mistake = mistakeIn(child);
  return {
    ...(typeof format === 'string' && { format }),
    ...(mistake === undefined && keySecret !== undefined && { keySecret: textOf(keySecret, profile) }),
    ...(mistake && { mistake }),
    objects,
  };
}

function mistakeIn(child: Options): MapError | undefined {
  const parents = [...child.keys()]
    .filter(key => key.includes('.'))
    .map(key => key.slice(0, key.indexOf('.')));
  if (parents.some(name => child.has(name) || name === 'format')) {
    return new Refusal('Cannot mix scalar and non-scalar keys');
  }
  if (child.get('key-secret') === null) return new Refusal('Internal error: parameter key-secret invalid');
  if (parents.includes('key-secret')) return new Refusal("Parameters 'key-secret.*' are unexpected");
  // qemu adds the format of the header to the options.
  const keys = new Set([...child.keys(), 'format'].map(key => key.split('.', 1)[0]!));
  const unexpected = [...keys].filter(name => !known.includes(name));
  const name = firstInHash(unexpected, inQemuOrder(keys));
  return name === undefined ? undefined : new Refusal(`Parameter '${name}' is unexpected`);
}

/** @param value not null: null has been refused */
function textOf(value: OptionValue, profile: Profile): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  return value !== null && 'number' in value ? numberText(value, profile) : '';
}
