import type { ByteString } from '../../../basics/byte-string.ts';
import { Refusal, Unsupported } from '../../../basics/error.ts';
import type { InetAddress, SocketAddress, UnixAddress } from '../../../host/address.ts';
import type { Host } from '../../../host/host.ts';
import type { Context } from '../../../node/opening.ts';
import { emptyContainer, type Options } from '../../../options/options.ts';
import { inQemuOrder } from '../../../options/qemu-order.ts';
import { nest } from '../../../options/schema/nested.ts';
import { optionText, readSwitch } from '../../../options/typed-options.ts';
import type { Profile } from '../../../profile/profile.ts';

/** An address as options give it: the texts of the members. */
type Members = ReadonlyMap<string, ByteString>;

type Check = (name: string, value: ByteString) => void;

/** The members of one type of address, in qemu's order. */
interface AddressType {
  readonly required: readonly string[];
  readonly optional: Readonly<Record<string, Check>>;
  readonly read: (members: Members, host: Host) => SocketAddress;
}

/**
 * The address that the options `server.*` describe, without that prefix.
 *
 * @throws Refusal
 * @throws Unsupported of an address that isn't of a socket file or of a port
 */
export function readServerAddress(options: Options, { profile, host }: Context): SocketAddress {
  if (options.size === 0) throw new Refusal('NBD server address missing');
  const server = nest(new Map([...options].map(([key, value]) => [`server.${key}`, value])), profile);
  if (Array.isArray(server.get('server'))) {
    throw new Refusal("Invalid parameter type for '<anonymous>', expected: object");
  }
  const members = membersOf(options, profile);
  const name = required('type', members);
  const type = Object.hasOwn(types, name) ? types[name as keyof typeof types](profile) : undefined;
  if (type === undefined) throw new Refusal(profile.enumErrors('type', name));
  for (const member of type.required) required(member, members);
  for (const [member, check] of Object.entries(type.optional)) {
    const value = members.get(member);
    if (value !== undefined) check(member, value);
  }
  const known = ['type', ...type.required, ...Object.keys(type.optional)];
  const unexpected = inQemuOrder(members.keys()).find(member => !known.includes(member));
  if (unexpected !== undefined) throw new Refusal(`Parameter '${unexpected}' is unexpected`);
  return type.read(members, host);
}

function membersOf(options: Options, profile: Profile): Members {
  const members = new Map<string, ByteString>();
  for (const key of inQemuOrder(options.keys())) {
    const [outer, ...inner] = key.split('.');
    if (inner.length > 0) {
      const isMixed = options.has(outer!);
      throw new Refusal(
        isMixed ? 'Cannot mix scalar and non-scalar keys' : `Parameters '${outer}.*' are unexpected`,
      );
    }
    const value = options.get(key)!;
    if (value === emptyContainer) throw new Refusal(`Parameters '${key}.*' are unexpected`);
    const text = optionText(value, profile);
    if (text !== undefined) members.set(key, text);
  }
  return members;
}

function required(member: string, members: Members): ByteString {
  const value = members.get(member);
  if (value === undefined) throw new Refusal(`Parameter '${member}' is missing`);
  return value;
}

const isSwitch: Check = readSwitch;

/** @param type of the number, as messages name it */
function isNumber(type: string, limit: number): Check {
  return (name, value) => {
    if (!/^[ \t\n\v\f\r]*[+-]?(?:0[xX][\da-fA-F]+|\d+)$/.test(value)) {
      throw new Refusal(`Parameter '${name}' expects integer`);
    }
    const number = Number(value);
    if (number < 0 || number > limit) throw new Refusal(`Parameter '${name}' expects ${type}`);
  };
}

const isShort = isNumber('uint16_t', 0xffff);
const isWord = isNumber('uint32_t', 0xffffffff);

const types = {
  inet: (profile: Profile): AddressType => ({
    required: ['host', 'port'],
    optional: {
      numeric: isSwitch,
      to: isShort,
      ipv4: isSwitch,
      ipv6: isSwitch,
      'keep-alive': isSwitch,
      ...(profile.keepAliveTimes && {
        'keep-alive-count': isWord,
        'keep-alive-idle': isWord,
        'keep-alive-interval': isWord,
      }),
      ...(profile.mptcp && { mptcp: isSwitch }),
    },
    read: readInet,
  }),
  unix: (): AddressType => ({
    required: ['path'],
    optional: { abstract: isSwitch, tight: isSwitch },
    read: readUnix,
  }),
  vsock: (): AddressType => ({ required: ['cid', 'port'], optional: {}, read: refuseVsock }),
  fd: (): AddressType => ({ required: ['str'], optional: {}, read: refuseDescriptor }),
};

function readInet(members: Members): InetAddress {
  const [v4, v6] = ['ipv4', 'ipv6'].map(name => switchOf(members, name));
  if (v4 === false && v6 === false) throw new Refusal('Cannot disable IPv4 and IPv6 at same time');
  const isV6 = v6 === true || v4 === false;
  const isV4 = v4 === true || v6 === false;
  const family = isV6 ? 'v6' : isV4 ? 'v4' : 'any';
  const base = { kind: 'inet', host: members.get('host')!, port: members.get('port')!, family } as const;
  return ['ipv4', 'ipv6', 'to'].some(name => members.has(name)) ? { ...base, hasFlags: true } : base;
}

function switchOf(members: Members, name: string): boolean | undefined {
  const value = members.get(name);
  return value === undefined ? undefined : readSwitch(name, value);
}

function readUnix(members: Members): UnixAddress {
  const path = members.get('path')!;
  if (switchOf(members, 'abstract') !== true) return { kind: 'unix', path };
  return { kind: 'unix', path, abstract: switchOf(members, 'tight') === false ? 'padded' : 'tight' };
}

function refuseVsock(members: Members): never {
  for (const name of ['cid', 'port']) {
    const value = members.get(name)!;
    if (!/^\d+$/.test(value) || BigInt(value) > 0xffff_ffffn)
      throw new Refusal(`Failed to parse ${name} '${value}'`);
  }
  throw new Unsupported('the address type vsock');
}

function refuseDescriptor(members: Members, host: Host): never {
  const text = members.get('str')!;
  if (!/^-?\d+$/.test(text)) throw new Refusal(`Unable to parse FD number ${text}`);
  const [least, most] = [-(2 ** 31), 2 ** 31 - 1];
  if (Number(text) < least || Number(text) > most) {
    throw new Refusal(`Unable to parse FD number ${text}: Numerical result out of range`);
  }
  if (!host.isSocket(Number(text))) throw new Refusal(`File descriptor '${text}' is not a socket`);
  throw new Unsupported('the address type fd');
}
