import type { ByteString } from '../basics/byte-string.ts';

/**
 * A file name without `.`, `..` and empty names, as a host without links resolves it: `a/./b/../c.raw` is `a/c.raw`. `..` at the
 * start of a relative name stays. A slash at the end stays too, since it asks for a folder: `base.raw/` is no file.
 */
export function resolvedName(name: ByteString): ByteString {
  const isAbsolute = name.startsWith('/');
  const names: ByteString[] = [];
  for (const part of name.split('/')) {
    if (part === '' || part === '.') continue;
    const last = names.at(-1);
    if (part !== '..') names.push(part);
    else if (last !== undefined && last !== '..') names.pop();
    else if (!isAbsolute) names.push(part);
  }
  const end = names.length > 0 && /\/\.{0,2}$/.test(name) ? '/' : '';
  return `${isAbsolute ? '/' : ''}${names.join('/')}${end}`;
}
