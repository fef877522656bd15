import type { ByteString } from '../../basics/byte-string.ts';
import { Refusal } from '../../basics/error.ts';
import type { LockedUse, NodeDescription } from '../../file/image-file.ts';
import { openChild, requireChild, requireWritable } from '../../node/children/open-child.ts';
import type { Given, ProtocolDriver } from '../../node/driver.ts';
import type { Node, Opened } from '../../node/node.ts';
import { describedOptions, jsonNameOf, plainNameOf } from '../../node/node-description.ts';
import type { Opening } from '../../node/opening.ts';
import { inOrderOfPath } from '../../options/qemu-order.ts';
import { takeTyped } from '../../options/typed-options.ts';
import { lengthThrough } from '../filter/length-through.ts';
import { readConfigFile } from './config-file.ts';
import { Engine } from './engine.ts';
import { checkLimits, limitTypes } from './limits.ts';
import { takePermissions } from './permissions.ts';
import { rulesOf, takeRuleSections } from './rule-sections.ts';
import { RuledFile } from './ruled-file.ts';
import { RuledImage } from './ruled-image.ts';

const prefix = 'blkdebug:';
const types = { config: 'text', 'x-image': 'text', ...limitTypes } as const;
/** The options that are part of the node's name. */
const isStrong =
  /^(?:config|align|max-transfer|opt-write-zero|max-write-zero|opt-discard|max-discard|(?:inject-error|set-state)\..*)$/s;
const writing: readonly LockedUse[] = ['write', 'write unchanged'];
const changing: readonly LockedUse[] = [...writing, 'resize'];

/**
 * The protocol blkdebug: rules make requests to its child `image` fail. Map passes over it at the top of a layer; a format
 * above it reads through its rules.
 */
export const blkdebug: ProtocolDriver = {
  kind: 'protocol',
  name: 'blkdebug',
  parseFileName(name, options) {
    if (!name.startsWith(prefix)) {
      options.set('x-image', name);
      return;
    }
    const [, config, image] = /^([^:]*):(.*)$/s.exec(name.slice(prefix.length)) ?? [];
    if (image === undefined) throw new Refusal('blkdebug requires both config file and image path');
    if (config !== '') options.set('config', config!);
    options.set('x-image', image);
  },
  open,
};

function open(given: Given, opening: Opening): Opened {
  const { keyPath, options, parent, referrer } = given;
  const { config, 'x-image': name, ...limits } = takeTyped(options, types, opening);
  const inFile = config === undefined ? [] : readConfigFile(config, referrer, opening);
  const rules = rulesOf([...inFile, ...takeRuleSections(options, opening)], opening);
  const taken = takePermissions(options, 'take-child-perms', opening);
  const unshared = takePermissions(options, 'unshare-child-perms', opening);
  const child = { ...given, key: 'image', ...(name !== undefined && { name }) };
  const image = requireChild(openChild(child, opening), 'image', given.common);
  // Who only resizes may do so with a node that is read-only, but not with an inactive one.
  const needed = image.active ? writing : changing;
  if (taken.some(use => needed.includes(use))) requireWritable(image, taken.join(', '));
  if (given.common.active) image.bytes.checkLocks(taken, unshared);
  const alignment = checkLimits(limits, BigInt(image.layers[0]!.requestAlignment ?? 1));
  return ruled(image, {
    engine: new Engine(rules),
    alignment,
    ...namesOf(image, config, { keyPath, parent }),
  });
}

interface RuledParts {
  readonly engine: Engine;
  /** What requests have to be multiples of, in bytes. */
  readonly alignment: number;
  readonly description: NodeDescription;
  /** undefined: it has none. */
  readonly plainName: ByteString | undefined;
}

function ruled(image: Node, { engine, alignment, description, plainName }: RuledParts): Opened {
  const [top, ...backing] = image.layers;
  const name = plainName ?? jsonNameOf(description);
  const parts = { offset: 0, length: lengthThrough(top!), name, description, hidesAllocation: true };
  const bytes = new RuledFile(image.bytes, parts, engine, alignment);
  return {
    layers: [new RuledImage(top!, bytes, alignment), ...backing],
    bytes,
    hasPlainName: plainName !== undefined,
    writesTo: [image],
  };
}

/** It has a plain name if the image has one and nothing but a config file was given. */
function namesOf(
  image: Node,
  config: ByteString | undefined,
  { keyPath, parent }: Pick<Given, 'keyPath' | 'parent'>,
): Pick<RuledParts, 'description' | 'plainName'> {
  const given = [...parent.keys()].filter(key => isStrong.test(key));
  const strong = inOrderOfPath(given, keyPath);
  const ordered = new Map(strong.map(key => [key, parent.get(key)!]));
  const description = {
    ...describedOptions(ordered, strong),
    driver: blkdebug.name,
    image: image.bytes.description,
  };
  const isPlain = image.hasPlainName && strong.every(key => key === 'config');
  const plainName = isPlain ? plainNameOf(`${prefix}${config ?? ''}:${image.bytes.name}`) : undefined;
  return { description, plainName };
}
