import type { Lookup } from '../../node/lookup.ts';

const sector = 512;

/**
 * Where the sector that has a guest offset (bytes) is in the file. A volume has no tables: its encrypted sectors stand in guest order.
 *
 * @param payloadAt where the first of them is, in bytes
 */
export function explainLuks(offset: bigint, payloadAt: number): Lookup {
  const index = offset / BigInt(sector);
  const host = payloadAt + Number(index) * sector;
  const unit = { name: 'sector', index, bytes: sector, byte: Number(offset % BigInt(sector)), host };
  return { unit, state: 'data', entries: [] };
}
