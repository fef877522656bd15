import { Refusal } from '../basics/error.ts';
import { FailingFile } from '../file/failing-file.ts';
import { requireChild } from '../node/children/open-child.ts';
import type { FilterDriver } from '../node/driver.ts';
import { describedOptions } from '../node/node-description.ts';
import { takeTyped } from '../options/typed-options.ts';
import { filterOn } from './filter/filter-on.ts';

/** The number of the error `Input/output error`. */
const inputOutputError = 5;

const types = { mode: 'text', 'top-id': 'text' } as const;

/** The filter replication: one of two hosts that keep an image alike. Nothing can be read until that has begun. */
export const replication: FilterDriver = {
  kind: 'filter',
  name: 'replication',
  open({ file: child, options, parent, common }, opening) {
    const file = requireChild(child, 'file', common);
    const written = common.active && common.writable ? (['write'] as const) : [];
    const children = opening.profile.graphPermission ? (['change children'] as const) : [];
    file.bytes.checkLocks(['consistent read', ...written], ['resize', ...children]);
    const { mode, 'top-id': topId } = takeTyped(options, types, opening);
    if (mode === undefined) throw new Refusal('Missing the option mode');
    if (mode !== 'primary' && mode !== 'secondary') {
      throw new Refusal("The option mode's value should be primary or secondary");
    }
    if (mode === 'primary' && topId !== undefined) {
      throw new Refusal('The primary side does not support option top-id');
    }
    if (mode === 'secondary' && topId === undefined) throw new Refusal('Missing the option top-id');
    const strong = describedOptions(parent, Object.keys(types));
    return filterOn(file, {
      description: { driver: this.name, ...strong, file: file.bytes.description },
      requestAlignment: 512,
      bytesOf: (below, parts) => new FailingFile(below, parts, inputOutputError, 'zeros'),
    });
  },
};
