import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ChildThreads, openChildThreads } from '../../../../src/harness/parties/child/child-threads.ts';
import { start } from '../../../../src/harness/parties/oracle/start.ts';
import { testFolder } from '../../../support/test-folder.ts';

const folder = testFolder();
const limits = { milliseconds: 20_000, bytes: 1 << 20 };
let threads: ChildThreads;

beforeEach(() => {
  threads = openChildThreads(2);
});
afterEach(() => threads.close());

/** Runs a shell script on a thread; returns its stdout. */
async function sh(script: string): Promise<string> {
  const program = { file: '/bin/sh', leading: ['-c', script] };
  const started = await start(program, [], folder.path, { limits, scheduler: threads });
  return started.kind === 'outcome' ? started.outcome.stdout.toString() : started.kind;
}

/** Prints how many scripts run, itself included. */
const counts = 'touch $$.runs; ls | grep -c runs; sleep 0.05; rm $$.runs';

test('as many children run at once as there are threads', async () => {
  const outputs = await Promise.all(Array.from({ length: 8 }, () => sh(counts)));
  expect(outputs.every(count => ['1\n', '2\n'].includes(count))).toBe(true);
  expect(outputs).toContain('2\n');
});

test('the next child starts while this thread is busy', async () => {
  const all = Promise.all([sh('sleep 0.1'), sh('sleep 0.1'), sh('touch third'), sh('touch fourth')]);
  await pause(0);
  const areThere = (): boolean => ['third', 'fourth'].every(name => existsSync(join(folder.path, name)));
  const deadline = performance.now() + limits.milliseconds;
  while (!areThere() && performance.now() < deadline);
  expect(areThere()).toBe(true);
  await all;
});

test('work that holds a thread runs alone on it', async () => {
  const held = threads.hold(async () => {
    writeFileSync(join(folder.path, 'held.runs'), '');
    await pause(300);
    rmSync(join(folder.path, 'held.runs'));
  });
  const outputs = await Promise.all(Array.from({ length: 8 }, () => sh(counts)));
  expect(outputs.map(Number).filter(count => count > 2)).toEqual([]);
  await held;
});

test('children run after work that failed', async () => {
  const fails = threads.hold(() => Promise.reject(new Error('its own')));
  await expect(fails).rejects.toThrow('its own');
  expect(await Promise.all([sh('echo 1'), sh('echo 2'), sh('echo 3')])).toEqual(['1\n', '2\n', '3\n']);
});
