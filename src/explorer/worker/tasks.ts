import { explainByte } from './explain-byte.ts';
import { findTops } from './find-tops.ts';
import { mapChain } from './map-chain.ts';
import { takeAway } from './take-away.ts';

/**
 * What the worker does, by name: functions from one value to another, both of which can be copied between threads. They may
 * be slow, since the page goes on meanwhile.
 */
export const tasks = { mapChain, explainByte, findTops, takeAway };

export type Tasks = typeof tasks;
export type TaskName = keyof Tasks;
