import type { Behaviours } from './behaviour.ts';

/** What versions do differently with nodes of any driver: their names, their sizes, and how they stand on each other. */
export interface NodeValues {
  /** The message about a child that is the name of a node, if there is no such node. */
  readonly unknownNode: (name: string) => string;
  /** The message about a `node-name` that isn't well formed. */
  readonly invalidNodeName: (name: string) => string;
  /** The message about a `node-name` that another node has. */
  readonly duplicateNodeName: (name: string) => string;
  /** Every node has the option active. */
  readonly activeOption: boolean;
  /** When an image is refused whose size qemu can't use: on opening, or after the header is printed. */
  readonly unusableSize: 'on-opening' | 'after-header';
  /** A node whose requests have to be multiples of more than 1 GiB is refused. */
  readonly alignmentLimit: boolean;
  /** The result of reads close to 2^63: zeros, as past the end of any file, or an error. */
  readonly farReads: 'zeros' | 'fail';
  /** A node that would stand on itself is refused. False: qemu-img crashes. */
  readonly cyclesRefused: boolean;
  /** There is a permission graph-mod. */
  readonly graphPermission: boolean;
  /** The backing file of a node is closed before the node of its option `file`. False: after it. */
  readonly backingClosedFirst: boolean;
}

export const nodes: Behaviours<NodeValues> = {
  unknownNode: {
    why: 'messages spell the option node-name with a dash since 6.0',
    values: [
      { since: '5.2', measured: '5.2', value: name => `Cannot find device=${name} nor node_name=${name}` },
      {
        since: '6.0',
        measured: '6.0.0..11.1',
        value: name => `Cannot find device='${name}' nor node-name='${name}'`,
      },
    ],
  },
  invalidNodeName: {
    why: 'messages spell the option node-name with a dash since 6.0',
    values: [
      { since: '5.2', measured: '5.2', value: () => 'Invalid node name' },
      { since: '6.0', measured: '6.0.0..11.1', value: name => `Invalid node-name: '${name}'` },
    ],
  },
  duplicateNodeName: {
    why: 'messages name the node since 6.0',
    values: [
      { since: '5.2', measured: '5.2', value: () => 'Duplicate node name' },
      { since: '6.0', measured: '6.0.0..11.1', value: name => `Duplicate nodes with node-name='${name}'` },
    ],
  },
  activeOption: {
    why: 'every node can be told whether it is active since 10.0',
    values: [
      { since: '5.2', measured: '5.2 7.2', value: false },
      { since: '10.0', measured: '10.0 11.1', value: true },
    ],
  },
  unusableSize: {
    why: 'a node that is too long is refused when it is opened since 6.0',
    values: [
      { since: '5.2', measured: '5.2', value: 'after-header' },
      { since: '6.0', measured: '6.0.0..11.1', value: 'on-opening' },
    ],
  },
  alignmentLimit: {
    // Measured on all four builds with exports of blocks of 1 and 2 GiB; a golden has no such server.
    why: 'a node with a larger alignment than 1 GiB is refused since 6.0',
    values: [
      { since: '5.2', value: false },
      { since: '6.0', value: true },
    ],
  },
  farReads: {
    why: 'requests that end after 2^63 - 2^30 fail since 6.0',
    values: [
      { since: '5.2', measured: '5.2', value: 'zeros' },
      { since: '6.0', measured: '6.0.0..11.1', value: 'fail' },
    ],
  },
  cyclesRefused: {
    // Measured on all four builds; a golden holds no crashes.
    why: 'cycles of nodes are refused in 7.2, and crash 5.2; no build between was run',
    values: [
      { since: '5.2', value: false },
      { since: '7.2', value: true },
    ],
  },
  graphPermission: {
    why: 'the permission graph-mod is gone in 7.2; no build between 5.2 and 7.2 was run',
    values: [
      { since: '5.2', measured: '5.2', value: true },
      { since: '7.2', measured: '7.2 10.0 11.1', value: false },
    ],
  },
  backingClosedFirst: {
    why: 'a backing file is closed after the file of its overlay in 10.0; no build between 7.2 and 10.0 was run',
    values: [
      { since: '5.2', measured: '5.2 7.2', value: true },
      { since: '10.0', measured: '10.0 11.1', value: false },
    ],
  },
};
