import type { ByteString } from '../../basics/byte-string.ts';
import { Refusal } from '../../basics/error.ts';
import type { Options } from '../../options/options.ts';
import { takeChild } from '../../options/options.ts';
import type { OptionContext } from '../../options/typed-options.ts';

/** The permissions of a node. 5.2 has one more. */
export const permissions: readonly ByteString[] = ['consistent-read', 'write', 'write-unchanged', 'resize'];

/**
 * Takes out a list of permissions: `take-child-perms.0`, `take-child-perms.1`, and so on.
 *
 * @throws Refusal
 */
export function takePermissions(
  options: Options,
  key: string,
  context: OptionContext,
): readonly ByteString[] {
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
  return numbers.sort((a, b) => a - b).map(index => permissionOf(given.get(String(index)), index, context));
}

function permissionOf(value: unknown, index: number, { profile }: OptionContext): ByteString {
  if (typeof value !== 'string')
    throw new Refusal(`Invalid parameter type for '[${index}]', expected: string`);
  const known = profile.graphPermission ? [...permissions, 'graph-mod'] : permissions;
  if (!known.includes(value)) throw new Refusal(profile.enumErrors('null', value));
  return value;
}
