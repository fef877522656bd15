import { checkGolden } from './check-golden.ts';
import { explainByte } from './explain-byte.ts';
import { findExamples } from './find-examples.ts';
import { findTops } from './find-tops.ts';
import { mapChain } from './map-chain.ts';
import { mistakeIn } from './mistake-in.ts';
import { overview } from './overview.ts';
import { pictureWords } from './picture-words.ts';
import { readPastes } from './read-paste.ts';
import { takeAway } from './take-away.ts';

/**
 * What the worker does, by name: functions from one value to another, both of which can be copied between threads. They may
 * be slow, since the page goes on meanwhile.
 */
export const tasks = {
  mapChain,
  explainByte,
  findTops,
  takeAway,
  checkGolden,
  findExamples,
  readPastes,
  mistakeIn,
  overview,
  pictureWords,
};

export type Tasks = typeof tasks;
export type TaskName = keyof Tasks;
