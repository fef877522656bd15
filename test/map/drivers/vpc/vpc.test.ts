import { expect, test } from 'vitest';
import { explain, openImage } from '../../../../src/map/index.ts';
import { mapText } from '../../../support/map-text.ts';
import { testFolder } from '../../../support/test-folder.ts';

const folder = testFolder();

/** A footer of an image of `size` bytes. */
function footer(type: number, size: bigint): Buffer {
  const bytes = Buffer.alloc(512);
  bytes.write('conectix');
  bytes.writeBigUInt64BE(512n, 16);
  bytes.write('win ', 28);
  bytes.writeBigUInt64BE(size, 48);
  bytes.writeUInt32BE(type, 60);
  const sum = bytes.reduce((before, byte) => before + byte, 0);
  bytes.writeUInt32BE(~sum >>> 0, 64);
  return bytes;
}

test('an offset is explained by the entry of the block allocation table', () => {
  const header = Buffer.alloc(1024);
  header.write('cxsparse');
  header.writeBigUInt64BE(1536n, 16);
  header.writeUInt32BE(2, 28);
  header.writeUInt32BE(4096, 32);
  const table = Buffer.alloc(512, 0xff);
  table.writeUInt32BE(4, 4);
  folder.put('a.vhd', Buffer.concat([footer(3, 8192n), header, table, Buffer.alloc(8192)]));
  using image = openImage('a.vhd', { directory: folder.path });
  const [layer] = explain(image, 5000n);
  expect(layer).toMatchObject({ format: 'vpc', answer: 'data', offset: 2560n + 904n });
  expect(layer!.lookup).toMatchObject({
    unit: { name: 'block', index: 1n, bytes: 4096, byte: 904 },
    entries: [{ table: 'block allocation table', index: 1, offset: 1540, word: '0x00000004' }],
  });
});

test('an image that is dynamic without a table crashes qemu before 6.2, and is refused then', () => {
  folder.put('odd.vhd', Buffer.concat([Buffer.alloc(4096), footer(3, 4096n)]));
  const request = { name: 'odd.vhd', directory: folder.path, format: 'vpc' };
  expect(() => mapText({ ...request, version: '5.2' })).toThrow(
    expect.objectContaining({ code: 'qemu-aborts' }),
  );
  expect(mapText({ ...request, version: '7.2' }).stderr).toBe(
    "qemu-img: Could not open 'odd.vhd': invalid VPC image\n",
  );
});
