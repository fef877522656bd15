import { execaSync } from 'execa';
import { expect, test } from 'vitest';

const module = new URL('../../../../src/harness/parties/child/exit-at-once.ts', import.meta.url).href;

/** Ends itself while a thread of it is in a call of the C library, of which `process.exit` waits for the end. */
const program = `
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { exitAtOnce } from '${module}';
const busy = \`
const sleep = require('koffi').load(null).func('int sleep(int seconds)');
require('node:worker_threads').parentPort.postMessage('busy');
sleep(20);\`;
process.on('exit', status => console.log('cleaned up', status));
await once(new Worker(busy, { eval: true, execArgv: [] }), 'message');
setTimeout(() => exitAtOnce(7), 100);`;

test('ends with the status after the listeners, and without waiting for threads', () => {
  const ended = execaSync(process.execPath, ['--input-type=module', '--eval', program], {
    ...{ reject: false, timeout: 15_000 },
  });
  expect(ended).toMatchObject({ exitCode: 7, stdout: 'cleaned up 7', stderr: '' });
});
