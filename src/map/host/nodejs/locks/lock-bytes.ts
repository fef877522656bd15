import type { LockedUse } from '../../../file/image-file.ts';

// The bytes that qemu locks (OFD locks, 5.2 to 11.1).

/** The first byte for the uses that a process makes of a file. */
export const usedAt = 100;

/** The first byte for the uses that it forbids others. */
export const unsharedAt = 200;

/** The place of a use behind these first bytes: the order of qemu's permissions. */
export const permission: Readonly<Record<LockedUse, number>> = {
  'consistent read': 0,
  write: 1,
  'write unchanged': 2,
  resize: 3,
  'change children': 4,
};

export const lastByte: number = unsharedAt + permission['change children'];
