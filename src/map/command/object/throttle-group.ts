import type { ByteString } from '../../basics/byte-string.ts';
import { Refusal, Unsupported } from '../../basics/error.ts';
import { parseInt64 } from '../../options/int64.ts';
import { inQemuOrder } from '../../options/qemu-order.ts';
import type { Keyval } from './keyval.ts';
import { checkLimits, lengthNames, limitNames, longest, type ThrottleLimits } from './throttle-limits.ts';
import { checkKnown, integerOf, membersOf } from './typed-properties.ts';

/** The properties that set one limit each. */
const single: ReadonlyMap<ByteString, string> = new Map(limitNames.map(name => [`x-${name}`, name]));

/** What an object of the type throttle-group sets, by property. */
export interface ThrottleProperties {
  /** The property `limits`: all of its limits at once. */
  readonly limits?: ThrottleLimits;
  /** The properties `x-…`. */
  readonly single: ThrottleLimits;
}

/** The properties of the type, as its help lists them. */
export function throttleHelp(): string[] {
  const limits = [...single.keys()]
    .map(key => `${key}=<int>`)
    .sort((a, b) => (a.replace('=', '~') < b.replace('=', '~') ? -1 : 1));
  return ['limits=<ThrottleLimits>', ...limits];
}

/**
 * Reads the properties by their schema (6.0 and later).
 *
 * @throws Refusal, Unsupported
 */
export function readThrottleProperties(keyval: Keyval): ThrottleProperties {
  const { properties, isJson } = keyval;
  const members = membersOf('limits', properties);
  const limits = members && integersOf(limitNames, { properties: members, isJson }, 'limits.');
  if (members !== undefined) checkKnown(members.keys(), limitNames, 'limits.');
  const own = integersOf([...single.keys()], keyval);
  checkKnown(properties.keys(), ['qom-type', 'id', 'limits', ...single.keys()]);
  return { ...(limits && { limits }), single: own };
}

function integersOf(
  names: readonly string[],
  keyval: Pick<Keyval, 'properties' | 'isJson'>,
  prefix = '',
): ThrottleLimits {
  const read = names.map(name => [name, integerOf(name, keyval, prefix)] as const);
  return new Map(read.filter((entry): entry is [string, bigint] => entry[1] !== undefined));
}

/**
 * Sets properties in qemu's order. Returns the limits, which may not go together yet.
 *
 * @throws Refusal of the first property that can't be set
 */
export function setProperties({ limits, single: own }: ThrottleProperties): ThrottleLimits {
  const set = new Map<string, bigint>();
  for (const key of inQemuOrder(['limits', ...own.keys()])) {
    if (key !== 'limits') setSingle(set, key, own.get(key)!);
    else if (limits !== undefined) setAll(set, limits);
  }
  return set;
}

/**
 * Sets the properties of an `--object` of 5.2, and checks that the limits go together.
 *
 * @throws Refusal
 * @throws Unsupported of `limits` beside a limit, which it may read as its own
 */
export function setThrottleOptions(options: ReadonlyMap<ByteString, ByteString>): void {
  const set = new Map<string, bigint>();
  for (const key of inQemuOrder(options.keys())) {
    if (key === 'limits') {
      checkLimits(set);
      continue;
    }
    if (limitNames.includes(key) && options.has('limits')) {
      throw new Unsupported(`a throttle group with limits and ${key}`);
    }
    if (!single.has(key)) throw new Refusal(`Property 'throttle-group.${key}' not found`);
    const value = parseInt64(options.get(key)!);
    if (value === undefined) throw new Refusal(`Parameter '${key}' expects an int64 value`);
    setSingle(set, key, value);
  }
  // Its members can't be written: keys with dots are unknown.
  if (options.has('limits')) throw new Refusal("Invalid parameter 'limits'");
  checkLimits(set);
}

function setSingle(set: Map<string, bigint>, key: ByteString, value: bigint): void {
  const name = single.get(key)!;
  if (value < 0n) throw new Refusal('Property values cannot be negative');
  // The words run together in qemu.
  if (lengthNames.includes(name) && value > longest) {
    throw new Refusal(`${key} value must be in therange [0, ${longest}]`);
  }
  set.set(name, value);
}

function setAll(set: Map<string, bigint>, limits: ThrottleLimits): void {
  const tooLong = lengthNames.find(name => (limits.get(name) ?? 0n) > longest);
  if (tooLong !== undefined) {
    throw new Refusal(`${tooLong} value must be in the range [0, ${longest}]`);
  }
  for (const [name, value] of limits) {
    // A length below 0 is a large one.
    set.set(name, lengthNames.includes(name) ? BigInt.asUintN(32, value) : value);
  }
  checkLimits(set);
}
