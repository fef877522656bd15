import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { drivers } from '../../../../../src/map/drivers/table.ts';
import { Confined, MapError, openImage } from '../../../../../src/map/index.ts';
import { testFolder } from '../../../../support/test-folder.ts';
import { tinyQcow2 } from '../../../../support/tiny-qcow2.ts';

const folder = testFolder();
const inside = join(folder.path, 'in');
for (const name of ['in', 'out']) mkdirSync(join(folder.path, name));
const secret = join(folder.path, 'out/secret');
folder.put('in/base', Buffer.alloc(1024));
folder.put('in/config', '[set-state]\nevent = "none"\n');
folder.put('in/top', tinyQcow2({ clusterBits: 10, size: 1024n, l2: [[]] }));

const file = (filename: string) => ({ driver: 'file', filename });
const raw = (filename: string) => ({ driver: 'raw', file: file(filename) });
const qcow2 = (more: object) => ({ driver: 'qcow2', file: file('top'), ...more });

/** Every place where a name or an option leads to a file, by the driver that reads it. */
const doors: readonly (readonly [driver: string, name: string | object])[] = [
  ['file', secret],
  ['file', '../out/secret'],
  ['file', `file:${secret}`],
  ['file', file(secret)],
  ['host_device', `host_device:${secret}`],
  ['host_device', { driver: 'host_device', filename: secret }],
  ['host_cdrom', `host_cdrom:${secret}`],
  ['snapshot-access', { driver: 'snapshot-access', file: raw(secret) }],
  ['copy-before-write', { driver: 'copy-before-write', file: raw(secret), target: raw('base') }],
  ['copy-before-write', { driver: 'copy-before-write', file: raw('base'), target: raw(secret) }],
  ['nbd', `nbd:unix:${secret}`],
  ['nbd', `nbd+unix:///?socket=${secret}`],
  ['nbd', { driver: 'nbd', path: secret }],
  ['nbd', { driver: 'nbd', server: { type: 'unix', path: secret } }],
  ['nvme', 'nvme://0000:00:00.0/1'],
  ['blkdebug', `blkdebug:${secret}:base`],
  ['blkdebug', `blkdebug:config:${secret}`],
  ['blkdebug', { driver: 'blkdebug', config: secret, image: file('base') }],
  ['blkdebug', { driver: 'blkdebug', image: file(secret) }],
  ['blkverify', `blkverify:${secret}:base`],
  ['blkverify', `blkverify:base:${secret}`],
  ['blkverify', { driver: 'blkverify', raw: file(secret), test: raw('base') }],
  ['blkverify', { driver: 'blkverify', raw: file('base'), test: raw(secret) }],
  ['blklogwrites', { driver: 'blklogwrites', file: raw('base'), log: file(secret) }],
  ['blklogwrites', { driver: 'blklogwrites', file: raw(secret), log: file('base') }],
  ['quorum', { driver: 'quorum', 'vote-threshold': 1, children: [raw('base'), raw(secret)] }],
  ['replication', { driver: 'replication', mode: 'primary', file: raw(secret) }],
  ['raw', raw(secret)],
  ['qcow2', qcow2({ backing: raw(secret) })],
  ['qcow2', { driver: 'qcow2', file: file(secret) }],
  ...(['copy-on-read', 'throttle', 'compress', 'preallocate'].map(driver => [
    driver,
    { driver, file: raw(secret), 'throttle-group': 'g' },
  ]) as [string, object][]),
  ...(['vdi', 'vpc', 'vmdk', 'vhdx', 'parallels', 'bochs', 'cloop', 'dmg', 'luks', 'qcow', 'qed'].map(
    driver => [driver, { driver, file: file(secret) }],
  ) as [string, object][]),
];

/** What opening a name says. */
function answer(name: string | object): string {
  try {
    openImage(typeof name === 'string' ? name : `json:${JSON.stringify(name)}`, {
      ...{ directory: inside, confine: [inside] },
    }).close();
    return 'opened';
  } catch (error) {
    if (!(error instanceof MapError)) throw error;
    return error instanceof Confined ? error.message : `${error.code}: ${error.message}`;
  }
}

test.each(doors.map(([driver, name]) => ({ driver, name, text: JSON.stringify(name) })))(
  '$driver leads nowhere out, and tells nothing: $text',
  ({ name }) => {
    rmSync(secret, { recursive: true, force: true });
    const answers = [answer(name)];
    folder.put('out/secret', 'a file');
    answers.push(answer(name));
    rmSync(secret);
    mkdirSync(secret);
    answers.push(answer(name));
    const [first] = answers;
    expect(first).toMatch(/is outside of the allowed folders$/);
    expect(answers).toEqual([first, first, first]);
  },
);

test('each driver that opens a file has a door here', () => {
  const withoutFile = ['null-co', 'null-aio'];
  const supported = drivers.filter(driver => 'open' in driver).map(({ name }) => name);
  const doored = doors.map(([driver]) => driver);
  expect(supported.filter(name => !withoutFile.includes(name) && !doored.includes(name))).toEqual([]);
});
