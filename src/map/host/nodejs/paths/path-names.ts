import type { ByteString } from '../../../basics/byte-string.ts';

/**
 * The names of a path, in order. `.` and empty names are left out, since they lead nowhere. At the end, where they require
 * a folder (`base/` is no file), they become `.`.
 */
export function namesOf(path: ByteString): ByteString[] {
  const names = path.split('/').filter(name => name !== '' && name !== '.');
  return /(?:^|\/)\.?$/.test(path) ? [...names, '.'] : names;
}

/** Whether `names` are `first` and any names after them. */
export function beginsWith(names: readonly ByteString[], first: readonly ByteString[]): boolean {
  return names.length >= first.length && first.every((name, at) => name === names[at]);
}

/** The path of a file from the working directory. The empty name stays empty: there is no such file. */
export function inDirectory(name: ByteString, directory: ByteString | undefined): ByteString {
  return directory === undefined || name === '' || name.startsWith('/') ? name : `${directory}/${name}`;
}
