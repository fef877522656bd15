import { expect, test, vi } from 'vitest';
import { directAlignment } from '../../../../../src/map/host/nodejs/file/direct-alignment.ts';

/** The error of a read of each length; absent: it succeeds. */
const errors = vi.hoisted((): { of: (length: number) => string | undefined } => ({ of: () => undefined }));

vi.mock('node:fs', () => ({
  readSync: (_: number, __: Buffer, ___: number, length: number): number => {
    const code = errors.of(length);
    if (code !== undefined) throw Object.assign(new Error(code), { code });
    return length;
  },
}));

// Compared with qemu-img 5.2 to 10.0 on ext4 with blocks of 1024 bytes: its first two lines.
test.each([
  ['a hole or no byte at the start of the file', () => undefined, 4096],
  ['data in sectors of 512 bytes', (length: number) => (length < 512 ? 'EINVAL' : undefined), 512],
  ['data in sectors of 4096 bytes', (length: number) => (length < 4096 ? 'EINVAL' : undefined), 4096],
  ['a bad disk', (length: number) => (length < 512 ? 'EINVAL' : 'EIO'), 512],
  ['a host that takes no such read', () => 'EINVAL', undefined],
] as const)('the alignment with %s', (_, of, alignment) => {
  errors.of = of;
  expect(directAlignment(3)).toBe(alignment);
});
