import { Refusal } from '../basics/error.ts';
import type { FilterDriver } from '../node/driver.ts';
import { requireChild } from '../node/open-child.ts';
import { takeTyped } from '../options/typed-options.ts';

/** The filter throttle: it limits the requests of its group. Objects for groups are not supported, so none exists. */
export const throttle: FilterDriver = {
  kind: 'filter',
  name: 'throttle',
  canCompress: true,
  open({ file, options }, opening) {
    requireChild(file, 'file');
    const { 'throttle-group': group } = takeTyped(options, { 'throttle-group': 'text' } as const, opening);
    throw new Refusal(
      group === undefined ? 'Please specify a throttle group' : `Throttle group '${group}' does not exist`,
    );
  },
};
