import { Option } from 'commander';
import { repeated } from './arguments.ts';

/** `--oracle QEMU-IMG`, repeatable; `what` says what it does, if not the usual. */
export function oracleOption(
  what = 'a qemu-img, by its path, or by its version one of those that were fetched; repeatable (default: all fetched)',
): Option {
  return new Option('--oracle <qemu-img>', what).argParser(repeated).default([]);
}
