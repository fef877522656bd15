import { Option } from 'commander';
import { repeated } from './arguments.ts';

/** `--oracle PATH`, repeatable; `what` says what it does, if not the usual. */
export function oracleOption(what = 'a qemu-img to use instead of the fetched ones; repeatable'): Option {
  return new Option('--oracle <path>', what).argParser(repeated).default([]);
}
