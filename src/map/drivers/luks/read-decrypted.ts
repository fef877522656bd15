import type { SectorDecryption } from './sector-decryption.ts';

const sector = 512;

/** Where encrypted bytes are, in bytes: in the file, and by the number that their sectors are encrypted with. */
export interface EncryptedPlace {
  readonly host: number;
  /** Times 512 the number of the sector; on the same byte of a sector as `host`. */
  readonly numbered: number;
}

/** Fills `bytes` with what is decrypted of those at a place, which need not begin at a sector. */
export function readDecrypted(
  bytes: Uint8Array,
  { host, numbered }: EncryptedPlace,
  read: (offset: number, length: number) => Uint8Array,
  decrypt: SectorDecryption,
): void {
  const byte = numbered % sector;
  const length = Math.ceil((byte + bytes.length) / sector) * sector;
  const sectors = decrypt(read(host - byte, length), (numbered - byte) / sector);
  bytes.set(sectors.subarray(byte, byte + bytes.length));
}
