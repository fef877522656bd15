import { Refusal, Unsupported } from '../../error.ts';
import type { Profile } from '../../profile/profile.ts';
import { type KeySlot, type LuksHeader, magic, slotStates } from './header.ts';

/** Where key material may begin, in sectors; its length is rounded up to as many. */
const headerSectors = 8;
const sector = 512;
/** Into so many pieces qemu splits a key. */
export const usualStripes = 4000;

/**
 * What is wrong with a LUKS header before its names are looked at, in qemu's order (qcrypto_block_luks_open, 5.2 to
 * 11.1).
 *
 * @throws Refusal
 * @throws Unsupported where qemu aborts or goes by what stands behind the header in its memory
 */
export function checkLuksHeader(header: LuksHeader, profile: Profile): void {
  if (header.magic !== magic) throw new Refusal('Volume is not in LUKS format');
  if (header.version !== 1) throw new Refusal(`LUKS version ${header.version} is not supported`);
  checkNames(header, profile);
  if (profile.luksChecks === 'all') {
    if (header.payloadSector < headerSectors) {
      throw new Refusal('LUKS payload is overlapping with the header');
    }
    if (header.iterations === 0) throw new Refusal('LUKS key iteration count is zero');
  }
  for (const index of header.slots.keys()) checkSlot(index, header, profile);
  if (header.iterations === 0) throw new Unsupported('a LUKS header without iterations');
}

function checkNames(header: LuksHeader, profile: Profile): void {
  const names = {
    'cipher name': header.cipherName,
    'cipher mode': header.cipherMode,
    'hash spec': header.hash,
  };
  for (const [what, name] of Object.entries(names)) {
    if (name.includes('\0')) continue;
    if (profile.luksChecks === 'some') throw new Unsupported(`a LUKS ${what} without an end`);
    throw new Refusal(`LUKS header ${what} is not NUL terminated`);
  }
}

function checkSlot(index: number, header: LuksHeader, profile: Profile): void {
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
  if (endOf(slot, header) > header.payloadSector) refuse('is overlapping with the encrypted payload');
  for (let other = index + 1; other < header.slots.length; other++) {
    const next = header.slots[other]!;
    if (endOf(slot, header) > next.sector && start < endOf(next, header)) {
      throw new Refusal(`Keyslots ${index} and ${other} are overlapping in the header`);
    }
  }
}

/** Where the key material of a slot ends, in sectors. Both sums wrap at 2^32, as qemu's do. */
function endOf({ sector: start, stripes }: KeySlot, { keyLength }: LuksHeader): number {
  const bytes = Math.imul(keyLength, stripes) >>> 0;
  const sectors = Math.ceil(Math.ceil(bytes / sector) / headerSectors) * headerSectors;
  return (start + sectors) >>> 0;
}
