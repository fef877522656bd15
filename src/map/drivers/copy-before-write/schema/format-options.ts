import {
  choice,
  either,
  members,
  onOff,
  optional,
  required,
  type Schema,
  text,
} from '../../../options/schema/schema.ts';
import { numbers, type OptionMembers, switches } from './members.ts';

const overlapModes = choice('none', 'constant', 'cached', 'all');
const overlapFlags = members({
  template: optional(overlapModes),
  ...switches('main-header', 'active-l1', 'active-l2', 'refcount-table', 'refcount-block', 'snapshot-table'),
  ...switches('inactive-l1', 'inactive-l2', 'bitmap-directory'),
});

const keySecret: OptionMembers = { 'key-secret': optional(text) };

/**
 * The options of the formats.
 *
 * @param node the schema of a node below
 * @param backing that of a node for the backing file, or none
 */
export function formatOptions(node: Schema, backing: Schema): Readonly<Record<string, OptionMembers>> {
  const onNode: OptionMembers = { file: required(node) };
  const overlay: OptionMembers = { ...onNode, backing: optional(backing) };
  return {
    bochs: onNode,
    cloop: onNode,
    dmg: onNode,
    luks: { ...onNode, ...keySecret, header: optional(node, profile => profile.luksDetachedHeader) },
    parallels: onNode,
    qcow: { ...overlay, encrypt: optional(encryption({ aes: keySecret })) },
    qcow2: {
      ...overlay,
      ...switches('lazy-refcounts', 'pass-discard-request', 'pass-discard-snapshot', 'pass-discard-other'),
      'discard-no-unref': optional(onOff, profile => profile.discardNoUnref),
      'overlap-check': optional(either('Qcow2OverlapChecks', () => overlapFlags, overlapModes)),
      ...numbers('cache-size', 'l2-cache-size', 'l2-cache-entry-size', 'refcount-cache-size'),
      ...numbers('cache-clean-interval'),
      encrypt: optional(encryption({ aes: keySecret, luks: keySecret })),
      'data-file': optional(node),
    },
    qed: overlay,
    raw: { ...onNode, ...numbers('offset', 'size') },
    vdi: onNode,
    vhdx: onNode,
    vmdk: overlay,
    vpc: onNode,
  };
}

function encryption(methods: Readonly<Record<string, OptionMembers>>): Schema {
  return {
    kind: 'members',
    members: { format: required(text) },
    variants: { by: 'format', members: methods },
  };
}
