import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Sandbox } from './sandbox.ts';

const gate = '"a checkout/ci/gate"';
const reports =
  '--junit\n.map-parity/junit.xml\n--html\n.map-parity/report.html\n--result\n.map-parity/result.json';

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await Sandbox.create();
  await sandbox.write('ci/map-parity', `#!/bin/sh\nprintf '%s\\n' "$@"\n`);
  await sandbox.write('ci/oracles', '#!/bin/sh\n');
});
afterEach(() => sandbox.remove());

test('the gate gives each input that is there on as one word', async () => {
  const inputs = {
    INPUT_SUBJECT: './my map {args} $(x)',
    INPUT_ADAPTER: '',
    INPUT_ORACLE: '/q',
    INPUT_SHARD: '2/8',
  };
  expect(await sandbox.bash(gate, inputs)).toEqual({
    status: 0,
    stdout: `run\n${reports}\n--subject\n./my map {args} $(x)\n--oracle\n/q\n--shard\n2/8`,
    stderr: '',
  });
});

test('the gate gives each feature on as an option of its own, and none where there is none', async () => {
  const inputs = {
    INPUT_ORACLE: '/q',
    INPUT_CASES: '500',
    INPUT_FEATURE: '',
    INPUT_WITHOUT_FEATURE: 'encryption  extl2 ',
    INPUT_KNOWN: 'our known.txt',
    INPUT_TIMEOUT: '5s',
    INPUT_JOBS: '2',
  };
  const words = [
    '--oracle',
    '/q',
    '--cases',
    '500',
    '--known',
    'our known.txt',
    '--timeout',
    '5s',
    '--jobs',
    '2',
  ];
  const left = ['--without-feature', 'encryption', '--without-feature', 'extl2'];
  expect((await sandbox.bash(gate, inputs)).stdout).toBe(['run', reports, ...words, ...left].join('\n'));
});

test('the gate stays shut without any real qemu-img', async () => {
  expect(await sandbox.bash(gate)).toMatchObject({ status: 3, stdout: '' });
  await mkdir(join(sandbox.cache, 'oracles', '7.2'), { recursive: true });
  expect(await sandbox.bash(gate)).toMatchObject({ status: 3, stdout: '' });
  await sandbox.bash(`touch ${sandbox.cache}/oracles/7.2/oracle.json`);
  expect(await sandbox.bash(gate)).toMatchObject({ status: 0, stdout: `run\n${reports}` });
});
