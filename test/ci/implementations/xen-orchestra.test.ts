import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withDir } from 'tmp-promise';
import { expect, test } from 'vitest';

const server = join(import.meta.dirname, '../../../ci/implementations/xen-orchestra/server.ts');

/** A package in place of the real one: an image is a file whose text is its size, its block size and the blocks that it has. */
const standIn = `
export class QCowAccessor {
  constructor(accessor, path) { this.accessor = accessor; this.path = path; }
  async init() {
    this.file = await this.accessor.openFile(this.path);
    const buffer = Buffer.alloc(64);
    await this.accessor.read(this.file, buffer, 0);
    [this.size, this.block, ...this.blocks] = buffer.toString().split('\\n')[0].split(' ').map(Number);
    if (Number.isNaN(this.size)) throw new Error('no\\nimage');
    // Its memory is never touched.
    if (this.block > 2 ** 30) await this.accessor.read(this.file, Buffer.allocUnsafeSlow(this.block), 0);
  }
  getVirtualSize() { return this.size; }
  getBlockSize() { return this.block; }
  getBlockIndexes() { return this.blocks; }
  async close() { await this.accessor.closeFile(this.file); }
}`;

test('blocks are data, gaps are zeros, the last block ends with the disk, and what throws, or would end Node, is refused', async () => {
  await withDir(
    async ({ path }) => {
      const folder = join(path, 'node_modules/@xen-orchestra/qcow2/dist');
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, 'index.mjs'), standIn);
      writeFileSync(join(path, 'image'), '2500 1000 0 2\n');
      writeFileSync(join(path, 'rubbish'), 'rubbish\n');
      writeFileSync(join(path, 'long'), '2500 2147483648\n');
      const input = ['image', 'rubbish', 'long'].map(name => `${join(path, name)}\n`).join('');
      const stdout = execFileSync(process.execPath, [server, path], { input, encoding: 'utf8' });
      expect(stdout.split('\n')).toEqual([
        '{"start":0,"length":1000,"allocated":true,"zero":false,"compressed":false}',
        '{"start":1000,"length":1000,"allocated":false,"zero":true,"compressed":false}',
        '{"start":2000,"length":500,"allocated":true,"zero":false,"compressed":false}',
        ...['', 'error: no image', '', 'error: no length of a read: 2147483648', '', ''],
      ]);
    },
    { unsafeCleanup: true },
  );
});
