import { type ByteString, isUtf8 } from '../../../basics/byte-string.ts';
import { bytesOf } from '../../../basics/bytes.ts';
import { lastPort, type Url, type UrlParameter } from './url.ts';

const pattern = /^([A-Za-z][A-Za-z\d+.-]*):\/\/(?:([^/?#@]*)@)?([^/?#]*)([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s;

/** A URL as GLib reads it, which allows any letters that are UTF-8; undefined if it is none. */
export function parseGlibUrl(text: ByteString): Url | undefined {
  const match = pattern.exec(text);
  if (match === null) return undefined;
  const [, scheme, user = '', place, path, query, fragment = ''] = match;
  const found = placeOf(place!);
  const parts = [user, path!, query ?? '', fragment].map(decoded);
  if (found === undefined || parts.includes(undefined)) return undefined;
  const parameters = query === undefined ? undefined : parametersOf(parts[2]!);
  if (parameters === 'malformed') return undefined;
  return {
    scheme: scheme!.toLowerCase(),
    ...found,
    path: withoutDots(parts[1]!),
    ...(parameters && { parameters }),
  };
}

function placeOf(place: ByteString): { readonly host: ByteString; readonly port: number } | undefined {
  const [, literal, name, digits = ''] = /^(?:\[(.*)\]|([^:]*))(?::(\d*))?$/s.exec(place) ?? [];
  const port = Number(digits);
  if (port > lastPort) return undefined;
  if (literal !== undefined) return isV6(literal) ? { host: literal, port } : undefined;
  const host = name === undefined ? undefined : decoded(name);
  // The numbers of an address may not be encoded.
  if (host === undefined || (host !== name && isV4(host))) return undefined;
  return { host, port };
}

function isV6(text: ByteString): boolean {
  return text.includes(':') && URL.canParse(`http://[${text}]/`);
}

function isV4(text: ByteString): boolean {
  return /^\d+(?:\.\d+){3}$/.test(text) && text.split('.').every(part => Number(part) <= 255);
}

/** Decoded; undefined if a `%` begins no byte, or if the bytes are no text. */
function decoded(text: ByteString): ByteString | undefined {
  if (/%(?![\dA-Fa-f]{2})|%00/.test(text)) return undefined;
  const bytes = text.replace(/%(..)/g, (_, digits) => String.fromCharCode(Number.parseInt(digits, 16)));
  return isUtf8(bytesOf(bytes)) ? bytes : undefined;
}

/** The query is decoded before it is cut, and once more after. The last of equal parameters counts. */
function parametersOf(query: ByteString): readonly UrlParameter[] | 'malformed' {
  const parameters = new Map<ByteString, ByteString>();
  for (const part of query.replace(/&$/, '').split('&')) {
    if (query === '') break;
    const [, name, value] = /^([^=]*)=(.*)$/s.exec(part)?.map(decoded) ?? [];
    if (name === undefined || value === undefined) return 'malformed';
    parameters.set(name, value);
  }
  return [...parameters].map(([name, value]) => ({ name, value }));
}

/** A path without its names `.` and `..`. */
function withoutDots(path: ByteString): ByteString {
  const kept: ByteString[] = [];
  const names = path.split('/');
  for (const [index, name] of names.entries()) {
    const isDots = name === '.' || name === '..';
    if (name === '..' && kept.length > 1) kept.pop();
    if (!isDots) kept.push(name);
    else if (index === names.length - 1) kept.push('');
  }
  return kept.join('/');
}
