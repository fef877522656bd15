import { Refusal } from '../basics/error.ts';
import { requireChild } from '../node/children/open-child.ts';
import type { FilterDriver } from '../node/driver.ts';
import { takeTyped } from '../options/typed-options.ts';
import { filterOn } from './filter/filter-on.ts';

const types = { 'prealloc-align': 'size', 'prealloc-size': 'size' } as const;

/** Of what the ends of a preallocated file are multiples, in bytes, unless `prealloc-align` says otherwise. */
const defaultAlign = 2n ** 20n;

/** The filter preallocate: it makes files grow in large steps while they are written to. */
export const preallocate: FilterDriver = {
  kind: 'filter',
  name: 'preallocate',
  isIn: profile => profile.preallocate,
  open({ file: child, options, common }, opening) {
    const file = requireChild(child, 'file', common);
    const { 'prealloc-align': align = defaultAlign } = takeTyped(options, types, opening);
    if (align % 512n !== 0n) {
      throw new Refusal('prealloc-align parameter of preallocate filter is not aligned to 512');
    }
    const { requestAlignment = 1 } = file.layers[0]!;
    if (align % BigInt(requestAlignment) !== 0n) {
      throw new Refusal(
        `prealloc-align parameter of preallocate filter is not aligned to underlying node request alignment (${requestAlignment})`,
      );
    }
    return filterOn(file, { description: { driver: this.name, file: file.bytes.description } });
  },
};
