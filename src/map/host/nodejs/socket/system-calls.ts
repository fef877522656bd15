import { MapError } from '../../../basics/error.ts';
import { koffi } from '../c-library/koffi.ts';
import { type AddressLookup, addressLookup } from './address-lookup.ts';
import { type SocketCalls, socketCalls } from './socket-calls.ts';

/** The calls of the C library that a connection needs. */
export interface SystemCalls extends SocketCalls {
  readonly resolve: AddressLookup;
}

let loaded: SystemCalls | undefined;

/**
 * The system calls of sockets.
 *
 * @throws MapError `no-koffi` where koffi can't be loaded
 */
export function systemCalls(): SystemCalls {
  loaded ??= load();
  return loaded;
}

function load(): SystemCalls {
  const library = koffi();
  if (library === undefined || process.platform !== 'linux') {
    throw new MapError('no-koffi', "a server can't be asked without the package koffi, on Linux", {
      next: 'Install it: npm install koffi.',
    });
  }
  return { ...socketCalls(library), resolve: addressLookup(library) };
}
