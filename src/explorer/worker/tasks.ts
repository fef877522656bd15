import { checkGolden } from './tasks/check-golden.ts';
import { explainByte } from './tasks/explain-byte.ts';
import { findExamples } from './tasks/find-examples.ts';
import { findTops } from './tasks/find-tops.ts';
import { mapChain } from './tasks/map-chain.ts';
import { mistakeIn } from './tasks/mistake-in.ts';
import { overview } from './tasks/overview.ts';
import { pictureWords } from './tasks/picture-words.ts';
import { readPastes } from './tasks/read-paste.ts';
import { takeAway } from './tasks/take-away.ts';

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
