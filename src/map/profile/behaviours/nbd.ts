import type { Behaviours } from './behaviour.ts';

/** What versions do differently in the NBD client, and in the addresses of servers. */
export interface NbdValues {
  /**
   * The meaning of the hole bit in base:allocation of NBD: no data, or no layer allocates it (then holes of files don't
   * count).
   */
  readonly nbdHole: 'no-data' | 'not-allocated';
  /** The parser of NBD URLs: qemu's own, or that of GLib. */
  readonly nbdUrls: 'own' | 'glib';
  /** How `HOST:PORT` with flags is read in a name of NBD: scanned for the flags that are known, or as options. */
  readonly nbdHostSpec: 'scanned' | 'options';
  /** Addresses have the flag mptcp. */
  readonly mptcp: boolean;
  /** Addresses have the numbers keep-alive-count, keep-alive-idle and keep-alive-interval. */
  readonly keepAliveTimes: boolean;
  /** The NBD driver has the options open-timeout and tls-hostname. */
  readonly nbdOpenTimeout: boolean;
  /** The NBD client asks for extended headers, and takes extents with numbers of 64 bits. */
  readonly nbdExtendedHeaders: boolean;
  /** The message if an NBD export that is to be written to is read-only. */
  readonly nbdReadOnly: string;
  /** The message if an NBD server doesn't have the context of x-dirty-bitmap. */
  readonly nbdContextMissing: (context: string) => string;
  /** The error of a request whose server goes away inside of a chunk that isn't data. */
  readonly nbdPayloadLost: 'not-permitted' | 'io';
  /** What is said of a stream that ends too early. */
  readonly endOfStream: string;
  /** An NBD client encrypts only what goes over a port, not over a socket file. */
  readonly tlsOverPortsOnly: boolean;
}

export const nbd: Behaviours<NbdValues> = {
  nbdHole: {
    why: 'NBD servers report explicit zeros, and the holes of raw files, as holes since 6.0',
    values: [
      { since: '5.2', measured: '5.2', value: 'not-allocated' },
      { since: '6.0', measured: '7.2 10.0 11.1', value: 'no-data' },
    ],
  },
  nbdUrls: {
    why: 'GLib reads URLs since 9.1',
    values: [
      { since: '5.2', measured: '5.2 7.2', value: 'own' },
      { since: '9.1', measured: '10.0 11.1', value: 'glib' },
    ],
  },
  nbdHostSpec: {
    why: 'an address with flags is read as options in 11.1, not in 10.0; no build between them was run',
    values: [
      { since: '5.2', measured: '5.2 7.2 10.0', value: 'scanned' },
      { since: '10.1', measured: '11.1', value: 'options' },
    ],
  },
  mptcp: {
    why: 'addresses have the flag mptcp since 6.1',
    values: [
      { since: '5.2', measured: '5.2', value: false },
      { since: '6.1', measured: '7.2 10.0 11.1', value: true },
    ],
  },
  keepAliveTimes: {
    why: 'addresses say in 11.1, not in 10.0, how a connection is kept alive; no build between them was run',
    values: [
      { since: '5.2', measured: '5.2 7.2 10.0', value: false },
      { since: '10.1', measured: '11.1', value: true },
    ],
  },
  nbdOpenTimeout: {
    why: 'the options open-timeout and tls-hostname of NBD came with 7.0',
    values: [
      { since: '5.2', measured: '5.2', value: false },
      { since: '7.0', measured: '7.2 10.0 11.1', value: true },
    ],
  },
  nbdExtendedHeaders: {
    why: 'the NBD client knows extended headers since 8.2, and looks at the length of a chunk first',
    values: [
      { since: '5.2', measured: '5.2 7.2', value: false },
      { since: '8.2', measured: '10.0 11.1', value: true },
    ],
  },
  nbdReadOnly: {
    why: 'the error of a client that is set up in a coroutine has no text of its own; changed between 5.2 and 7.2',
    values: [
      { since: '5.2', measured: '5.2', value: 'NBD export is read-only' },
      { since: '6.1', measured: '7.2 10.0 11.1', value: 'Could not open image: Permission denied' },
    ],
  },
  nbdContextMissing: {
    why: 'the error of a client that is set up in a coroutine has no text of its own; changed between 5.2 and 7.2',
    values: [
      { since: '5.2', measured: '5.2', value: context => `requested x-dirty-bitmap ${context} not found` },
      { since: '6.1', measured: '7.2 10.0 11.1', value: () => 'Could not open image: Invalid argument' },
    ],
  },
  nbdPayloadLost: {
    // Measured on all four builds with a server that goes away at each byte; a golden has no such server.
    why: 'a server that goes away inside of a status or an error is an error of reading in 7.2; no build between 5.2 and 7.2 was run',
    values: [
      { since: '5.2', value: 'not-permitted' },
      { since: '7.2', value: 'io' },
    ],
  },
  endOfStream: {
    why: 'the text changed between 5.2 and 7.2',
    values: [
      { since: '5.2', measured: '5.2', value: 'Unexpected end-of-file before all bytes were read' },
      { since: '6.0', measured: '7.2 10.0 11.1', value: 'Unexpected end-of-file before all data were read' },
    ],
  },
  tlsOverPortsOnly: {
    why: 'TLS goes over socket files in 7.2, not in 5.2; no build between them was run',
    values: [
      { since: '5.2', measured: '5.2', value: true },
      { since: '7.2', measured: '7.2 10.0 11.1', value: false },
    ],
  },
};
