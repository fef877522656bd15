import type { ByteString } from '../basics/byte-string.ts';
import { Refusal, Unsupported } from '../basics/error.ts';
import { takeCommon } from '../node/common-options.ts';
import type { Node } from '../node/node.ts';
import { openChild } from '../node/open-child.ts';
import { filterOn } from './filter/filter-node.ts';
import type { Given } from '../chain/open-part.ts';
import { type Opening, reserveName } from '../node/opening.ts';
import { takeText } from '../options/options.ts';

const rules = /^(?:config|align|max-transfer|opt-.*|max-.*|take-child-perms.*|unshare-child-perms.*)$/;
const events = /^(?:inject-error|set-state)\./;

/**
 * Opens the filter blkdebug without rules on the option `image`, or on the name `x-image`.
 *
 * @throws Refusal; Unsupported of rules, which make requests fail
 */
export function openBlkdebug(given: Given, opening: Opening): Node {
  const { options } = given;
  const common = takeCommon(options, opening);
  reserveName(common.nodeName, opening);
  const name = takeText(options, 'x-image');
  for (const key of options.keys()) {
    if (rules.test(key) || events.test(key)) throw new Unsupported(`the option ${key} of blkdebug`);
  }
  const image = openChild({ ...given, key: 'image', ...(name !== undefined && { name }) }, opening);
  if (image === undefined) throw new Refusal('A block device must be specified for "image"');
  const description = { driver: 'blkdebug', image: image.bytes.description };
  if (!image.hasPlainName) return filterOn(image, 'blkdebug', common, description);
  return filterOn(image, 'blkdebug', common, description, `blkdebug::${image.bytes.name}`);
}

/**
 * The image that a name means to blkdebug: `blkdebug:RULES:IMAGE`, or without that prefix all of it. It becomes the
 * option `x-image`.
 *
 * @throws Refusal; Unsupported of rules
 */
export function imageOf(name: ByteString): ByteString {
  const prefix = 'blkdebug:';
  if (!name.startsWith(prefix)) return name;
  const [, config, image] = /^([^:]*):(.*)$/s.exec(name.slice(prefix.length)) ?? [];
  if (image === undefined) throw new Refusal('blkdebug requires both config file and image path');
  if (config !== '') throw new Unsupported('the rules of blkdebug');
  return image;
}
