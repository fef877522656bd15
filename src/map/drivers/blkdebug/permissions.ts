import type { ByteString } from '../../basics/byte-string.ts';
import { Refusal } from '../../basics/error.ts';
import type { LockedUse } from '../../file/image-file.ts';
import type { Options } from '../../options/options.ts';
import { takeChild } from '../../options/options.ts';
import type { OptionContext } from '../../options/typed-options.ts';

/** The permissions of a node, in qemu's order, and the uses of a file that they stand for. */
export const permissions: ReadonlyMap<ByteString, LockedUse> = new Map([
  ['consistent-read', 'consistent read'],
  ['write', 'write'],
  ['write-unchanged', 'write unchanged'],
  ['resize', 'resize'],
]);

/**
 * Takes out a list of permissions: `take-child-perms.0`, `take-child-perms.1`, and so on.
 *
 * @returns the uses, in qemu's order; `graph-mod`, which 5.2 has too, stands for none
 * @throws Refusal
 */
export function takePermissions(options: Options, key: string, context: OptionContext): readonly LockedUse[] {
  const given = takeChild(options, `${key}.`);
  const indices = [...given.keys()];
  if (indices.some(index => !/^\d+$/.test(index))) {
    throw new Refusal("Invalid parameter type for '<anonymous>', expected: array");
  }
  const numbers = indices.map(Number);
  const last = Math.max(-1, ...numbers);
  if (last >= indices.length) {
    throw new Refusal(
      `List indices are not contiguous, saw ${indices.length} elements but ${last} largest index`,
    );
  }
  const named = numbers
    .sort((a, b) => a - b)
    .map(index => permissionOf(given.get(String(index)), index, context));
  return [...permissions].filter(([permission]) => named.includes(permission)).map(([, use]) => use);
}

function permissionOf(value: unknown, index: number, { profile }: OptionContext): ByteString {
  if (typeof value !== 'string')
    throw new Refusal(`Invalid parameter type for '[${index}]', expected: string`);
  const known = profile.graphPermission ? [...permissions.keys(), 'graph-mod'] : [...permissions.keys()];
  if (!known.includes(value)) throw new Refusal(profile.enumErrors('null', value));
  return value;
}
