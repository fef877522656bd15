import {
  choice,
  int32,
  int64,
  listOf,
  members,
  onOff,
  optional,
  required,
  type Schema,
  size,
  text,
  uint32,
  uint64,
} from '../../../options/schema/schema.ts';
import { events, requests } from '../../blkdebug/events.ts';
import { permissions } from '../../blkdebug/permissions.ts';
import { numbers, type OptionMembers } from './members.ts';

const event = required(choice(...events));
const permission = choice(...permissions.keys());
const injected = members({
  event,
  state: optional(int64),
  iotype: optional(choice(...requests)),
  errno: optional(int64),
  sector: optional(int64),
  once: optional(onOff),
  immediately: optional(onOff),
});
const stateSet = members({ event, state: optional(int64), new_state: required(int64) });

/**
 * The options of the filters, and of the other drivers that hold nothing themselves.
 *
 * @param node the schema of a node below
 */
export function filterOptions(node: Schema): Readonly<Record<string, OptionMembers>> {
  const onNode: OptionMembers = { file: required(node) };
  return {
    blkdebug: {
      image: required(node),
      config: optional(text),
      align: optional(int64),
      'max-transfer': optional(int32),
      'opt-write-zero': optional(int32),
      'max-write-zero': optional(int32),
      'opt-discard': optional(int32),
      'max-discard': optional(int32),
      'inject-error': optional(listOf(injected)),
      'set-state': optional(listOf(stateSet)),
      'take-child-perms': optional(listOf(permission)),
      'unshare-child-perms': optional(listOf(permission)),
    },
    blklogwrites: {
      file: required(node),
      log: required(node),
      'log-sector-size': optional(uint32),
      'log-append': optional(onOff),
      'log-super-update-interval': optional(uint64),
    },
    blkreplay: { image: required(node) },
    blkverify: { test: required(node), raw: required(node) },
    compress: onNode,
    'copy-before-write': {
      ...onNode,
      target: required(node),
      bitmap: optional(members({ node: required(text), name: required(text) })),
      'on-cbw-error': optional(choice('break-guest-write', 'break-snapshot')),
      'cbw-timeout': optional(uint32),
      'min-cluster-size': optional(size, profile => profile.minClusterSize),
    },
    'copy-on-read': { ...onNode, bottom: optional(text) },
    preallocate: { ...onNode, ...numbers('prealloc-align', 'prealloc-size') },
    quorum: {
      blkverify: optional(onOff),
      children: required(listOf(node)),
      'vote-threshold': required(int64),
      'rewrite-corrupted': optional(onOff),
      'read-pattern': optional(choice('quorum', 'fifo')),
    },
    replication: { ...onNode, mode: required(choice('primary', 'secondary')), 'top-id': optional(text) },
    'snapshot-access': onNode,
    throttle: { 'throttle-group': required(text), file: required(node) },
  };
}
