import { describe, expect, test } from 'vitest';
import type { RecordedName } from '../../../../src/map/profile/profile.ts';
import { commandText } from '../../../support/command-text.ts';
import { mapOptionsIn } from '../../../support/map-options.ts';
import { shortExtents } from '../../../support/map-text.ts';
import { testFolder } from '../../../support/test-folder.ts';
import { copied, tinyQcow2, zero } from '../../../support/tiny-qcow2.ts';

const folder = testFolder();
folder.put('base', tinyQcow2({ size: 2048n, l2: [[0n, copied | 0x1000n]] }));
folder.put('a', tinyQcow2({ size: 2048n, l2: [[0n, 0n, copied | 0x1000n]], backing: 'base' }));
folder.put('b', tinyQcow2({ size: 2048n, l2: [[0n, 0n, 0n, copied | 0x1000n]] }));
folder.put('zeros', tinyQcow2({ size: 2048n, l2: [[zero, zero, zero, zero]] }));
folder.put('broken', tinyQcow2({ version: 2, size: 2048n, l2: [[zero]] }));
folder.put('x', Buffer.alloc(2560, 'x'));
folder.put('y', Buffer.alloc(2560, 'y'));
folder.put('short', Buffer.alloc(512, 'x'));
const { map, refused } = mapOptionsIn(folder.path);

/** A quorum of qcow2 images, or with `driver` of others. */
const of = (names: readonly string[], rest = 'vote-threshold=1', driver = 'qcow2'): string =>
  ['driver=quorum', rest]
    .concat(
      names.map(
        (name, index) => `children.${index}.driver=${driver},children.${index}.file.filename=${name}`,
      ),
    )
    .join(',');

const extents = (options: string, version?: RecordedName): string =>
  shortExtents(map(options, version && { version }).stdout);

describe('the bytes of a quorum', () => {
  test('are zeros where all chains of children have zeros, votes or not', () => {
    const expected = '0+512 d0 PZd; 512+1536 d0 PzD';
    expect(extents(of(['a', 'b']))).toBe(expected);
    expect(extents(of(['a', 'b'], 'vote-threshold=2'))).toBe(expected);
  });

  test('are data to 5.2', () => {
    expect(extents(of(['zeros']), '5.2')).toBe('0+2048 d0 zD');
  });

  test('are data where a child cannot tell', () => {
    const options = 'driver=quorum,vote-threshold=1,children.0.driver=null-co,children.0.size=2k';
    expect(extents(options)).toBe('0+2048 d0 PzD');
    expect(extents(`${options},children.0.read-zeroes=on`)).toBe('0+2048 d0 PZd');
    expect(extents(of(['zeros', 'broken']))).toBe('0+2048 d0 PzD');
  });
});

describe('a qcow2 image in a quorum', () => {
  const over = (names: readonly string[], rest: string): string =>
    `driver=qcow2,${of(names, rest, 'raw')
      .split(',')
      .map(option => `file.${option}`)
      .join(',')}`;
  const found = '0+1536 d0 pZd; 1536+512 d0 PzD@4096';

  test.each<[readonly string[], string]>([
    [['b', 'b', 'x'], 'vote-threshold=2'],
    [['x', 'b'], 'vote-threshold=1'],
    [['b', 'x'], 'vote-threshold=1,read-pattern=fifo'],
    [['b', 'b'], 'vote-threshold=2,blkverify=on'],
  ])('is read from %j with %s', (names, rest) => {
    expect(extents(over(names, rest))).toBe(found);
  });

  test.each<[readonly string[], string, string]>([
    [['b', 'x', 'y'], 'vote-threshold=2', 'Could not read qcow2 header: Input/output error\n'],
    [['b', 'x'], 'vote-threshold=1', 'Image is not in qcow2 format\n'],
  ])('is not read from %j with %s', (names, rest, text) => {
    expect(refused(over(names, rest))).toBe(text);
  });

  test('ends qemu-img if two children that have to be equal differ', () => {
    const image = over(['b', 'x'], 'vote-threshold=2,blkverify=on');
    expect(commandText(['--image-opts', image], folder.path).stderr).toBe(
      'quorum: offset=0 bytes=112 contents mismatch at offset 0\n',
    );
  });
});

test.each([
  ['driver=quorum', 'Number of provided children must be 1 or more'],
  ['driver=quorum,children.1.driver=null-co', 'Option children is not a valid array'],
  ['driver=quorum,children.x=y', 'Option children is not a valid array'],
  [of(['b'], 'vote-threshold=0'), "Parameter 'vote-threshold' expects a value >= 1"],
  [of(['b'], 'vote-threshold=2'), 'threshold may not exceed children count'],
  [of(['b'], 'vote-threshold=1,read-pattern=x'), 'Please set read-pattern as fifo or quorum'],
  [
    of(['b'], 'vote-threshold=1,blkverify=on'),
    'blkverify=on can only be set if there are exactly two files and vote-threshold is 2',
  ],
  [
    of(['b', 'b'], 'vote-threshold=2,blkverify=on,rewrite-corrupted=on'),
    'rewrite-corrupted=on cannot be used with blkverify=on',
  ],
  [of(['b'], 'vote-threshold=1,rewrite-corrupted=on'), 'Block node is read-only'],
  [of(['x', 'short'], 'vote-threshold=1', 'raw'), 'Could not refresh total sector count: Input/output error'],
  [of(['b'], 'vote-threshold=1,file.filename=x'), "Block format 'quorum' does not support the option 'file'"],
])('%s is refused', (options, text) => {
  expect(refused(options)).toBe(`${text}\n`);
});

test('nobody may write to a child alone', () => {
  const children = 'file.vote-threshold=1,file.children.0.driver=raw,file.children.0.file.filename=x';
  const target = 'target.driver=file,target.filename=x,target.read-only=off';
  expect(refused(`driver=copy-before-write,file.driver=quorum,${children},${target}`)).toBe(
    'Failed to get "write" lock\nIs another process using the image [x]?\n',
  );
});
