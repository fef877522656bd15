import { loadCached } from './code-cache.ts';
import type * as MapModule from './map.ts';

/** The file beside a published command that holds src/cli/map.ts with all that it imports. */
export const bundledMap = 'bundled-map.cjs';

/** Stands in for map.ts in a published command. */
export const mapMain: typeof MapModule.mapMain = (command, args) => {
  const { exports, keep } = loadCached<typeof MapModule>(`${__dirname}/${bundledMap}`, require);
  const status = exports.mapMain(command, args);
  if (status === 0) keep(exports.kindOfRun());
  return status;
};
