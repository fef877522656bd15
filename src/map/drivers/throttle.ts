import { Refusal } from '../basics/error.ts';
import { requireChild } from '../node/children/open-child.ts';
import type { FilterDriver } from '../node/driver.ts';
import { describedOptions } from '../node/node-description.ts';
import { takeTyped } from '../options/typed-options.ts';
import { filterOn } from './filter/filter-on.ts';

/** The filter throttle: it limits the reads and writes of its group, which a map has none of. */
export const throttle: FilterDriver = {
  kind: 'filter',
  name: 'throttle',
  canCompress: true,
  open(given, opening) {
    const file = requireChild(given.file, 'file', given.common);
    const { 'throttle-group': group } = takeTyped(
      given.options,
      { 'throttle-group': 'text' } as const,
      opening,
    );
    if (group === undefined) throw new Refusal('Please specify a throttle group');
    if (opening.objects?.get(group)?.kind !== 'throttle-group') {
      throw new Refusal(`Throttle group '${group}' does not exist`);
    }
    const description = {
      driver: this.name,
      ...describedOptions(given.parent, ['throttle-group']),
      file: file.bytes.description,
    };
    return filterOn(file, { description });
  },
};
