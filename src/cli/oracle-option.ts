import { Option } from 'commander';
import { repeated } from './arguments.ts';

/** `--oracle QEMU-IMG`, repeatable; `description` replaces the usual one. */
export function oracleOption(
  description = 'a qemu-img: its path, or the version of a fetched one; repeatable (default: all fetched)',
): Option {
  return new Option('--oracle <qemu-img>', description).argParser(repeated).default([]);
}
