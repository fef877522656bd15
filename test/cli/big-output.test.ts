import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync, readSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { mixedImage, topName } from '../../src/harness/runs/bench/images.ts';
import { tableEntries } from '../../src/harness/runs/bench/write-image.ts';
import { main } from '../support/main.ts';
import { testFolder } from '../support/test-folder.ts';

const folder = testFolder();
// Some 10 MB of output.
const clusters = 2 ** 17;
mixedImage(clusters, 'none')(folder.path);
const command = [main, 'map', '--output=json', topName];

test('a map ends as soon as its reader has gone, before the damage at the end of the image', () => {
  damageLastEntry();
  const script = '"$@" | head -c 1000 | wc -c; echo $PIPESTATUS';
  const { stdout, stderr } = spawnSync('bash', ['-c', script, 'bash', process.execPath, ...command], {
    ...{ cwd: folder.path, encoding: 'latin1' },
  });
  expect({ stdout, stderr }).toEqual({ stdout: '1000\n0\n', stderr: '' });
  const whole = spawnSync(process.execPath, command, {
    cwd: folder.path,
    encoding: 'latin1',
    maxBuffer: 2 ** 25,
  });
  expect(whole).toMatchObject({ status: 1, stderr: expect.stringContaining('Could not read file metadata') });
});

test('a map waits for a reader that is slow', async () => {
  const child = spawn(process.execPath, command, { cwd: folder.path, stdio: ['ignore', 'pipe', 'ignore'] });
  const chunks: Buffer[] = [];
  try {
    child.stdout.pause();
    // The pipe is full once nothing more is written.
    const before = await settled(() => writtenBy(child.pid!));
    expect(before).toBeGreaterThan(0);
    expect(before).toBeLessThan(2 ** 20);
    child.stdout.on('data', chunk => chunks.push(chunk));
    child.stdout.resume();
    await once(child, 'close');
  } finally {
    child.kill('SIGKILL');
  }
  expect(Buffer.concat(chunks).length).toBeGreaterThan(2 ** 23);
});

/** The value of `look` once it is above 0 and stays the same. */
async function settled(look: () => number): Promise<number> {
  for (let last = -1; ; ) {
    const value = look();
    if (value > 0 && value === last) return value;
    last = value;
    await setTimeout(500);
  }
}

/** Bytes that a process has written to files and pipes. */
function writtenBy(pid: number): number {
  return Number(/^wchar: (\d+)$/m.exec(readFileSync(`/proc/${pid}/io`, 'latin1'))![1]);
}

/** Gives the last cluster an offset that is no multiple of its size. */
function damageLastEntry(): void {
  const file = openSync(join(folder.path, topName), 'r+');
  const word = Buffer.alloc(8);
  const wordAt = (offset: number): number => {
    readSync(file, word, 0, 8, offset);
    return Number(word.readBigUInt64BE() & 0x00ff_ffff_ffff_fe00n);
  };
  const l1At = wordAt(40);
  const l2At = wordAt(l1At + 8 * (clusters / tableEntries - 1));
  writeSync(file, Buffer.from('8000000000010200', 'hex'), 0, 8, l2At + 8 * (tableEntries - 1));
  closeSync(file);
}
