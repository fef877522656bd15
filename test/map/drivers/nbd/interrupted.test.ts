import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { connect } from 'node:net';
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

/** A server that takes no connection for 800 ms; until then two may wait, and the next one waits for room. */
const full = `require('node:net')
  .createServer(socket => socket.end('x'.repeat(64)))
  .listen({ path: 'full.sock', backlog: 1 }, () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 800))`;

test('nor the wait for a connection', async () => {
  const server = spawn(process.execPath, ['-e', full], { cwd: folder.path });
  onTestFinished(() => void server.kill());
  const path = join(folder.path, 'full.sock');
  while (!existsSync(path)) await pause(5);
  for (let waiting = 0; waiting < 2; waiting++) {
    const socket = connect(path).on('error', () => {});
    onTestFinished(() => void socket.destroy());
    await once(socket, 'connect');
  }
  spawn('sleep', ['0.1']);
  expect(mapText({ name: 'nbd:unix:full.sock', directory: folder.path }).stderr).toBe(
    "qemu-img: Could not open 'nbd:unix:full.sock': Bad initial magic received: 0x7878787878787878\n",
  );
});
