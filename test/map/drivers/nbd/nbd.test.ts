import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { explain, map as extentsOf, nbdBlocks, openImage } from '../../../../src/map/index.ts';
import { mapOptionsIn } from '../../../support/map-options.ts';
import { mapText, shortExtents } from '../../../support/map-text.ts';
import { scriptedServer } from '../../../support/nbd/scripted-server.ts';
import { testFolder } from '../../../support/test-folder.ts';
import { copied, tinyQcow2 } from '../../../support/tiny-qcow2.ts';

const folder = testFolder();
const server = scriptedServer(folder.path);
const { map: mapOptions, refused } = mapOptionsIn(folder.path);
const extents = (options: string): string => shortExtents(mapOptions(options).stdout);
const table = (name: string, imageOptions = false): string =>
  mapText({ name, directory: folder.path, imageOptions, output: 'human' })
    .stdout.split('\n')
    .slice(1)
    .join('\n');

const twoHalves = {
  size: 1024n,
  stretches: [
    [512, 0],
    [512, 3],
  ],
} as const;

const row = (name: string): string => `0               0x200           0               ${name}\n`;

test('the file has the name of its address', async () => {
  const port = await server.servePort(twoHalves);
  expect(table(`nbd:127.0.0.1:${port},ipv4`)).toBe(row(`nbd://127.0.0.1:${port}`));
  expect(table(`driver=nbd,host=127.0.0.1,port=${port},export=`, true)).toBe(row(`nbd://127.0.0.1:${port}/`));
  expect(
    table(`driver=nbd,server.type=inet,server.host=127.0.0.1,server.port=${port},server.to=5`, true),
  ).toBe(
    row(
      `json:{"server.to": "5", "server.host": "127.0.0.1", "server.port": "${port}", "driver": "nbd", "server.type": "inet"}`,
    ),
  );
  await server.serve(twoHalves);
  expect(table('nbd+unix:///?socket=./s')).toBe(row('nbd+unix://?socket=./s'));
  expect(table('nbd:unix:s:exportname=a b')).toBe(row('nbd+unix:///a b?socket=s'));
  expect(table('driver=nbd,path=s,export=', true)).toBe(row('nbd+unix:///?socket=s'));
  expect(
    table(JSON.stringify({ driver: 'nbd', server: { type: 'unix', path: 's' } }).replace(/^/, 'json:')),
  ).toBe(row('nbd+unix://?socket=s'));
});

test('an address of either family finds a server', async () => {
  const port = await server.servePort(twoHalves);
  const at = `driver=nbd,server.type=inet,server.host=127.0.0.1,server.port=${port}`;
  expect(extents(`${at},server.ipv6=on`)).toBe('0+512 d0 PzD@0; 512+512 d0 PZd@512');
  expect(extents(`driver=nbd,host=localhost,port=${port}`)).toBe('0+512 d0 PzD@0; 512+512 d0 PZd@512');
});

describe('the size', () => {
  test('is rounded up to sectors, and the filler is zeros', async () => {
    await server.serve({ size: 1000n });
    expect(extents('driver=nbd,path=s')).toBe('0+1000 d0 PzD@0; 1000+24 d0 PZd');
    await server.serve({ size: 1000n, structured: false });
    expect(extents('driver=nbd,path=s')).toBe('0+1024 d0 PzD@0');
  });

  test.each([
    [0n, '0+0 d0 pzd'],
    [2n ** 63n, '0+0 d0 pzd'],
    [2n ** 63n - 2n ** 30n, '0+9223372035781033984 d0 PzD@0'],
  ])('%s', async (size, expected) => {
    await server.serve({ size, contexts: [] });
    const { stdout } = mapOptions('driver=nbd,path=s');
    expect(stdout).toContain(`"length": ${/\+(\d+)/.exec(expected)![1]},`);
    expect(stdout.includes('"data": true')).toBe(size > 0n && size < 2n ** 63n);
  });

  test.each([
    [2n ** 64n - 1n, 'Operation not permitted'],
    [2n ** 64n - 512n, 'Unknown error 512'],
    [2n ** 63n - 2n ** 30n + 512n, 'File too large'],
  ])('%s is refused', async (size, text) => {
    await server.serve({ size });
    expect(refused('driver=nbd,path=s')).toBe(`Could not refresh total sector count: ${text}\n`);
  });

  test('that no number of blocks has makes qemu-img abort', async () => {
    await server.serve({ size: 10_000n, blockSizes: [4096, 4096, 65_536] });
    expect(() => mapOptions('driver=nbd,path=s')).toThrow(expect.objectContaining({ code: 'qemu-aborts' }));
    expect(
      shortExtents(mapOptions('driver=nbd,path=s', { window: { start: 0n, length: 100n } }).stdout),
    ).toBe('0+100 d0 PzD@0');
  });
});

test('an export that ends a sector or more before its last block makes qemu-img abort where that block is read', async () => {
  const blockSizes = [4096, 4096, 65_536] as const;
  await server.serve({ size: 3584n, blockSizes });
  expect(() => mapOptions('driver=vdi,file.driver=nbd,file.path=s')).toThrow(
    expect.objectContaining({ code: 'qemu-aborts' }),
  );
  await server.serve({ size: 3585n, blockSizes });
  expect(refused('driver=vdi,file.driver=nbd,file.path=s')).toBe(
    'Image not in VDI format (bad signature 00000000)\n',
  );
});

test('an export whose blocks are larger than the largest read aborts qemu-img where it is read', async () => {
  await server.serve({ size: 2n ** 32n, blockSizes: [2 ** 29, 2 ** 29, 2 ** 29] });
  expect(() => mapOptions('file.driver=nbd,file.path=s')).toThrow(
    expect.objectContaining({ code: 'qemu-aborts' }),
  );
  expect(extents('driver=raw,file.driver=nbd,file.path=s')).toBe('0+4294967296 d0 PzD@0');
});

describe('in a chain', () => {
  const overlay = (backing: string, format?: string): Uint8Array =>
    tinyQcow2({ size: 2048n, l2: [[0n, copied | 0x1000n]], backing, ...(format && { format }) });

  test('it is a backing file', async () => {
    await server.serve({ ...twoHalves, size: 1000n });
    folder.put('top', overlay('nbd+unix:///?socket=s'));
    expect(extents('driver=qcow2,file.filename=top')).toBe(
      '0+512 d1 PzD@0; 512+512 d0 PzD@4096; 1024+1024 d0 pZd',
    );
  });

  test('raw shows a part of it', async () => {
    await server.serve(twoHalves);
    expect(extents('driver=raw,offset=256,size=512,file.driver=nbd,file.path=s')).toBe(
      '0+256 d0 PzD@256; 256+256 d0 PZd@512',
    );
  });

  test('qcow2 is read through it, in blocks and in simple replies', async () => {
    const content = Buffer.alloc(16_384);
    content.set(overlay(''));
    for (const rest of [
      {},
      { structured: false },
      { extended: true },
      { blockSizes: [4096, 4096, 4096] as const },
    ]) {
      await server.serve({ content, ...rest });
      expect(extents('driver=qcow2,file.driver=nbd,file.path=s')).toBe(
        '0+512 d0 pZd; 512+512 d0 PzD@4096; 1024+1024 d0 pZd',
      );
    }
  });

  test('a name in a header can not be relative to it', async () => {
    await server.serve({ content: overlay('base') });
    expect(refused('file.driver=nbd,file.path=s')).toBe('Cannot generate a base directory for NBD nodes\n');
    expect(refused('driver=raw,file.driver=nbd,file.path=s')).toBe('');
  });

  test('a recorded name and options for it clash', () => {
    folder.put('top', overlay('base'));
    expect(refused('driver=qcow2,file.filename=top,backing.driver=nbd,backing.path=s')).toBe(
      "Could not open backing file: Option 'path' cannot be used with a file name\n",
    );
  });

  test('a preallocated image over it is not searched for holes', async () => {
    const content = Buffer.alloc(65_536);
    content.set(overlay(''));
    await server.serve({ content, stretches: [[65_536, 3]] });
    expect(extents('driver=qcow2,file.driver=nbd,file.path=s')).toContain('512+512 d0 PzD@4096');
  });
});

test('contexts and explanations see what the server says', async () => {
  await server.serve({
    size: 2048n,
    stretches: [
      [512, 0],
      [512, 3],
      [512, 2],
      [512, 1],
    ],
  });
  using image = openImage('nbd:unix:s', { directory: folder.path, format: 'raw' });
  expect([...nbdBlocks(image, 'base:allocation')].map(({ value }) => value)).toEqual([0, 3, 2, 1]);
  expect([0n, 512n, 1024n, 1536n].map(at => explain(image, at)[0]!.answer)).toEqual([
    'data',
    'zeros',
    'data-hole',
    'unallocated',
  ]);
  expect(image.layers[0]).toMatchObject({ format: 'raw', knowsHoles: true });
});

describe('confined to a folder', () => {
  const open = (name: string, confine: string): void =>
    openImage(name, { directory: folder.path, confine: [confine] }).close();

  test('a socket inside is opened, and one outside is not', async () => {
    await server.serve(twoHalves);
    mkdirSync(join(folder.path, 'in'));
    open('nbd:unix:s', folder.path);
    expect(() => open('nbd:unix:s', join(folder.path, 'in'))).toThrow(
      expect.objectContaining({ code: 'confined', reference: 's' }),
    );
  });

  test('a port is in no folder', async () => {
    const port = await server.servePort(twoHalves);
    expect(() => open(`nbd://127.0.0.1:${port}`, '/')).toThrow(
      expect.objectContaining({ code: 'confined', reference: `127.0.0.1:${port}` }),
    );
  });
});

test('a closed image keeps no connection', async () => {
  await server.serve(twoHalves);
  // Those of the server are of this process, too.
  const descriptors = (): number => readdirSync('/proc/self/fd').length;
  const before = descriptors();
  const image = openImage('nbd:unix:s', { directory: folder.path, format: 'raw' });
  expect(descriptors()).toBeGreaterThan(before);
  const walk = extentsOf(image);
  image.close();
  expect(() => walk.next()).toThrow(expect.objectContaining({ code: 'closed' }));
  expect(refused('driver=qcow2,file.driver=nbd,file.path=s')).toBe('Image is not in qcow2 format\n');
  await vi.waitFor(() => expect(descriptors()).toBe(before));
});

test('without koffi NBD is refused by name', async () => {
  await server.serve(twoHalves);
  vi.resetModules();
  vi.doMock('../../../../src/map/host/nodejs/c-library/koffi.ts', () => ({
    koffi: () => undefined,
    koffiIsLoaded: () => false,
  }));
  const library = await import('../../../../src/map/index.ts');
  expect(() => library.openImage('nbd:unix:s', { directory: folder.path })).toThrow(
    expect.objectContaining({ code: 'no-koffi', next: 'Install it: npm install koffi.' }),
  );
});
