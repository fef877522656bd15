import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { NbdPrograms } from '../../../../../src/harness/parties/oracle/nbd/nbd-programs.ts';
import { queryNbdServer } from '../../../../../src/harness/parties/oracle/nbd/query-nbd-server.ts';
import { testFolder } from '../../../../support/test-folder.ts';

const folder = testFolder();
const limits = { milliseconds: 20_000, bytes: 1 << 20 };
const query = { kind: 'words', server: ['--', 'a'], client: ['--map=base:allocation'] } as const;

let count = 0;

/** Writes a program in JavaScript that has its arguments in `argv`. */
function program(lines: string): { file: string; leading: [] } {
  const file = join(folder.path, `program-${count++}`);
  writeFileSync(file, `#!${process.execPath}\nconst argv = process.argv.slice(2);\n${lines}\n`, {
    mode: 0o755,
  });
  return { file, leading: [] };
}

/** Stand-ins for qemu-nbd and nbdinfo, in a folder of their own. */
function standIns(
  server: string,
  client: string,
): { path: string; programs: NbdPrograms & { kind: 'complete' } } {
  const path = join(folder.path, `case-${count++}`);
  mkdirSync(path);
  return { path, programs: { kind: 'complete', server: program(server), client: program(client) } };
}

/** Listens some time after its start, exits with 0 on SIGTERM, and leaves its pid in a file. */
const listening = `
require('node:fs').writeFileSync('pid', String(process.pid));
process.stderr.write('served ' + argv.at(-1) + '\\n');
const server = require('node:net').createServer(socket => socket.end('blocks'));
setTimeout(() => server.listen(argv[argv.indexOf('-k') + 1]), 100);
process.on('SIGTERM', () => process.exit(0));`;

/** Prints the answer of the server in its last argument. */
const client = `
const socket = decodeURIComponent(new URL(argv.at(-1)).searchParams.get('socket'));
require('node:net').connect(socket).pipe(process.stdout);
process.stderr.write(argv[0] + '\\n');`;

function expectNothingLeft(path: string): void {
  expect(existsSync(join(path, 'nbd.sock'))).toBe(false);
  const pid = Number(readFileSync(join(path, 'pid'), 'utf8'));
  expect(() => process.kill(pid, 0)).toThrow('ESRCH');
}

test("the outcome is the client's, with the server's stderr before its own", async () => {
  const { path, programs } = standIns(listening, client);
  const answer = await queryNbdServer(programs, query, path, { limits });
  expect(answer).toEqual({
    kind: 'outcome',
    outcome: {
      stdout: Buffer.from('blocks'),
      stderr: Buffer.from('served a\n--map=base:allocation\n'),
      end: { kind: 'exit', status: 0 },
    },
  });
  expectNothingLeft(path);
});

test("a server that ends by itself refuses the image: the outcome is the server's", async () => {
  const { path, programs } = standIns("process.stderr.write('no such image\\n'); process.exit(1);", client);
  expect(await queryNbdServer(programs, query, path, { limits })).toEqual({
    kind: 'outcome',
    outcome: {
      stdout: Buffer.alloc(0),
      stderr: Buffer.from('no such image\n'),
      end: { kind: 'exit', status: 1 },
    },
  });
});

test('a server that listens before it refuses the image refuses it all the same', async () => {
  const refusing = "process.once('exit', () => process.stderr.write('too late\\n'));";
  const { path, programs } = standIns(
    `${listening}${refusing}server.on('connection', () => process.exit(1));`,
    client,
  );
  expect(await queryNbdServer(programs, query, path, { limits })).toMatchObject({
    outcome: { stdout: Buffer.alloc(0), stderr: Buffer.from('served a\ntoo late\n'), end: { status: 1 } },
  });
  expectNothingLeft(path);
});

test('a client that hangs is an oracle error, and nothing is left', async () => {
  const { path, programs } = standIns(listening, 'setInterval(() => {}, 1000);');
  const answer = await queryNbdServer(programs, query, path, { limits: { ...limits, milliseconds: 1_500 } });
  expect(answer).toMatchObject({ kind: 'error', error: { kind: 'hung' } });
  expectNothingLeft(path);
});

test('a server that never listens is an oracle error', async () => {
  const { path, programs } = standIns('setInterval(() => {}, 1000);', client);
  const answer = await queryNbdServer(programs, query, path, { limits: { ...limits, milliseconds: 500 } });
  expect(answer).toMatchObject({ kind: 'error', error: { kind: 'hung' } });
});

test('cancelling ends both, and nothing is left', async () => {
  const { path, programs } = standIns(listening, 'setInterval(() => {}, 1000);');
  const cancel = new AbortController();
  const running = queryNbdServer(programs, query, path, { limits, cancel: cancel.signal });
  while (!existsSync(join(path, 'nbd.sock'))) await pause(5);
  cancel.abort();
  await running;
  expectNothingLeft(path);
});

test('a folder whose path is too long for a socket is skipped', async () => {
  const { programs } = standIns(listening, client);
  const answer = await queryNbdServer(programs, query, `/${'x'.repeat(120)}`, { limits });
  expect(answer).toEqual({
    kind: 'skipped',
    reason: 'the path of the scratch folder is too long for a socket',
  });
});

test('a server that cannot be started is an oracle error', async () => {
  const { path, programs } = standIns(listening, client);
  const server = { file: join(path, 'none'), leading: [] };
  expect(await queryNbdServer({ ...programs, server }, query, path, { limits })).toMatchObject({
    kind: 'error',
    error: { kind: 'missing' },
  });
});

test('a folder with a line break in its path is skipped: nobody could see that the server listens', async () => {
  const { programs } = standIns(listening, client);
  const path = join(folder.path, 'a\nb');
  mkdirSync(path);
  expect(await queryNbdServer(programs, query, path, { limits })).toEqual({
    kind: 'skipped',
    reason: 'the path of the scratch folder has a line break',
  });
});
