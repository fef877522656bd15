import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runByNode } from '../../../../src/harness/parties/child/run-by-node.ts';
import { type Scheduler, unscheduled } from '../../../../src/harness/parties/child/scheduler.ts';
import type { Program } from '../../../../src/harness/parties/oracle/program.ts';
import { start } from '../../../../src/harness/parties/oracle/start.ts';
import { testFolder } from '../../../support/test-folder.ts';

const folder = testFolder();
const out = join(folder.path, 'out');
const shell: Program = { file: '/bin/sh', leading: ['-c'] };

const limits = { milliseconds: 1_000, bytes: 100_000 };

describe.each<[string, Scheduler]>([
  ['posix_spawn', unscheduled],
  ['node', { ...unscheduled, run: runByNode }],
])('start into a file by %s', (_how, scheduler) => {
  function sh(script: string, cancel?: AbortSignal) {
    return start(shell, [script], folder.path, { into: out, limits, scheduler, ...(cancel && { cancel }) });
  }

  test('stdout goes into the file, the rest into the outcome', async () => {
    const started = await sh('echo "$0 $LC_ALL $PWD"; echo no >&2; exit 7');
    expect(readFileSync(out, 'utf8')).toBe(`qemu-img C ${folder.path}\n`);
    expect(started).toEqual({
      kind: 'outcome',
      outcome: { stdout: Buffer.alloc(0), stderr: Buffer.from('no\n'), end: { kind: 'exit', status: 7 } },
    });
  });

  test.each([
    ['hangs', 'exec sleep 60', { kind: 'hung', detail: 'no end within 1 s' }],
    ['floods', 'exec yes', { kind: 'flooded', detail: 'more than 100000 bytes of output' }],
  ])('ends a program that %s', async (_what, script, error) => {
    expect(await sh(script)).toEqual({ kind: 'error', error });
  });

  test('reports a file that cannot be opened', async () => {
    const path = join(folder.path, 'gone', 'out');
    expect(await start(shell, ['exit 0'], folder.path, { into: path, limits, scheduler })).toEqual({
      kind: 'error',
      error: { kind: 'missing', detail: `/bin/sh: can't write its output to ${path}: ENOENT` },
    });
  });

  test('reports a program that is missing, dies or is cancelled', async () => {
    const nowhere = await start({ file: '/nowhere', leading: [] }, [], '/', { into: out, limits, scheduler });
    expect(nowhere).toEqual({ kind: 'error', error: { kind: 'missing', detail: '/nowhere: ENOENT' } });
    expect(await sh('kill -ABRT $$')).toMatchObject({
      outcome: { end: { kind: 'signal', signal: 'SIGABRT' } },
    });
    expect(await sh('exec sleep 60', AbortSignal.timeout(100))).toMatchObject({
      outcome: { end: { kind: 'cut' } },
    });
  });
});
