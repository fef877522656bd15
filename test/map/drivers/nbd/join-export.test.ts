import { expect, test } from 'vitest';
import { joinExport } from '../../../../src/map/drivers/nbd/join-export.ts';
import { NbdExport } from '../../../../src/map/drivers/nbd/nbd-export.ts';
import type { NbdOptions } from '../../../../src/map/drivers/nbd/nbd-options.ts';
import { NodeHost } from '../../../../src/map/host/nodejs/node-host.ts';
import { recorded } from '../../../../src/map/profile/profile.ts';
import { mapOptionsIn } from '../../../support/map-options.ts';
import { shortExtents } from '../../../support/map-text.ts';
import { scriptedServer } from '../../../support/nbd/scripted-server.ts';
import { testFolder } from '../../../support/test-folder.ts';

const folder = testFolder();
const server = scriptedServer(folder.path);
const { map, refused } = mapOptionsIn(folder.path);
const profile = recorded['11.1'];

const wanted: NbdOptions = {
  address: { kind: 'unix', path: 's' },
  openTimeout: 0n,
  reconnectDelay: 0n,
  description: {},
};
const options = {
  profile,
  host: new NodeHost({ directory: folder.path }),
  referrer: 'the image',
  patience: 200,
};

test('a server that is silent in the handshake is waited for only so long', async () => {
  await server.serve({ options: { 7: ['hang'] } });
  const start = performance.now();
  expect(() => joinExport(wanted, options)).toThrow(
    expect.objectContaining({
      code: 'stalled',
      message: "the server at 's' does not answer within 0.2 s",
      next: 'Check the server, or map a copy of the image.',
    }),
  );
  expect(performance.now() - start).toBeLessThan(5000);
});

test('a server that is silent later is waited for only so long', async () => {
  await server.serve({ size: 1024n, replies: [{ command: 'status', at: 0, steps: ['hang'] }] });
  const exported = new NbdExport(joinExport(wanted, options), 1024, { profile, context: 'base:allocation' });
  expect(() => exported.statusAt(0, 1024)).toThrow(expect.objectContaining({ code: 'stalled' }));
  exported.close();
});

test('open-timeout bounds the handshake in the words of qemu', async () => {
  await server.serve({ options: { 7: ['hang'] } });
  expect(refused('driver=nbd,path=s,open-timeout=1')).toBe('Connection attempt cancelled by timeout\n');
  expect(refused('driver=nbd,path=gone,open-timeout=1')).toBe(
    "Failed to connect to 'gone': No such file or directory\n",
  );
  await server.serve({ size: 1024n });
  expect(refused('driver=nbd,path=s,open-timeout=1', { version: '5.2' })).toBe(
    "Block protocol 'nbd' doesn't support the option 'open-timeout'\n",
  );
});

test('reconnect-delay makes a lost connection again', async () => {
  const replies = [{ command: 'status', at: 512, steps: ['close'], times: 1 }] as const;
  await server.serve({
    size: 1024n,
    stretches: [
      [512, 0],
      [512, 3],
    ],
    replies,
  });
  expect(shortExtents(map('driver=nbd,path=s,reconnect-delay=5').stdout)).toBe(
    '0+512 d0 PzD@0; 512+512 d0 PZd@512',
  );
  await server.serve({
    size: 1024n,
    stretches: [
      [512, 0],
      [512, 3],
    ],
    replies,
  });
  expect(map('driver=nbd,path=s').stderr).toBe(
    'qemu-img: Could not read file metadata: Input/output error\n',
  );
});

test('reconnect-delay gives up when the server answers no more', async () => {
  const replies = [{ command: 'status', at: 512, steps: ['close'] }] as const;
  await server.serve({
    size: 1024n,
    stretches: [
      [512, 0],
      [512, 3],
    ],
    replies,
  });
  expect(map('driver=nbd,path=s,reconnect-delay=1').stderr).toBe(
    'qemu-img: Could not read file metadata: Input/output error\n',
  );
});
