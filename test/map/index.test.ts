import { describe, expect, test } from 'vitest';
import * as library from '../../src/map/index.ts';
import {
  type Extent,
  explain,
  map,
  nbdBlocks,
  openImage,
  profileNamed,
  profileOf,
} from '../../src/map/index.ts';
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

test('an image is opened through the throttle groups and with the secrets of the options', () => {
  const name = 'driver=throttle,throttle-group=g,file.driver=qcow2,file.file.filename=top';
  const options = { directory, imageOptions: true, secrets: { g: 'x' } };
  expect(() => openImage(name, options)).toThrow("Throttle group 'g' does not exist");
  using image = openImage(name, { ...options, secrets: {}, throttleGroups: ['g'] });
  expect(image.virtualSize).toBe(2048n);
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

describe('a closed image', () => {
  const closed = expect.objectContaining({ code: 'closed' });

  test('is refused by every function', () => {
    const image = openImage('top', { directory });
    image.close();
    image.close();
    expect(() => map(image)).toThrow(closed);
    expect(() => nbdBlocks(image, 'base:allocation')).toThrow(closed);
    expect(() => explain(image, 0n)).toThrow(closed);
  });

  test('ends iterators that were begun, and those that were not', () => {
    const image = openImage('top', { directory });
    const iterators = [map(image), nbdBlocks(image, 'qemu:allocation-depth')];
    for (const iterator of iterators) iterator.next();
    iterators.push(map(image), nbdBlocks(image, 'base:allocation'));
    image.close();
    for (const iterator of iterators) expect(() => iterator.next()).toThrow(closed);
  });

  test('never answers with another file that has its descriptor', () => {
    const image = openImage('top', { directory });
    const extents = map(image);
    image.close();
    using other = openImage('base', { directory });
    expect(() => extents.next()).toThrow(closed);
    expect([...map(other)]).toHaveLength(1);
  });
});

describe('arguments', () => {
  const bad = expect.objectContaining({ code: 'bad-argument' });
  /** All that is exported, but for the classes. */
  const functions = Object.entries(library).filter(([name]) => /^[a-z]/.test(name)) as unknown as readonly [
    string,
    (value: unknown) => unknown,
  ][];

  test.each([{ start: -1n }, { start: 65536 }, { length: -1n }, { start: 2n ** 63n }, { from: 0n }, null])(
    'map refuses the window %o at once',
    window => {
      using image = openImage('top', { directory });
      expect(() => map(image, window as never)).toThrow(bad);
    },
  );

  test('the last offset of qemu is one', () => {
    using image = openImage('top', { directory });
    expect([...map(image, { start: 2n ** 63n - 1n })]).toEqual([]);
    expect(explain(image, 2n ** 63n - 1n)).toMatchObject([{ answer: 'past-end' }]);
  });

  test('nbdBlocks refuses an unknown context, explain an offset below 0', () => {
    using image = openImage('top', { directory });
    expect(() => nbdBlocks(image, 'foo' as never)).toThrow(bad);
    expect(() => explain(image, -1n)).toThrow(bad);
    expect(() => explain(image, 0 as never)).toThrow(bad);
  });

  test.each(functions)('%s refuses what is none of its arguments', (_, call) => {
    for (const value of [undefined, null, 5, 5n, {}, Symbol('s'), () => {}])
      expect(() => call(value)).toThrow(bad);
  });

  test('profileOf refuses a vendor that it does not know', () => {
    expect(() => profileOf('7.2', 'Fedora' as never)).toThrow(bad);
  });

  test('an image must come from openImage', () => {
    expect(() => map({} as never)).toThrow(bad);
    expect(() => explain(undefined as never, 0n)).toThrow(bad);
  });

  test.each([undefined, 7, 'a\0b', Uint8Array.of(97, 0)])('openImage refuses the name %o', name => {
    expect(() => openImage(name as never)).toThrow(bad);
  });

  test.each([
    { format: 1 },
    { imageOptions: 'yes' },
    { share: 1 },
    { confine: '/tmp' },
    { confine: [1] },
    { confined: ['/tmp'] },
    { confine: null },
    { directory: 1 },
    { directory: '' },
    { profile: '7.2' },
    { secrets: { s: 1 } },
    { throttleGroups: 'g' },
    { notice: 'no' },
    { format: 'raw', imageOptions: true },
    null,
  ])('openImage refuses the options %o', options => {
    expect(() => openImage('top', options as never)).toThrow(bad);
  });
});
