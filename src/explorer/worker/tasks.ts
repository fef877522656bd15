import { parseCase } from '../../../generators/recipe/picture/parse-case.ts';

/**
 * What the worker does, by name: functions from one value to another, both of which can be copied between threads. They may
 * be slow, since the page goes on meanwhile.
 */
export const tasks = {
  layerCount: (text: string): number => parseCase(text).recipe.layers.length,
};

export type Tasks = typeof tasks;
export type TaskName = keyof Tasks;
