import { describe, expect, test } from 'vitest';
import { normalisedStderr } from '../../../src/harness/answers/normalise.ts';
import type { Outcome } from '../../../src/harness/answers/outcome.ts';

function said(stderr: string | Buffer): Outcome {
  return { stdout: Buffer.alloc(0), stderr: Buffer.from(stderr), end: { kind: 'exit', status: 1 } };
}

function loop(levels: number, name: string): string {
  const steps = 'Could not open backing file: '.repeat(levels);
  return `qemu-img: Could not open 'a': ${steps}Could not open '${name}': Too many open files\n`;
}

describe('normalisedStderr', () => {
  test('makes backing loops of any length equal', () => {
    expect(normalisedStderr(said(loop(247, 'a')))).toEqual(normalisedStderr(said(loop(1013, 'b'))));
  });

  test('is the same when it is applied twice, so that a recorded text can be compared', () => {
    const once = normalisedStderr(said(loop(247, 'a')));
    expect(normalisedStderr(said(once))).toEqual(once);
  });

  test('leaves out that a client went away', () => {
    const before = 'qcow2: Image is corrupt: x\n';
    const gone = 'qemu-nbd: Disconnect client, due to: Failed to read request: Unexpected end-of-file\n';
    const after = 'nbdinfo: nbd_block_status: block-status: command failed: Input/output error\n';
    expect(normalisedStderr(said(before + gone + after))).toEqual(Buffer.from(before + after));
  });

  test.each([
    ['a short chain', loop(3, 'a')],
    [
      'another error at the end of a long chain',
      loop(247, 'a').replace('Too many open files', 'No such file or directory'),
    ],
    ['bytes that are no UTF-8', Buffer.from([0x71, 0xff, 0x0a])],
  ])('leaves %s alone', (_what, stderr) => {
    expect(normalisedStderr(said(stderr))).toEqual(Buffer.from(stderr));
  });
});
