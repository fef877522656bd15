import type { ByteString } from '../basics/byte-string.ts';
import { Refusal, Unsupported } from '../basics/error.ts';
import type { ProtocolDriver } from '../node/driver.ts';
import { openChild, requireChild } from '../node/open-child.ts';
import { takeText } from '../options/options.ts';
import { filterOn } from './filter/filter-on.ts';

const rules = /^(?:config|align|max-transfer|opt-.*|max-.*|take-child-perms.*|unshare-child-perms.*)$/;
const events = /^(?:inject-error|set-state)\./;

/**
 * The protocol blkdebug, without rules: its rules make requests fail. It stands on the node of its option `image`, or on
 * the file of the option `x-image`, and map sees the same through it.
 */
export const blkdebug: ProtocolDriver = {
  kind: 'protocol',
  name: 'blkdebug',
  parseFileName(name, options) {
    options.set('x-image', imageOf(name));
  },
  open(given, opening) {
    const { options } = given;
    const name = takeText(options, 'x-image');
    for (const key of options.keys()) {
      if (rules.test(key) || events.test(key)) throw new Unsupported(`the option ${key} of blkdebug`);
    }
    const child = { ...given, key: 'image', ...(name !== undefined && { name }) };
    const image = requireChild(openChild(child, opening), 'image');
    return filterOn(image, {
      description: { driver: this.name, image: image.bytes.description },
      ...(image.hasPlainName && { plainName: `blkdebug::${image.bytes.name}` }),
      hidesAllocation: true,
    });
  },
};

/**
 * The image of a file name `blkdebug:RULES:IMAGE`; a name without that prefix is the image itself.
 *
 * @throws Refusal; Unsupported when there are rules
 */
function imageOf(name: ByteString): ByteString {
  const prefix = 'blkdebug:';
  if (!name.startsWith(prefix)) return name;
  const [, config, image] = /^([^:]*):(.*)$/s.exec(name.slice(prefix.length)) ?? [];
  if (image === undefined) throw new Refusal('blkdebug requires both config file and image path');
  if (config !== '') throw new Unsupported('the rules of blkdebug');
  return image;
}
