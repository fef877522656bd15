import { createCipheriv } from 'node:crypto';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { luksAreaOf } from '../../../../generators/write/luks/luks-area.ts';
import { layerLines } from '../../../../src/drawing/layer-lines.ts';
import { Bytes } from '../../../../src/map/basics/bytes.ts';
import { unlock } from '../../../../src/map/drivers/luks/unlock.ts';
import { nodeCryptography } from '../../../../src/map/host/nodejs/node-cryptography.ts';
import { explain, map, openImage } from '../../../../src/map/index.ts';
import { recorded } from '../../../../src/map/profile/profile.ts';
import { qcow2 } from '../../../generators/write/written.ts';
import { mapText } from '../../../support/map-text.ts';
import { testFolder } from '../../../support/test-folder.ts';
import { copied, tinyQcow2 } from '../../../support/tiny-qcow2.ts';

const folder = testFolder();
const sector = 512;

/** A volume that `password` opens, with `payload` encrypted by AES-256 in mode XTS. Its sectors are numbered from `plain64`. */
function volume(password: string, payload: Buffer): Buffer {
  const area = luksAreaOf(qcow2('', { encryption: { method: 'luks', password } }))!;
  const start = area.header.readUInt32BE(104) * sector;
  const bytes = new Bytes(start);
  bytes.set(area.header);
  const read = (offset: number, length: number): Bytes => bytes.subarray(offset, offset + length);
  const rules = { profile: recorded['11.1'], cryptography: nodeCryptography };
  const { masterKey } = unlock(read, Buffer.from(password), rules);
  const encrypted = Array.from({ length: payload.length / sector }, (_, index) => {
    const iv = Buffer.alloc(16);
    iv.writeBigUInt64LE(BigInt(index));
    const cipher = createCipheriv('aes-256-xts', masterKey, iv);
    return cipher.update(payload.subarray(index * sector, (index + 1) * sector));
  });
  return Buffer.concat([bytes, ...encrypted]);
}

function extents(options: string): string[] {
  using image = openImage(options, { imageOptions: true, secrets: { s: 's3cret' } });
  return [...map(image)].map(({ start, length, data, offset }) => `${start}+${length} ${data} ${offset}`);
}

test('an image in a volume is mapped as it is by itself', () => {
  const inner = tinyQcow2({ size: 8192n, l2: [[copied | 0xa00n, 0n, copied | 0xe00n]] });
  folder.put('inner', Buffer.concat([inner], 0x1000));
  folder.put('volume', volume('s3cret', Buffer.concat([inner], 0x1000)));
  const alone = extents(`driver=qcow2,file.filename=${join(folder.path, 'inner')}`);
  expect(alone).toContain('0+512 true 2560');
  const file = `file.driver=luks,file.key-secret=s,file.file.filename=${join(folder.path, 'volume')}`;
  expect(extents(`driver=qcow2,${file}`)).toEqual(alone);
});

// The name as qemu-img 10.0 and 11.1 print it.
test('a header apart is part of the name of a volume', () => {
  const inner = tinyQcow2({ size: 8192n, l2: [[copied | 0xa00n]] });
  for (const name of ['header', 'payload']) {
    folder.put(name, volume('s3cret', Buffer.concat([inner], 0x1000)));
  }
  const options = 'driver=luks,key-secret=s,file.filename=payload,header.filename=header';
  const { stdout } = mapText({
    name: `driver=qcow2,${options.replaceAll(/(?<=^|,)/g, 'file.')}`,
    directory: folder.path,
    imageOptions: true,
    output: 'human',
    objects: new Map([['s', { kind: 'secret', data: Buffer.from('s3cret') }]]),
  });
  expect(stdout).toContain(
    'json:{"header": {"driver": "file", "filename": "header"}, "driver": "luks", ' +
      '"file": {"driver": "file", "filename": "payload"}, "key-secret": "s"}\n',
  );
});

// Asked of qemu-img 10.0 and 11.1.
test('a header apart needs no driver, even if the volume is probed', () => {
  folder.put('header', volume('s3cret', Buffer.alloc(0x1000)));
  const name = 'file.filename=header,header.filename=header';
  expect(mapText({ name, directory: folder.path, imageOptions: true }).stderr).toBe(
    `qemu-img: Could not open '${name}': Parameter 'key-secret' is required for cipher\n`,
  );
});

test('an offset is explained by the place of its sector, whatever map tells of it', () => {
  const bytes = volume('s3cret', Buffer.alloc(0x1000));
  folder.put('volume', bytes);
  const name = `driver=luks,key-secret=s,file.filename=${join(folder.path, 'volume')}`;
  using image = openImage(name, { imageOptions: true, secrets: { s: 's3cret' } });
  const [layer] = explain(image, 1030n);
  const host = bytes.length - 0x1000 + 2 * sector;
  expect(layer!.lookup).toEqual({
    unit: { name: 'sector', index: 2n, bytes: sector, byte: 6, host },
    state: 'data',
    entries: [],
  });
  expect(layer).not.toHaveProperty('offset');
  expect(layerLines(layer!)[1]).toBe(
    `    guest sector 2, byte 6 of it, at 0x${host.toString(16)} of the file`,
  );
});
