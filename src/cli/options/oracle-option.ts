import { Option } from 'commander';
import { repeated } from './arguments/repeated.ts';

/** `--oracle QEMU-IMG`, repeatable; `description` replaces the usual one. */
export function oracleOption(
  description = 'a qemu-img: the version of a fetched one, a name on the PATH, or a path; repeatable (default: all fetched)',
): Option {
  return new Option('--oracle <qemu-img>', description).argParser(repeated).default([]);
}
