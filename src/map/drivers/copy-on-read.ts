import { Refusal, Unsupported } from '../basics/error.ts';
import type { FilterDriver } from '../node/driver.ts';
import { requireChild } from '../node/open-child.ts';
import { filterOn } from './filter/filter-on.ts';

/** The filter copy-on-read: what is read through it is copied into the top layer, so it has to be writable. */
export const copyOnRead: FilterDriver = {
  kind: 'filter',
  name: 'copy-on-read',
  canCompress: true,
  open(given) {
    const file = requireChild(given.file, 'file');
    if (!given.common.writable) throw new Refusal('Block node is read-only');
    if (given.options.has('bottom')) throw new Unsupported('the option bottom');
    return filterOn(file, { description: { driver: this.name, file: file.bytes.description } });
  },
};
