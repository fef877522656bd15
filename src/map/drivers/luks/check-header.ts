import { Refusal } from '../../basics/error.ts';
import type { Cryptography } from '../../host/cryptography.ts';
import type { Profile } from '../../profile/profile.ts';
import { type KeySlot, type LuksHeader, magic, nameBytes, slotStates } from './header.ts';

/** The sectors of the header, before which no key material may begin. Its length is rounded up to a multiple of them. */
const headerSectors = 8;
const sector = 512;
/** The pieces that qemu splits a key into. */
const usualStripes = 4000;

/** How a header is checked. */
export interface LuksRules {
  readonly profile: Profile;
  readonly cryptography: Cryptography;
  /** The header is in a file of its own, so its payload may begin anywhere. Absent: it is in front of its payload. */
  readonly isDetached?: boolean;
}

/**
 * Checks a LUKS header before its algorithms are read, in qemu's order (qcrypto_block_luks_open, 5.2 to 11.1).
 *
 * @throws Refusal
 */
export function checkLuksHeader(
  header: LuksHeader,
  { profile, isDetached = false }: Omit<LuksRules, 'cryptography'>,
): void {
  if (header.magic !== magic) throw new Refusal('Volume is not in LUKS format');
  if (header.version !== 1) throw new Refusal(`LUKS version ${header.version} is not supported`);
  if (profile.luksChecks === 'all') {
    checkNames(header);
    if (!isDetached && header.payloadSector < headerSectors) {
      throw new Refusal('LUKS payload is overlapping with the header');
    }
    if (header.iterations === 0) throw new Refusal('LUKS key iteration count is zero');
  }
  for (const index of header.slots.keys()) checkSlot(index, header, { profile, isDetached });
}

function checkNames(header: LuksHeader): void {
  const names = {
    'cipher name': header.cipherName,
    'cipher mode': header.cipherMode,
    'hash spec': header.hash,
  };
  for (const [what, name] of Object.entries(names)) {
    if (name.length >= nameBytes) throw new Refusal(`LUKS header ${what} is not NUL terminated`);
  }
}

function checkSlot(
  index: number,
  header: LuksHeader,
  { profile, isDetached }: Required<Omit<LuksRules, 'cryptography'>>,
): void {
  const slot = header.slots[index]!;
  const { stripes, state, sector: start } = slot;
  const all = profile.luksChecks === 'all';
  const refuse = (text: string): never => {
    throw new Refusal(`Keyslot ${index} ${text}`);
  };
  if (all && stripes !== usualStripes) refuse(`is corrupted (stripes ${stripes | 0} != ${usualStripes})`);
  if (stripes === 0) refuse('is corrupted (stripes == 0)');
  const active = state === slotStates.active;
  if (!active && state !== slotStates.inactive) refuse('state (active/disable) is corrupted');
  if (all && active && slot.iterations === 0) refuse('iteration count is zero');
  if (all && start < headerSectors) refuse('is overlapping with the LUKS header');
  if (!isDetached && endOf(slot, header) > header.payloadSector)
    refuse('is overlapping with the encrypted payload');
  for (let other = index + 1; other < header.slots.length; other++) {
    if (overlap(slot, header.slots[other]!, header, profile)) {
      throw new Refusal(`Keyslots ${index} and ${other} are overlapping in the header`);
    }
  }
}

function overlap(one: KeySlot, other: KeySlot, header: LuksHeader, { luksOverlaps }: Profile): boolean {
  if (luksOverlaps === 'sums') return endOf(one, header) > other.sector && one.sector < endOf(other, header);
  return lastOf(one, header) >= other.sector && one.sector <= lastOf(other, header);
}

/** Where the key material of a slot ends, in sectors. The sum wraps at 2^32, as in qemu. */
function endOf(slot: KeySlot, header: LuksHeader): number {
  return (slot.sector + lengthOf(slot, header)) >>> 0;
}

/** The last sector of a slot's key material. For an empty slot at 0 it is -1, which is the largest number in qemu's 64 bits. */
function lastOf(slot: KeySlot, header: LuksHeader): number {
  const last = slot.sector + lengthOf(slot, header) - 1;
  return last < 0 ? Number.POSITIVE_INFINITY : last;
}

/** The sectors of the key material of a slot. */
function lengthOf(slot: KeySlot, header: LuksHeader): number {
  return Math.ceil(Math.ceil(materialBytes(slot, header) / sector) / headerSectors) * headerSectors;
}

/** The bytes of the key material of a slot. The product wraps at 2^32, as in qemu. */
export function materialBytes({ stripes }: KeySlot, { keyLength }: LuksHeader): number {
  return Math.imul(keyLength, stripes) >>> 0;
}
