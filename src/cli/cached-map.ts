import { loadCached } from './code-cache.ts';
import type { mapMain as MapMain } from './map.ts';

/** The file beside a published command that holds src/cli/map.ts with all that it imports. */
export const bundledMap = 'bundled-map.cjs';

/** Stands in for map.ts in a published command. */
export const mapMain: typeof MapMain = (command, args) => {
  const { exports, keep } = loadCached<{ readonly mapMain: typeof MapMain }>(
    `${__dirname}/${bundledMap}`,
    require,
  );
  const status = exports.mapMain(command, args);
  if (status === 0) keep();
  return status;
};
