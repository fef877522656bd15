import * as fc from 'fast-check';
import type { NodeOptions } from '../../../layer/node.ts';
import { mostlyRight } from './mostly-right.ts';

type Values = readonly (string | number | boolean)[];

/** A key of a rule: how often a rule lacks it, for each two times that it has it, and its values. */
type Keys = Readonly<Record<string, readonly [absent: number, values: Values]>>;

/** Events that a map raises, often, and some that it never raises. */
const event: Values = [
  ...['none', 'none', 'none', 'l2_load', 'l2_load', 'l2_load', 'read_aio', 'read_aio', 'reftable_load'],
  ...['l1_update', 'refblock_load', 'cluster_alloc', 'read_backing_aio', 'flush_to_os', 'pwritev'],
];

const state: Values = [1, 1, 2, 3, 0];

const injections: Keys = {
  event: [0, event],
  iotype: [1, ['block-status', 'block-status', 'block-status', 'read', 'read', 'write', 'flush']],
  sector: [1, [0, 1, 8, 64, 127, 128, 129, 256, 384, 512, 2048, -1]],
  errno: [2, [5, 28, 22, 95, 2, 12, 0]],
  state: [3, state],
  once: [4, [true, 'on', false]],
  immediately: [6, [true, 'off']],
};

const transitions: Keys = {
  event: [0, event],
  state: [1, state],
  new_state: [0, [1, 2, 2, 3]],
};

/** Parts of rules that are refused. */
const wrong: readonly NodeOptions[] = [
  { event: '' },
  { event: 'l3_load' },
  { state: 'first' },
  { once: 'maybe' },
  { unheard: 'of' },
];

/** Limits of requests and permissions, which leave a map as it is. */
const limits: readonly NodeOptions[] = [
  { align: 512 },
  { align: 4096 },
  { align: 65536 },
  { align: 1, 'max-transfer': 512 },
  { align: 512, 'max-transfer': 65536 },
  { 'opt-write-zero': 4096, 'max-write-zero': 65536 },
  { 'opt-discard': 4096, 'max-discard': 8192 },
  { 'take-child-perms': ['consistent-read'] },
  { 'unshare-child-perms': ['resize'] },
];

/** Those that are refused. */
const wrongLimits: readonly NodeOptions[] = [
  { align: 1000 },
  { align: 4096, 'max-transfer': 512 },
  { 'opt-discard': 4096, 'max-discard': 512 },
  { 'take-child-perms': ['write'] },
];

function part(key: string, [absent, values]: Keys[string] & {}): fc.Arbitrary<NodeOptions> {
  return fc.oneof(
    { weight: absent, arbitrary: fc.constant<NodeOptions>({}) },
    { weight: 2, arbitrary: fc.constantFrom(...values).map((value): NodeOptions => ({ [key]: value })) },
  );
}

/** For a rule with some of these keys; one in 40 is refused. */
function rule(keys: Keys): fc.Arbitrary<NodeOptions> {
  const right = fc
    .tuple(...Object.entries(keys).map(([key, values]) => part(key, values)))
    .map((parts): NodeOptions => Object.assign({}, ...parts));
  return fc.oneof(
    { weight: 39, arbitrary: right },
    {
      weight: 1,
      arbitrary: fc.tuple(right, fc.constantFrom(...wrong)).map(([all, more]) => ({ ...all, ...more })),
    },
  );
}

/** The option with so many rules, as a list; without any, no option. */
function rules(option: string, keys: Keys, most: number): fc.Arbitrary<NodeOptions> {
  return fc
    .array(rule(keys), { minLength: 0, maxLength: most, size: 'max' })
    .map((list): NodeOptions => (list.length === 0 ? {} : { [option]: list }));
}

/** For a node of blkdebug over another one: with rules that fail requests, rules that change the state in which those act, or limits. */
export function ruledNode(image: NodeOptions): fc.Arbitrary<NodeOptions> {
  const following = fc.tuple(rules('inject-error', injections, 3), rules('set-state', transitions, 3));
  return fc
    .oneof(
      { weight: 4, arbitrary: following.map(([fail, step]): NodeOptions => ({ ...fail, ...step })) },
      { weight: 1, arbitrary: mostlyRight(limits, wrongLimits) },
    )
    .map((more): NodeOptions => ({ driver: 'blkdebug', image, ...more }));
}
