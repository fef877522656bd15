import type { ByteString } from '../../../basics/byte-string.ts';
import { Refusal } from '../../../basics/error.ts';
import type { Values } from '../../../options/schema/read.ts';
import { int64, members, optional } from '../../../options/schema/schema.ts';
import type { MadeType } from '../made-type.ts';
import { checkLimits, lengthNames, limitNames, longest, type ThrottleLimits } from './throttle-limits.ts';

/** The properties that set one limit each. */
const single: ReadonlyMap<ByteString, string> = new Map(limitNames.map(name => [`x-${name}`, name]));

/** How often a group of nodes may read and write. */
export const throttleGroup: MadeType = {
  schema: {
    limits: optional(members(Object.fromEntries(limitNames.map(name => [name, optional(int64)])))),
    ...Object.fromEntries([...single.keys()].map(key => [key, optional(int64)])),
  },
  properties: {
    limits: 'ThrottleLimits',
    ...Object.fromEntries([...single.keys()].map(key => [key, 'int'])),
  },
  check(key, value, before) {
    if (key === 'limits') checkAll(value as ThrottleLimits, limitsOf(before));
    else checkSingle(key, value as bigint);
  },
  complete(values) {
    checkLimits(limitsOf(values));
    return { kind: 'throttle-group' };
  },
};

/** The limits that are set, which may not go together. */
function limitsOf(values: Values): Map<string, bigint> {
  const limits = new Map<string, bigint>();
  for (const [key, value] of values) {
    if (key !== 'limits') limits.set(single.get(key)!, value as bigint);
    else for (const [name, limit] of value as ThrottleLimits) limits.set(name, stored(name, limit));
  }
  return limits;
}

/** A length below 0 is a large one. */
function stored(name: string, limit: bigint): bigint {
  return lengthNames.includes(name) ? BigInt.asUintN(32, limit) : limit;
}

function checkSingle(key: string, value: bigint): void {
  const name = single.get(key)!;
  if (value < 0n) throw new Refusal('Property values cannot be negative');
  // The words run together in qemu.
  if (lengthNames.includes(name) && value > longest) {
    throw new Refusal(`${key} value must be in therange [0, ${longest}]`);
  }
}

function checkAll(limits: ThrottleLimits, before: ThrottleLimits): void {
  const tooLong = lengthNames.find(name => (limits.get(name) ?? 0n) > longest);
  if (tooLong !== undefined) {
    throw new Refusal(`${tooLong} value must be in the range [0, ${longest}]`);
  }
  checkLimits(
    new Map([...before, ...[...limits].map(([name, limit]) => [name, stored(name, limit)] as const)]),
  );
}
