import { once } from '../../../basics/once.ts';
import {
  choice,
  either,
  type Members,
  members,
  onOff,
  optional,
  required,
  type Schema,
  text,
} from '../../../options/schema/schema.ts';
import { filterOptions } from './filter-options.ts';
import { formatOptions } from './format-options.ts';
import type { OptionMembers } from './members.ts';
import { protocolOptions } from './protocol-options.ts';
import { isRemoteIn, remoteOptions } from './remote-options.ts';

/** A node: described, or by its name (BlockdevRef). */
const node: Schema = either('BlockdevRef', () => blockOptions(), text);
const nodeOrNull: Schema = { ...node, name: 'BlockdevRefOrNull', orNull: true };

const caching = { cache: optional(members({ direct: optional(onOff), 'no-flush': optional(onOff) })) };

/** What every node may have (BlockdevOptions). */
const common: OptionMembers = {
  driver: required(text),
  'node-name': optional(text),
  discard: optional(choice('ignore', 'unmap')),
  ...caching,
  active: optional(onOff, profile => profile.activeOption),
  'read-only': optional(onOff),
  'auto-read-only': optional(onOff),
  'force-share': optional(onOff),
  'detect-zeroes': optional(choice('off', 'on', 'unmap')),
};

/** What the nodes of one driver have besides. */
const ofDriver = once(
  (): Readonly<Record<string, OptionMembers>> => ({
    ...filterOptions(node),
    ...formatOptions(node, nodeOrNull),
    ...protocolOptions(),
    ...remoteOptions(),
  }),
);

/** The options of a node of any driver (BlockdevOptions of block-core.json, 7.1 to 11.1). */
export const blockOptions: () => Members = once(() => ({
  kind: 'members',
  members: common,
  variants: { by: 'driver', members: ofDriver(), isIn: isRemoteIn },
}));

/** The options of the filter itself that are left when qemu reads them. `file` is the name of a node that is open by then. */
export const ownOptions: () => Members = once(() =>
  members({ ...caching, ...ofDriver()['copy-before-write']! }),
);
