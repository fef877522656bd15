import { Refusal } from '../../basics/error.ts';
import type { ProtocolDriver } from '../../node/driver.ts';
import { openChild, requireChild } from '../../node/open-child.ts';
import { takeText } from '../../options/options.ts';
import { filterOn } from '../filter/filter-on.ts';
import { lengthThrough } from '../filter/length-through.ts';
import { VerifiedFile } from './verified-file.ts';

const prefix = 'blkverify:';

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
    const names = { raw: takeText(given.options, 'x-raw'), test: takeText(given.options, 'x-image') };
    const open = (key: keyof typeof names, probed: boolean) => {
      const name = names[key];
      const child = { ...given, key, probed, ...(name !== undefined && { name }) };
      return requireChild(openChild(child, opening), key, given.common);
    };
    const raw = open('raw', false);
    const test = open('test', true);
    const hasPlainName = raw.hasPlainName && test.hasPlainName;
    return filterOn(raw, {
      description: { driver: this.name, raw: raw.bytes.description, test: test.bytes.description },
      ...(hasPlainName && { plainName: `${prefix}${raw.bytes.name}:${test.bytes.name}` }),
      virtualSize: lengthThrough(test.layers[0]!),
      bytesOf: (below, parts) => new VerifiedFile(below, test.bytes, parts),
      hidesAllocation: true,
    });
  },
};
