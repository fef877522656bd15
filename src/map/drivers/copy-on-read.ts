import type { ByteString } from '../basics/byte-string.ts';
import { Refusal } from '../basics/error.ts';
import { requireChild, requireWritable } from '../node/children/open-child.ts';
import type { FilterDriver } from '../node/driver.ts';
import type { Node } from '../node/node.ts';
import type { Opening } from '../node/opening.ts';
import { textOf } from '../options/options.ts';
import { filterOn } from './filter/filter-on.ts';
import { freezeChain } from './filter/freeze-chain.ts';

/** The filter copy-on-read: what is read through it is copied into the top layer, so it has to be writable. */
export const copyOnRead: FilterDriver = {
  kind: 'filter',
  name: 'copy-on-read',
  canCompress: true,
  open(given, opening) {
    const file = requireChild(given.file, 'file', given.common);
    if (given.common.active) {
      requireWritable(file);
      file.bytes.checkLocks(['write unchanged'], []);
    }
    const filter = filterOn(file, { description: { driver: this.name, file: file.bytes.description } });
    const bottom = opening.profile.copyOnReadBottom ? textOf(given.options, 'bottom') : undefined;
    if (bottom !== undefined) {
      given.options.delete('bottom');
      freezeChain(filter.layers, bottomNamed(bottom, opening).layers[0]!, opening);
    }
    return filter;
  },
};

/** The node at which reading ends. It is found by its name, and map goes below it all the same. */
function bottomNamed(name: ByteString, { named }: Opening): Node {
  if (!named.has(name)) throw new Refusal(`Bottom node '${name}' not found`);
  const bottom = named.get(name);
  // The only node that is still being opened is this one.
  if (bottom === undefined || (bottom.writesTo !== undefined && bottom.driver.kind !== 'format')) {
    throw new Refusal(`Bottom node '${name}' is a filter`);
  }
  return bottom;
}
