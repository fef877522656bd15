import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { mapText } from '../../../support/map-text.ts';
import { testFolder } from '../../../support/test-folder.ts';

const folder = testFolder();

/** A server that answers after 400 ms, and wrongly. */
const slow = `require('node:net')
  .createServer(socket => setTimeout(() => socket.end('x'.repeat(64)), 400))
  .listen('slow.sock')`;

test('a signal, such as that a child has ended, does not interrupt the wait for an answer', async () => {
  const server = spawn(process.execPath, ['-e', slow], { cwd: folder.path });
  onTestFinished(() => void server.kill());
  while (!existsSync(join(folder.path, 'slow.sock'))) await pause(5);
  spawn('sleep', ['0.1']);
  expect(mapText({ name: 'nbd:unix:slow.sock', directory: folder.path }).stderr).toBe(
    "qemu-img: Could not open 'nbd:unix:slow.sock': Bad initial magic received: 0x7878787878787878\n",
  );
});
