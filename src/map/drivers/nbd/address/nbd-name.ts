import type { ByteString } from '../../../basics/byte-string.ts';
import type { SocketAddress } from '../../../host/address.ts';

/**
 * The plain name of an export, which qemu makes of its address; undefined if it has none. Nothing in it is encoded.
 *
 * @param exported the name of the export; undefined: none was given
 */
export function nbdNameOf(address: SocketAddress, exported: ByteString | undefined): ByteString | undefined {
  const path = exported === undefined ? '' : `/${exported}`;
  if (address.kind === 'unix') return `nbd+unix://${path}?socket=${address.path}`;
  return address.hasFlags === true ? undefined : `nbd://${address.host}:${address.port}${path}`;
}
