import type { ByteString } from '../../../basics/byte-string.ts';
import { Refusal } from '../../../basics/error.ts';
import type { Profile } from '../../../profile/profile.ts';

/** A host and a port; a type, since it becomes options. */
export type HostSpec = { readonly host: ByteString; readonly port: ByteString };

/**
 * Parses `HOST:PORT`, with flags behind it that are checked and dropped.
 *
 * @throws Refusal
 */
export function parseHostSpec(spec: ByteString, profile: Profile): HostSpec {
  return profile.nbdHostSpec === 'scanned' ? scanned(spec, profile) : asOptions(spec);
}

/** As scanf(3) finds the parts, which are cut at 64 and 32 bytes. */
function scanned(spec: ByteString, profile: Profile): HostSpec {
  const [pattern, what] = shapeOf(spec);
  const match = pattern.exec(spec);
  if (match === null) throw new Refusal(`error parsing ${what} '${spec}'`);
  const [whole, host = '', port] = match;
  const flags = spec.slice(whole.length);
  const to = /,to=(.*)/s.exec(flags)?.[1];
  if (to !== undefined && !/^[ \t\n\v\f\r]*[+-]?\d+(?:,|$)/.test(to))
    throw new Refusal('error parsing to= argument');
  for (const flag of ['ipv4', 'ipv6', 'keep-alive', ...(profile.mptcp ? ['mptcp'] : [])])
    checkFlag(flags, flag);
  return { host, port: port! };
}

function shapeOf(spec: ByteString): readonly [RegExp, string] {
  if (spec.startsWith(':')) return [/^():([^,]{1,32})/s, 'port in address'];
  if (spec.startsWith('[')) return [/^\[([^\]]{1,64})\]:([^,]{1,32})/s, 'IPv6 address'];
  return [/^([^:]{1,64}):([^,]{1,32})/s, 'address'];
}

/** Only the first flag of a name counts, up to the next comma. */
function checkFlag(flags: ByteString, name: string): void {
  const start = `,${name}`;
  const at = flags.indexOf(start);
  if (at < 0) return;
  const rest = flags.slice(at + start.length);
  const value = rest.split(',', 1)[0]!;
  const isLast = rest[value.length + 1] !== ',';
  if (isLast && /^(?:=on|=off|)$/.test(value)) return;
  throw new Refusal(`error parsing '${name}' flag '${rest}'`);
}

const switches = ['numeric', 'ipv4', 'ipv6', 'keep-alive', 'mptcp'];
const numbers = ['to', 'keep-alive-count', 'keep-alive-idle', 'keep-alive-interval'];

/** As options of qemu: the address is the first word. Two commas are one in it. */
function asOptions(spec: ByteString): HostSpec {
  const [address, ...words] = spec.match(/(?:[^,]|,,)+/gs) ?? [];
  for (const word of words) {
    const [, key, value] = /^([^=]*)(?:=(.*))?$/s.exec(word)!;
    checkOption(key!, value);
  }
  const place = (address ?? '').replaceAll(',,', ',');
  const isLiteral = place.startsWith('[');
  const match = (isLiteral ? /^\[([^\]]+)\]:(.+)$/s : /^([^:]*):(.+)$/s).exec(place);
  if (match === null) throw new Refusal(`error parsing ${isLiteral ? 'IPv6 address' : 'address'} '${place}'`);
  return { host: match[1]!, port: match[2]! };
}

function checkOption(key: ByteString, value: ByteString | undefined): void {
  const plain = value === undefined ? key.replace(/^no/, '') : key;
  if (switches.includes(plain)) {
    if (value === undefined || /^(?:on|off|yes|no|true|false|y|n)$/.test(value)) return;
    throw new Refusal(`Parameter '${plain}' expects 'on' or 'off'`);
  }
  if (!numbers.includes(plain)) throw new Refusal(`Invalid parameter '${plain}'`);
  if (value === undefined || !/^[ \t\n\v\f\r]*[+-]?(?:0[xX][\da-fA-F]+|\d+)$/.test(value)) {
    throw new Refusal(`Parameter '${plain}' expects a number`);
  }
}
