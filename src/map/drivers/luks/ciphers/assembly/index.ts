// The functions that the host calls.

import { decryptCast5, encryptCast5 } from './cast5.ts';
import { cast5Key } from './cast5-key.ts';
import { keyAt, scheduleAt, scheduleBytes } from './key-schedule.ts';
import { merge } from './merge.ts';
import { countUp, double, sum } from './modes.ts';
import { decryptSerpent, encryptSerpent, serpentKey } from './serpent.ts';
import { decryptSm4, encryptSm4, sm4Key } from './sm4.ts';
import { decryptTwofish, encryptTwofish } from './twofish.ts';
import { twofishKey } from './twofish-key.ts';

export {
  cast5Key,
  countUp,
  decryptCast5,
  decryptSerpent,
  decryptSm4,
  decryptTwofish,
  double,
  encryptCast5,
  encryptSerpent,
  encryptSm4,
  encryptTwofish,
  keyAt,
  merge,
  scheduleAt,
  scheduleBytes,
  serpentKey,
  sm4Key,
  sum,
  twofishKey,
};

/** Where memory is free, for blocks. */
export const free: usize = __heap_base;
