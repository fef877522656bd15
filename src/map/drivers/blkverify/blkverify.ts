import type { ByteString } from '../../basics/byte-string.ts';
import { Refusal } from '../../basics/error.ts';
import { lockData } from '../../node/children/child-locks.ts';
import { type Child, openChild, requireChild } from '../../node/children/open-child.ts';
import type { ProtocolDriver } from '../../node/driver.ts';
import { plainNameOf } from '../../node/node-description.ts';
import { takeTyped } from '../../options/typed-options.ts';
import { filterOn } from '../filter/filter-on.ts';
import { lengthThrough } from '../filter/length-through.ts';
import { VerifiedFile } from './verified-file.ts';

const prefix = 'blkverify:';
const types = { 'x-raw': 'text', 'x-image': 'text' } as const;

/**
 * The protocol blkverify: it compares what is read from its child `test` with its child `raw`. Map goes on in `raw`, and the
 * length is that of `test`.
 */
export const blkverify: ProtocolDriver = {
  kind: 'protocol',
  name: 'blkverify',
  parseFileName(name, options) {
    if (!name.startsWith(prefix)) {
      options.set('x-image', name);
      return;
    }
    const [, raw, image] = /^([^:]*):(.*)$/s.exec(name.slice(prefix.length)) ?? [];
    if (raw === undefined || image === undefined) {
      throw new Refusal('blkverify requires raw copy and original image path');
    }
    options.set('x-image', image);
    options.set('x-raw', raw);
  },
  open(given, opening) {
    const { 'x-raw': rawName, 'x-image': testName } = takeTyped(given.options, types, opening);
    const open = (key: string, name: ByteString | undefined, more: Partial<Child>) => {
      const child = { ...given, key, ...more, ...(name !== undefined && { name }) };
      return requireChild(openChild(child, opening), key, given.common);
    };
    const raw = open('raw', rawName, { probed: false });
    const isLiteral = opening.profile.dataFileName === 'literal';
    const test = open('test', testName, { probed: true, ...(isLiteral && { literal: 'to the node' }) });
    lockData(test.bytes, given.common, ['resize']);
    const isPlain = raw.hasPlainName && test.hasPlainName;
    const plainName = isPlain ? plainNameOf(`${prefix}${raw.bytes.name}:${test.bytes.name}`) : undefined;
    return filterOn(raw, {
      description: { driver: this.name, raw: raw.bytes.description, test: test.bytes.description },
      plainName,
      virtualSize: lengthThrough(test.layers[0]!),
      bytesOf: (below, parts) => new VerifiedFile(below, test.bytes, parts),
      hidesAllocation: true,
    });
  },
};
