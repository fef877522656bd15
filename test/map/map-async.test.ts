import { afterEach, describe, expect, test, vi } from 'vitest';
import { type Extent, type MapAsyncOptions, map, mapAsync, openImage } from '../../src/map/index.ts';
import { testFolder } from '../support/test-folder.ts';
import { tinyQcow2, zero } from '../support/tiny-qcow2.ts';

const folder = testFolder();
const directory = folder.path;
/** Clusters of 512 bytes that take turns as data and zeros: 640 extents in ten tables. */
const turns = Array.from({ length: 10 }, () =>
  Array.from({ length: 64 }, (_, at) => (at % 2 === 0 ? 0x1000n : zero)),
);
folder.put('base', Buffer.alloc(20_000, 'x'));
folder.put('many', tinyQcow2({ l2: turns, backing: 'base' }));
/** 64 tables of 64 KiB, which make one extent. */
folder.put('one', tinyQcow2({ clusterBits: 16, l2: Array.from({ length: 64 }, () => []) }));
folder.put('bad', tinyQcow2({ clusterBits: 10, size: 4096n, l2: [[0x1000n, zero, 0x1200n]] }));

const open = (name: string) => openImage(name, { directory });

/** The clock of the process: each look at it takes that many milliseconds. */
function lookAtClockTakes(milliseconds: number): void {
  let now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => (now += milliseconds));
}
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const inNextTurn = setImmediate;

/** Counts the turns of the event loop while `work` goes on. */
async function turnsDuring(work: () => Promise<unknown>): Promise<number> {
  let count = 0;
  let isOver = false;
  const turn = (): void => {
    count++;
    if (!isOver) inNextTurn(turn);
  };
  inNextTurn(turn);
  await work();
  isOver = true;
  return count;
}

async function all(name: string, options: MapAsyncOptions = {}): Promise<Extent[]> {
  return collected(mapAsync(open(name), options));
}

async function collected(extents: AsyncIterable<Extent>): Promise<Extent[]> {
  const list: Extent[] = [];
  for await (const extent of extents) list.push(extent);
  return list;
}

test.each(['many', 'one', 'base'])('the extents of %s are those of map', async name => {
  const extents = [...map(open(name))];
  expect(await all(name)).toEqual(extents);
  const window = { start: 1024n, length: 100_000n };
  expect(await all(name, window)).toEqual([...map(open(name), window)]);
  expect(await all(name, { start: 0n, length: 0n })).toEqual([]);
});

test('damage is reported after the extents before it', async () => {
  const seen: bigint[] = [];
  const work = async () => {
    for await (const { start } of mapAsync(open('bad'))) seen.push(start);
  };
  await expect(work()).rejects.toMatchObject({ code: 'bad-metadata' });
  expect(seen).toEqual([0n]);
});

describe('the event loop gets its turn', () => {
  test('while extents are taken', async () => {
    lookAtClockTakes(1);
    const count = await turnsDuring(() => all('many'));
    expect(count).toBeGreaterThan(100);
  });

  test('while all ranges make one extent', async () => {
    lookAtClockTakes(5);
    const count = await turnsDuring(() => all('one'));
    expect(count).toBeGreaterThan(5);
  });

  test('also where setImmediate is missing, as in browsers', async () => {
    lookAtClockTakes(1);
    vi.stubGlobal('setImmediate', undefined);
    expect(await turnsDuring(() => all('many'))).toBeGreaterThan(100);
  });

  test('not after each extent', async () => {
    lookAtClockTakes(0.01);
    expect(await turnsDuring(() => all('many'))).toBeLessThan(10);
  });
});

describe('a signal', () => {
  test('that was given ends the walk before it begins', async () => {
    await expect(all('many', { signal: AbortSignal.abort(new Error('enough')) })).rejects.toThrow('enough');
  });

  test('ends the walk in the middle, also of one long extent', async () => {
    lookAtClockTakes(5);
    const controller = new AbortController();
    setImmediate(() => controller.abort(new Error('enough')));
    await expect(all('one', { signal: controller.signal })).rejects.toThrow('enough');
  });
});

test('an image that is closed meanwhile ends the walk', async () => {
  lookAtClockTakes(5);
  const image = open('one');
  setImmediate(() => image.close());
  await expect(collected(mapAsync(image))).rejects.toMatchObject({ code: 'closed' });
});

test.each([{ start: 0 }, { signal: 'stop' }, { from: 0n }])('refuses %o at once', options => {
  const image = open('many');
  expect(() => mapAsync(image, options as never)).toThrow(expect.objectContaining({ code: 'bad-argument' }));
});
