import { extended } from './other-chain/extended.ts';
import { finer } from './other-chain/finer.ts';
import { flatten } from './other-chain/flatten.ts';
import { otherFormat } from './other-chain/other-format.ts';
import { overlay } from './other-chain/overlay.ts';
import { shuffle } from './other-chain/shuffle.ts';
import { composition } from './other-query/composition.ts';
import { emptyWindow } from './other-query/empty-window.ts';
import { filter } from './other-query/filter.ts';
import { human } from './other-query/human.ts';
import { names } from './other-query/names.ts';
import { threeAccounts } from './other-query/three-accounts.ts';
import { window } from './other-query/window.ts';
import type { Relation } from './relation.ts';
import { versions } from './versions.ts';

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
