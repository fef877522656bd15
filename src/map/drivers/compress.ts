import { Refusal } from '../basics/error.ts';
import { requireChild } from '../node/children/open-child.ts';
import type { FilterDriver } from '../node/driver.ts';
import { filterOn } from './filter/filter-on.ts';

/** The filter compress: what is written through it is compressed. */
export const compress: FilterDriver = {
  kind: 'filter',
  name: 'compress',
  open(given) {
    const file = requireChild(given.file, 'file', given.common);
    const { name, canCompress } = file.driver;
    if (canCompress !== true) {
      throw new Refusal(`Compression is not supported for underlying format: ${name}`);
    }
    const description = { driver: this.name, file: file.bytes.description };
    // Whole clusters are compressed.
    const { clusterSize } = file.layers[0]!;
    return filterOn(file, {
      description,
      ...(clusterSize !== undefined && { requestAlignment: clusterSize }),
    });
  },
};
