import { Unsupported } from '../../basics/error.ts';
import { openChild, requireChild, requireWritable } from '../../node/children/open-child.ts';
import type { FilterDriver } from '../../node/driver.ts';
import { checkBySchema } from '../../options/schema/check.ts';
import { takeTyped } from '../../options/typed-options.ts';
import { filterOn } from '../filter/filter-on.ts';
import { blocksToKeep } from './blocks-to-keep.ts';
import { takeBitmap } from './named-bitmap.ts';
import { refuseWritesTo } from './permission-conflict.ts';
import { ownOptions } from './schema/block-options.ts';

const types = { 'on-cbw-error': 'text', 'cbw-timeout': 'text', 'min-cluster-size': 'size' } as const;

/**
 * The filter copy-before-write: before its node is written to, it copies what was there to the node `target`. A map writes
 * nothing, so that nothing is copied.
 */
export const copyBeforeWrite: FilterDriver = {
  kind: 'filter',
  name: 'copy-before-write',
  isIn: profile => profile.copyBeforeWrite !== 'absent',
  open(given, opening) {
    const { options, common } = given;
    if (opening.profile.copyBeforeWrite === 'without-schema') {
      throw new Unsupported(`${this.name} of before 7.1`);
    }
    // The node is open by now, and its options stand for its name.
    const seen = new Map(options);
    if (given.file !== undefined) seen.set('file', '');
    checkBySchema(seen, ownOptions(), opening);
    const file = requireChild(given.file, 'file', given.common);
    const { 'min-cluster-size': least = 0n } = takeTyped(options, types, opening);
    const target = requireChild(openChild({ ...given, key: 'target' }, opening), 'target', given.common);
    requireWritable(target);
    refuseWritesTo(file, target, common.nodeName);
    if (common.active) target.bytes.checkLocks(['write'], ['resize']);
    const bitmap = takeBitmap(options, opening);
    const keeps = blocksToKeep({ file, target, least, ...(bitmap && { bitmap }) }, opening);
    if (common.active) file.bytes.checkLocks(['consistent read'], ['write', 'resize']);
    const description = {
      driver: this.name,
      file: file.bytes.description,
      target: target.bytes.description,
    };
    const opened = filterOn(file, { description, plainName: file.bytes.name });
    return { ...opened, snapshot: { node: file, keeps } };
  },
};
