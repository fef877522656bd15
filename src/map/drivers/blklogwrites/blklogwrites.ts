import { Refusal } from '../../basics/error.ts';
import { lockTables } from '../../node/children/child-locks.ts';
import { openChild, requireChild, requireWritable } from '../../node/children/open-child.ts';
import type { CommonOptions } from '../../node/common-options.ts';
import type { FilterDriver } from '../../node/driver.ts';
import type { Node } from '../../node/node.ts';
import { describedOptions } from '../../node/node-description.ts';
import { takeTyped } from '../../options/typed-options.ts';
import { filterOn } from '../filter/filter-on.ts';
import { isSectorSize, sectorSizeOfLog, usualSectorSize } from './log.ts';

const types = {
  'log-append': 'switch',
  'log-sector-size': 'size',
  'log-super-update-interval': 'number',
} as const;

/** The filter blklogwrites: it logs what is written to its node in the node `log`. */
export const blklogwrites: FilterDriver = {
  kind: 'filter',
  name: 'blklogwrites',
  open(given, opening) {
    const taken = takeTyped(given.options, types, opening);
    const file = requireChild(given.file, 'file', given.common);
    const log = requireChild(openChild({ ...given, key: 'log' }, opening), 'log', given.common);
    const { logPermissions } = opening.profile;
    if (logPermissions === 'first') takePermissions(log, given.common);
    if (taken['log-append'] === true && 'log-sector-size' in taken) {
      throw new Refusal('log-append and log-sector-size are mutually exclusive');
    }
    const sectorSize =
      taken['log-append'] === true
        ? sectorSizeOfLog(log.bytes)
        : (taken['log-sector-size'] ?? usualSectorSize);
    if (!isSectorSize(sectorSize)) throw new Refusal(`Invalid log sector size ${sectorSize}`);
    const requestAlignment = Number(BigInt.asUintN(32, sectorSize));
    if (taken['log-super-update-interval'] === 0n) {
      throw new Refusal('Invalid log superblock update interval 0');
    }
    if (logPermissions === 'last') takePermissions(log, given.common);
    const strong = describedOptions(given.parent, ['log-append', 'log-sector-size']);
    const children = { file: file.bytes.description, log: log.bytes.description };
    return filterOn(file, { description: { driver: this.name, ...strong, ...children }, requestAlignment });
  },
};

/** The filter writes to the log itself, whether or not something is written to the filter. */
function takePermissions(log: Node, common: CommonOptions): void {
  if (common.writable && common.active) requireWritable(log);
  lockTables(log.bytes, common);
}
