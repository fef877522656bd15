import { composition } from './composition.ts';
import { emptyWindow } from './empty-window.ts';
import { extended } from './extended.ts';
import { filter } from './filter.ts';
import { finer } from './finer.ts';
import { flatten } from './flatten.ts';
import { human } from './human.ts';
import { names } from './names.ts';
import { otherFormat } from './other-format.ts';
import { overlay } from './overlay.ts';
import type { Relation } from './relation.ts';
import { shuffle } from './shuffle.ts';
import { threeAccounts } from './three-accounts.ts';
import { versions } from './versions.ts';
import { window } from './window.ts';

/** All relations. Each holds between the maps of every real qemu-img that was tried. */
export const relations: readonly Relation[] = [
  composition,
  extended,
  filter,
  finer,
  flatten,
  human,
  names,
  emptyWindow,
  otherFormat,
  overlay,
  shuffle,
  threeAccounts,
  versions,
  window,
];
