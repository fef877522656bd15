import type { ByteString } from '../../../basics/byte-string.ts';
import { lastPort, type Url, type UrlParameter } from './url.ts';

// The letters of RFC 3986.
const letter = "[\\w.~!$&'()*+,;=-]|%[\\dA-Fa-f]{2}";
const pathLetter = `(?:${letter}|[:@])`;
const pattern = new RegExp(
  [
    '^([A-Za-z][A-Za-z\\d+.-]*)://',
    `(?:(?:${letter}|:)*@)?`,
    `(?:\\[([^\\]]*)\\]|((?:${letter})*))`,
    '(?::(\\d+))?',
    `((?:/${pathLetter}*)*)`,
    `(?:\\?((?:${pathLetter}|[/?])*))?`,
    `(?:#(?:${pathLetter}|[/?[\\]])*)?$`,
  ].join(''),
);

/** A URL as the parser of qemu reads it, which is strict about letters; undefined if it is none. */
export function parseOwnUrl(text: ByteString): Url | undefined {
  const match = pattern.exec(text);
  if (match === null) return undefined;
  const [, scheme, literal, name, port = '0', path, query] = match;
  if (Number(port) > lastPort) return undefined;
  return {
    scheme: scheme!,
    host: literal === undefined ? decoded(name!) : decoded(literal),
    port: Number(port),
    path: decoded(path!),
    ...(query !== undefined && { parameters: parametersOf(query) }),
  };
}

/** Decoded, up to the first NUL. */
function decoded(text: ByteString): ByteString {
  const bytes = text.replace(/%([\dA-Fa-f]{2})/g, (_, digits) =>
    String.fromCharCode(Number.parseInt(digits, 16)),
  );
  return bytes.split('\0', 1)[0]!;
}

/** Parameters end at `&`; where none follows, at `;`. Those without a name are left out. */
function parametersOf(query: ByteString): readonly UrlParameter[] {
  const parameters: UrlParameter[] = [];
  for (let rest = query; rest !== ''; ) {
    const end = rest.includes('&') ? rest.indexOf('&') : rest.search(/;|$/);
    const [, name, value] = /^([^=]*)(?:=(.*))?$/s.exec(rest.slice(0, end))!;
    if (name !== '') {
      parameters.push({ name: decoded(name!), ...(value !== undefined && { value: decoded(value) }) });
    }
    rest = rest.slice(end + 1);
  }
  return parameters;
}
