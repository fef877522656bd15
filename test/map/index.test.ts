import { describe, expect, test } from 'vitest';
import { type Extent, map, nbdBlocks, openImage, profileNamed } from '../../src/map/index.ts';
import { testFolder } from '../support/test-folder.ts';
import { copied, tinyQcow2, zero } from '../support/tiny-qcow2.ts';

const folder = testFolder();
const directory = folder.path;
folder.put('base', Buffer.alloc(1024, 'x'));
folder.put('top', tinyQcow2({ size: 2048n, l2: [[copied | 0x1000n, 0n, zero]], backing: 'base' }));
folder.put('bad', tinyQcow2({ clusterBits: 10, size: 4096n, l2: [[0x1000n, zero, 0x1200n]] }));

test('an open image lists its layers', () => {
  using image = openImage('top', { directory });
  expect(image.virtualSize).toBe(2048n);
  expect(image.layers).toMatchObject([
    { name: 'top', format: 'qcow2', virtualSize: 2048n, clusterSize: 512 },
    { name: 'base', format: 'raw', virtualSize: 1024n },
  ]);
});

describe('extents', () => {
  const rest = { zero: false, data: true, present: true, compressed: false };
  const first: Extent = { start: 0n, length: 512n, depth: 0, ...rest, offset: 4096n, file: 'top' };

  test('each call of map walks the whole image', () => {
    using image = openImage('top', { directory });
    const nothing = { zero: true, data: false, compressed: false };
    const extents: Extent[] = [
      first,
      { start: 512n, length: 512n, depth: 1, ...rest, offset: 512n, file: 'base' },
      { start: 1024n, length: 512n, depth: 0, present: true, ...nothing },
      { start: 1536n, length: 512n, depth: 0, present: false, ...nothing },
    ];
    expect([...map(image)]).toEqual(extents);
    expect([...map(image)]).toEqual(extents);
  });

  test('two walks at once do not disturb each other', () => {
    using image = openImage('top', { directory });
    const whole = map(image);
    const part = map(image, { start: 1024n });
    expect(whole.next().value).toEqual(first);
    expect(part.next().value).toMatchObject({ start: 1024n });
    expect(whole.next().value).toMatchObject({ start: 512n });
  });

  test('a window cuts extents; an empty window has none', () => {
    using image = openImage('top', { directory });
    expect([...map(image, { start: 1n, length: 2n })]).toEqual([
      { ...first, start: 1n, length: 2n, offset: 4097n },
    ]);
    expect([...map(image, { start: 2048n })]).toEqual([]);
  });

  test('an older profile merges as that version does', () => {
    using image = openImage('top', { directory, profile: profileNamed('5.2') });
    expect([...map(image, { start: 1024n })]).toHaveLength(1);
  });
});

describe('NBD contexts', () => {
  test('each call of nbdBlocks walks the whole image', () => {
    using image = openImage('top', { directory });
    const blocks = [
      { start: 0n, length: 512n, value: 1 },
      { start: 512n, length: 512n, value: 2 },
      { start: 1024n, length: 512n, value: 1 },
      // map reports depth 0 and not present here; for NBD the base owns what lies past its end.
      { start: 1536n, length: 512n, value: 2 },
    ];
    expect([...nbdBlocks(image, 'qemu:allocation-depth')]).toEqual(blocks);
    expect([...nbdBlocks(image, 'qemu:allocation-depth')]).toEqual(blocks);
  });

  test('an older profile reports holes as that version does', () => {
    using image = openImage('top', { directory, profile: profileNamed('5.2') });
    using newer = openImage('top', { directory });
    expect([...nbdBlocks(image, 'base:allocation')].map(({ value }) => value)).toEqual([0, 2]);
    expect([...nbdBlocks(newer, 'base:allocation')].map(({ value }) => value)).toEqual([0, 3]);
  });

  test('damage throws after the blocks before it', () => {
    using image = openImage('bad', { directory });
    expect(() => [...nbdBlocks(image, 'base:allocation')]).toThrow(
      expect.objectContaining({ code: 'bad-metadata' }),
    );
  });
});

test('damage throws after the extents before it, and the notice gets the report', () => {
  let notices = '';
  using image = openImage('bad', {
    directory,
    notice: text => {
      notices += text;
    },
  });
  const extents = map(image);
  expect(extents.next().value).toMatchObject({ start: 0n, length: 1024n });
  expect(() => extents.next()).toThrow(expect.objectContaining({ code: 'bad-metadata' }));
  expect(notices).toContain('qcow2: Image is corrupt: Cluster allocation offset 0x1200 unaligned');
});

test('a refusal has the message of qemu-img', () => {
  expect(() => openImage('gone', { directory })).toThrow(
    expect.objectContaining({
      code: 'refused',
      message: "Could not open 'gone': Could not open 'gone': No such file or directory",
    }),
  );
});
