import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CaseFolder, openScratch, type Scratch } from '../../../../src/harness/files/scratch.ts';
import { type Scheduler, unscheduled } from '../../../../src/harness/parties/child/scheduler.ts';
import { adapterNamed } from '../../../../src/harness/parties/subject/adapters/adapters.ts';
import { commandSubject } from '../../../../src/harness/parties/subject/command-subject.ts';
import type { AnswerOptions } from '../../../../src/harness/parties/subject/subject.ts';
import { newest } from '../../../../src/map/profile/profile.ts';
import { testFolder } from '../../../support/test-folder.ts';

const notes = testFolder();
let scratch: Scratch;
let folder: CaseFolder;
beforeAll(async () => {
  scratch = await openScratch();
  folder = scratch.caseFolder();
});
afterAll(() => scratch.close());

/** How one answer of a command ends, and the milliseconds that it takes. */
async function answered(
  command: string,
  options?: AnswerOptions,
): Promise<{ end: object; stdout: string; took: number }> {
  const subject = commandSubject(command, adapterNamed('json-lines'));
  const began = performance.now();
  const answer = await subject.answer(['top.qcow2'], folder.path, newest, options);
  const took = performance.now() - began;
  subject.close?.();
  if (answer.kind === 'unsupported') throw new Error(answer.reason);
  const { end, stdout } = answer.outcome;
  return { end, stdout: stdout.toString(), took };
}

/** Waits until the process whose pid a script has written to the file is gone. */
async function gone(name: string): Promise<void> {
  while (!existsSync(join(notes.path, name))) await pause(5);
  const pid = readFileSync(join(notes.path, name), 'utf8').trim();
  while (existsSync(`/proc/${pid}`) && !/ Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))) await pause(5);
}

const longest = 10_000;

describe.each([
  ['a command that is started for each map', (script: string) => `${script} # {args}`],
  ['a server', (script: string) => `read -r path; ${script}`],
])('%s', (what, command) => {
  const name = what.replaceAll(' ', '-');

  test('that floods is found by what it prints, long before its time is up', async () => {
    const { end, took } = await answered(command('exec yes 0123456789012345678901234567890123456789'));
    expect(end).toEqual({ kind: 'thrown', error: 'more than 64 MiB of output' });
    expect(took).toBeLessThan(longest);
  });

  test('is not waited for when a grandchild holds its stdout, which is killed', async () => {
    const pid = join(notes.path, `${name}-holds`);
    const { took } = await answered(command(`sleep 600 & echo $! > ${pid}; exit 0`));
    expect(took).toBeLessThan(longest);
    await gone(`${name}-holds`);
  });

  test('that hangs ends when it is cancelled, with what it has started', async () => {
    const pid = join(notes.path, `${name}-hangs`);
    const cancel = new AbortController();
    const answer = answered(command(`sleep 600 & echo $! > ${pid}; wait`), { cancel: cancel.signal });
    while (!existsSync(pid)) await pause(5);
    cancel.abort();
    expect((await answer).took).toBeLessThan(longest);
    await gone(`${name}-hangs`);
  });

  test('that hangs ends when the time of an answer is up', async () => {
    const limits = { milliseconds: 300, bytes: 1000 };
    const { end, took } = await answered(command('sleep 600'), { limits });
    expect(end).toMatchObject({ error: expect.stringMatching(/^no (end|answer) within 300 ms$/) });
    expect(took).toBeLessThan(longest);
  });
});

test('a command that is started for each map takes its turn among the programs that run at once', async () => {
  let turns = 0;
  const scheduler: Scheduler = {
    run: (...child) => {
      turns += 1;
      return unscheduled.run(...child);
    },
    hold: work => work(),
  };
  await answered('true {args}', { scheduler });
  await answered('true {image}', { scheduler });
  expect(turns).toBe(2);
});

test('a zero byte in an argument is a failed answer', async () => {
  const subject = commandSubject('echo {args}', adapterNamed('map-json'));
  expect(await subject.answer(['a\0b'], folder.path, newest)).toMatchObject({
    outcome: { end: { kind: 'thrown', error: 'a zero byte in "a\\u0000b"' } },
  });
});

test('an answer of a server may come in pieces, cut within a letter', async () => {
  const server = `read -r path; printf '{"start": 0} \\303'; sleep 0.05; printf '\\244\\n'; sleep 0.05; echo; read -r path`;
  expect((await answered(server)).stdout).toBe('{"start": 0} ä\n');
});
