import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, fstatSync, openSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { type HeldLocks, inodesIn } from '../../../../../src/map/host/nodejs/locks/held-locks.ts';
import type { RecordedName } from '../../../../../src/map/profile/profile.ts';
import { type MapRequest, mapText } from '../../../../support/map-text.ts';
import { testFolder } from '../../../../support/test-folder.ts';
import { tinyQcow2 } from '../../../../support/tiny-qcow2.ts';

const folder = testFolder();
const directory = folder.path;
folder.put('a', tinyQcow2({ size: 1024n, l2: [[0x1000n]] }));
folder.put('top', tinyQcow2({ size: 1024n, l2: [[]], backing: 'a' }));
folder.put('over-raw', tinyQcow2({ size: 1024n, l2: [[]], backing: 'raw' }));
folder.put('raw', Buffer.alloc(1024, 'x'));
folder.put('free', tinyQcow2({ size: 1024n, l2: [[0x1000n]] }));

const [shared, exclusive] = [0, 1];
/** F_OFD_SETLK: the lock belongs to the open file. F_SETLK: to the process. */
const [ofd, posix] = [37, 6];
const wholeFile = { at: 0, length: 0n };

/** Holds a lock on a range of a file, as another process would. */
function holdRange(
  name: string,
  { at, length = 1n }: { at: number; length?: bigint },
  type: number,
  command: number = ofd,
): Disposable {
  const koffi: typeof import('koffi') = createRequire(import.meta.url)('koffi');
  const fcntl = koffi.load(null).func('int fcntl(int fd, int command, uint8_t *lock)');
  const fd = openSync(join(directory, name), 'r+');
  const lock = Buffer.alloc(32);
  lock.writeInt16LE(type, 0);
  lock.writeBigInt64LE(BigInt(at), 8);
  lock.writeBigInt64LE(length, 16);
  expect(fcntl(fd, command, lock)).toBe(0);
  return { [Symbol.dispose]: () => closeSync(fd) };
}

/** Holds shared locks on bytes of a file. */
function hold(name: string, bytes: readonly number[]): () => void {
  const held = bytes.map(at => holdRange(name, { at }, shared));
  return () => {
    for (const lock of held) lock[Symbol.dispose]();
  };
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

describe('locks that are not those of qemu', () => {
  const stderrOf = (name: string, rest: Partial<MapRequest> = {}): string =>
    mapText({ name, directory, ...rest }).stderr;
  const unlockable = (name: string, at: number): string =>
    `qemu-img: Could not open '${name}': Failed to lock byte ${at}\n`;
  const unreadable = (name: string, file: string): string =>
    `qemu-img: Could not open '${name}': Failed to get "consistent read" lock\nIs another process using the image [${file}]?\n`;

  test.each([100, 201, 203])('an exclusive one on byte %i, which qemu would lock', at => {
    using _ = holdRange('free', { at }, exclusive);
    expect(stderrOf('free')).toBe(unlockable('free', at));
  });

  test.each([102, 202, 300])('none on byte %i stands against a map', at => {
    using _ = holdRange('free', { at }, exclusive);
    expect(stderrOf('free')).toBe('');
  });

  test.each([ofd, posix])('one on the whole file, by command %i of fcntl', command => {
    {
      using _ = holdRange('free', wholeFile, exclusive, command);
      expect(stderrOf('free')).toBe(unlockable('free', 100));
    }
    using _ = holdRange('free', wholeFile, shared, command);
    expect(stderrOf('free')).toBe(unreadable('free', 'free'));
  });

  test('a file of raw bytes is refused when the whole chain is open', () => {
    using _ = holdRange('raw', wholeFile, exclusive);
    expect(stderrOf('raw')).toBe(unlockable('raw', 100));
    expect(stderrOf('over-raw')).toBe(unlockable('over-raw', 100));
  });

  test('a part of a raw image is refused for its size first', () => {
    using _ = holdRange('raw', wholeFile, exclusive);
    const part = 'driver=raw,size=512,file.filename=raw';
    expect(stderrOf(part, { imageOptions: true })).toBe(unlockable(part, 203));
  });

  test('force-share needs a lock for its own use, too', () => {
    const text = 'driver=qcow2,force-share=on,file.filename=free';
    {
      using _ = holdRange('free', { at: 100 }, exclusive);
      expect(stderrOf(text, { imageOptions: true })).toBe(unlockable(text, 100));
    }
    using _ = holdRange('free', { at: 201 }, exclusive);
    expect(stderrOf(text, { imageOptions: true })).toBe('');
  });
});

describe('locks on the files of inactive nodes', () => {
  const stderrOf = (text: string): string =>
    mapText({ name: text, directory, imageOptions: true, version: '10.0' }).stderr;

  test.each([
    ['a raw image', 'driver=raw,file.filename=a,active=off', wholeFile],
    ['a file', 'driver=file,filename=a,active=off', wholeFile],
    ['an image on an inactive file', 'driver=qcow2,file.filename=a,file.active=off,active=off', wholeFile],
    ['a part of a raw image', 'driver=raw,size=512,file.filename=a,active=off', wholeFile],
    ['a backing file', 'driver=qcow2,file.filename=top,active=off,backing.active=on', wholeFile],
    ['an image while another program writes', 'driver=qcow2,file.filename=a,active=off', { at: 101 }],
    [
      'an image that could be written to',
      'driver=qcow2,read-only=off,file.filename=a,active=off',
      { at: 201, length: 100n },
    ],
  ])('none count for %s', (_, text, range) => {
    using _held = holdRange('a', range, exclusive);
    expect(stderrOf(text)).toBe('');
  });

  test('the tables of an image are read', () => {
    using _ = holdRange('a', { at: 200 }, shared);
    const text = 'driver=qcow2,file.filename=a,active=off';
    expect(stderrOf(text)).toBe(
      `qemu-img: Could not open '${text}': Failed to get "consistent read" lock\nIs another process using the image [a]?\n`,
    );
  });
});

describe('locks for what filters do with an image', () => {
  const reasonOf = (text: string, version: RecordedName): string | undefined =>
    /Failed to .*/.exec(mapText({ name: text, directory, imageOptions: true, version }).stderr)?.[0];
  const image = 'driver=qcow2,file.filename=a';
  const below = (key: string): string => image.replaceAll(/(?<=^|,)/g, `${key}.`);

  test.each([
    [`driver=copy-on-read,${below('file')},read-only=off`, 202, 'Failed to get "write unchanged" lock'],
    ['driver=replication,mode=primary,file.filename=a', 103, 'Failed to get shared "resize" lock'],
    ['driver=replication,mode=primary,file.filename=a,read-only=off', 201, 'Failed to get "write" lock'],
    [
      'driver=blkdebug,image.driver=raw,image.file.filename=a,unshare-child-perms.0=write',
      101,
      'Failed to get shared "write" lock',
    ],
    [
      'driver=blkdebug,image.driver=raw,image.file.filename=a,take-child-perms.0=resize',
      203,
      'Failed to get "resize" lock',
    ],
  ])('%s, with a lock on byte %i', (text, at, reason) => {
    using _ = holdRange('a', { at }, shared);
    for (const version of ['5.2', '11.1'] as const) expect(reasonOf(text, version)).toBe(reason);
  });

  test('replication forbids 5.2 what later versions have no lock for', () => {
    using _ = holdRange('a', { at: 104 }, shared);
    const text = 'driver=replication,mode=primary,file.filename=a';
    expect(reasonOf(text, '5.2')).toBe('Failed to get shared "change children" lock');
    expect(reasonOf(text, '7.2')).toBeUndefined();
  });
});

describe('the table of all locks has one on a byte of qemu', () => {
  test.each([
    ['1: OFDLCK ADVISORY  READ  -1 00:21:7 100 100', true],
    ['1: OFDLCK ADVISORY  WRITE -1 00:21:7 0 EOF', true],
    ['1: POSIX  ADVISORY  WRITE 4711 00:21:7 200 250', true],
    ['1: POSIX  ADVISORY  READ 4711 00:21:7 1073741826 1073742335', false],
    ['1: OFDLCK ADVISORY  WRITE -1 00:21:7 0 99', false],
    ['1: FLOCK  ADVISORY  WRITE 4711 00:21:7 0 EOF', false],
  ])('%s: %s', (line, has) => {
    expect([...inodesIn(`${line}\n2: FLOCK  ADVISORY  WRITE 12 00:21:9 0 EOF\n`)]).toEqual(has ? ['7'] : []);
  });
});

/** As in a process that has opened no chain yet. */
async function freshLocks(): Promise<
  typeof import('../../../../../src/map/host/nodejs/locks/held-locks.ts')
> {
  vi.resetModules();
  return await import('../../../../../src/map/host/nodejs/locks/held-locks.ts');
}

function isMaybeLocked(name: string, held: HeldLocks): boolean {
  const fd = openSync(resolve(directory, name), 'r');
  try {
    const { dev, ino } = fstatSync(fd);
    return held.mayBeOn(fd, String(dev), String(ino));
  } finally {
    closeSync(fd);
  }
}

test('a lock on one file of a chain is none on another; for a second chain the kernel is asked about each file', async () => {
  const { HeldLocks } = await freshLocks();
  using _ = holdRange('free', { at: 100 }, shared);
  // Numbers of procfs may be those of other file systems: fdinfo is asked.
  const files = ['free', 'a', '/proc/version'];
  const [first, second] = [new HeldLocks(), new HeldLocks()];
  expect(files.map(name => isMaybeLocked(name, first))).toEqual([true, false, false]);
  expect(files.map(name => isMaybeLocked(name, second))).toEqual([true, true, true]);
});

test('where a machine has locks by the thousand, the kernel is asked about each file', async () => {
  const { HeldLocks } = await freshLocks();
  // Bytes beside each other would be one lock.
  const held = Array.from({ length: 1300 }, (_, index) => holdRange('raw', { at: 1000 + 2 * index }, shared));
  try {
    expect(isMaybeLocked('free', new HeldLocks())).toBe(true);
  } finally {
    for (const lock of held) lock[Symbol.dispose]();
  }
});

// Until a lease is given up, open(2) with O_NONBLOCK fails.
test('a lease that another process has of a file is waited for', async () => {
  folder.put('leased', Buffer.alloc(1024, 'x'));
  const script = `
    const { closeSync, openSync } = require('node:fs');
    const koffi = require(${JSON.stringify(createRequire(import.meta.url).resolve('koffi'))});
    const fcntl = koffi.load(null).func('int fcntl(int fd, int command, int type)');
    const descriptor = openSync('leased');
    process.on('SIGIO', () => closeSync(descriptor));
    console.log(fcntl(descriptor, 1024, 1));
    setTimeout(() => undefined, 30_000);`;
  const holder = spawn(process.execPath, ['--input-type=commonjs', '--eval', script], { cwd: directory });
  try {
    const [answer] = await once(holder.stdout, 'data');
    expect(String(answer)).toBe('0\n');
    expect(mapText({ name: 'leased', directory })).toMatchObject({ status: 0, stderr: '' });
  } finally {
    holder.kill();
  }
});
