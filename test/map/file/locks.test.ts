import { closeSync, openSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { mapText } from '../../support/map-text.ts';
import { testFolder } from '../../support/test-folder.ts';
import { tinyQcow2 } from '../../support/tiny-qcow2.ts';

const folder = testFolder();
const directory = folder.path;
folder.put('a', tinyQcow2({ size: 1024n, l2: [[0x1000n]] }));
folder.put('top', tinyQcow2({ size: 1024n, l2: [[]], backing: 'a' }));
folder.put('free', tinyQcow2({ size: 1024n, l2: [[0x1000n]] }));

/** Holds shared locks on bytes of a file, as another process would: OFD locks belong to the open file. */
function hold(name: string, bytes: readonly number[]): () => void {
  const koffi: typeof import('koffi') = createRequire(import.meta.url)('koffi');
  const fcntl = koffi.load(null).func('int fcntl(int fd, int command, uint8_t *lock)');
  const fd = openSync(join(directory, name), 'r');
  for (const at of bytes) {
    const lock = Buffer.alloc(32);
    lock.writeBigInt64LE(BigInt(at), 8);
    lock.writeBigInt64LE(1n, 16);
    expect(fcntl(fd, 37, lock)).toBe(0);
  }
  return () => closeSync(fd);
}

const refused = (name: string, use: string): string =>
  `qemu-img: Could not open '${name}': Failed to get shared "${use}" lock\nIs another process using the image [a]?\n`;

describe('while another process writes', () => {
  const release = hold('a', [100, 101, 103, 201, 203]);
  afterAll(release);
  const options = (text: string) => mapText({ name: text, directory, imageOptions: true });

  test('the image and an image over it are refused', () => {
    expect(mapText({ name: 'a', directory })).toEqual({
      status: 1,
      stdout: '',
      stderr: refused('a', 'write'),
    });
    const below = refused('top', 'write').replace('Failed', 'Could not open backing file: Failed');
    expect(mapText({ name: 'top', directory }).stderr).toBe(below);
  });

  test('a part of a raw image is refused, because its size must not change', () => {
    const part = 'driver=raw,size=512,file.filename=a';
    expect(options(part).stderr).toBe(refused(part, 'resize'));
  });

  test.each([
    ['all of a raw image', 'driver=raw,file.filename=a'],
    ['the image with force-share', 'driver=qcow2,force-share=on,file.filename=a'],
    ['the image without locking', 'driver=qcow2,file.locking=off,file.filename=a'],
    ['another image', 'driver=qcow2,file.filename=free'],
  ])('%s is opened', (_, text) => {
    expect(options(text)).toMatchObject({ status: 0, stderr: '' });
  });

  test('the image is refused if it is to be writable here too', () => {
    const text = 'driver=qcow2,read-only=off,file.filename=a';
    expect(options(text).stderr).toBe(
      `qemu-img: Could not open '${text}': Failed to get "write" lock\nIs another process using the image [a]?\n`,
    );
  });
});

test('an image that others read is opened', () => {
  const release = hold('free', [100, 201, 203]);
  expect(mapText({ name: 'free', directory })).toMatchObject({ status: 0, stderr: '' });
  release();
});
