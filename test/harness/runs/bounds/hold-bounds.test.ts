import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openScratch, type Scratch } from '../../../../src/harness/files/scratch.ts';
import type { Oracle } from '../../../../src/harness/parties/oracle/oracle.ts';
import { isBroken, share } from '../../../../src/harness/runs/bounds/bound.ts';
import { type BoundsImage, boundsImages } from '../../../../src/harness/runs/bounds/bounds-image.ts';
import {
  type BoundsPlan,
  byFormat,
  type HeldImage,
  holdBounds,
} from '../../../../src/harness/runs/bounds/hold-bounds.ts';
import { newest } from '../../../../src/map/profile/profile.ts';

let scratch: Scratch;
beforeAll(async () => {
  scratch = await openScratch();
});
afterAll(() => scratch.close());

/** A qemu-img that takes next to nothing. */
const quick: Oracle = {
  name: '11.1',
  banner: 'qemu-img version 11.1.3',
  program: { file: '/bin/true', leading: [] },
  profile: newest,
  nbd: { kind: 'incomplete', reason: 'none is needed' },
};

const image: BoundsImage = {
  ...{ format: 'vdi', name: 'a hole', words: ['hole'] },
  write: folder => writeFileSync(join(folder, 'hole'), ''),
};

async function holding(script: string, more: Partial<BoundsPlan> = {}): Promise<HeldImage[]> {
  const ours = [process.execPath, '-e', script];
  const all: HeldImage[] = [];
  for await (const one of holdBounds({ images: [image], oracles: [quick], ours, scratch, ...more }))
    all.push(one);
  return all;
}

describe.concurrent('a stand-in for our map', () => {
  test('that does nothing stays within its bounds', async () => {
    const [one] = await holding('');
    expect(isBroken(one!.held)).toBe(false);
    expect(one).toMatchObject({ image, oracle: '11.1' });
  });

  test('that is slow takes too much CPU, and no more memory than it may', async () => {
    const [{ held } = expect.fail()] = await holding(
      'let sum = 0; for (let at = 0; at < 4e8; at++) sum ^= at;',
    );
    expect(share(held, 'cpu')).toBeGreaterThan(1);
    expect(share(held, 'memory')).toBeLessThan(1);
  });

  test('that is fat takes too much memory', async () => {
    const [{ held } = expect.fail()] = await holding('Buffer.alloc(9e7, 1)');
    expect(share(held, 'memory')).toBeGreaterThan(1);
  });

  test('that fails is measured all the same; it runs in the folder of the image, with the name of the build', async () => {
    const asked = "require('node:fs').readdirSync('.').join() === 'hole' && process.argv.includes('11.1')";
    const [{ held } = expect.fail()] = await holding(`process.exit(${asked} ? 1 : Buffer.alloc(9e7, 1))`);
    expect(isBroken(held)).toBe(false);
  });
});

test.each([
  ['nothing, and no qemu-img is run', '', false],
  ['more than half of what may be, and qemu-img is run', 'Buffer.alloc(4e7, 1)', true],
])('a stand-in takes %s', async (_, script, isRun) => {
  const marker = join(scratch.folder, `run-${isRun}`);
  const oracle = { ...quick, program: { file: '/bin/touch', leading: [marker] } };
  await holding(script, { oracles: [oracle] });
  expect(existsSync(marker)).toBe(isRun);
});

test('nothing is mapped after a signal', async () => {
  expect(await holding('', { cancel: AbortSignal.abort() })).toEqual([]);
});

test('images are the worst ones of each format, and damaged ones', () => {
  const names = (words: readonly string[]): string[] =>
    [...boundsImages({ seed: 1, damaged: 1, words })].map(({ format, name }) => `${format}, ${name}`);
  expect(names(['bochs'])).toEqual([
    'bochs, longest catalog, of zeros',
    'bochs, longest catalog, behind the end of the file',
    'bochs, a million extents of 4 KiB',
    expect.stringMatching(/^bochs, damaged, case \d+$/),
  ]);
  expect(names(['luks, one'])).toEqual(['luks, one slot']);
});

test('a damaged image writes its files', () => {
  const [damaged] = [...boundsImages({ seed: 1, damaged: 1, words: ['vdi, damaged'] })];
  const folder = scratch.caseFolder();
  damaged!.write(folder.path);
  expect(readdirSync(folder.path)).not.toEqual([]);
  folder.drop();
});

test('results are grouped by format', async () => {
  const all = await holding('');
  expect([...byFormat(all)]).toEqual([['vdi', all]]);
});
