import { describe, expect, test } from 'vitest';
import { normalisedStderr } from '../../../src/harness/answers/normalise.ts';
import type { Outcome } from '../../../src/harness/answers/outcome.ts';

function refusal(stderr: string | Buffer): Outcome {
  return { stdout: Buffer.alloc(0), stderr: Buffer.from(stderr), end: { kind: 'exit', status: 1 } };
}

function loop(levels: number, name: string): string {
  const steps = 'Could not open backing file: '.repeat(levels);
  return `qemu-img: Could not open 'a': ${steps}Could not open '${name}': Too many open files\n`;
}

describe('normalisedStderr', () => {
  test('backing loops of any length are equal', () => {
    expect(normalisedStderr(refusal(loop(247, 'a')))).toEqual(normalisedStderr(refusal(loop(1013, 'b'))));
  });

  test('a text that is normalised already stays the same, so that a recording can be compared', () => {
    const once = normalisedStderr(refusal(loop(247, 'a')));
    expect(normalisedStderr(refusal(once))).toEqual(once);
  });

  test('the report of a client that disconnected is removed', () => {
    const before = 'qcow2: Image is corrupt: x\n';
    const gone = 'qemu-nbd: Disconnect client, due to: Failed to read request: Unexpected end-of-file\n';
    const after = 'nbdinfo: nbd_block_status: block-status: command failed: Input/output error\n';
    expect(normalisedStderr(refusal(before + gone + after))).toEqual(Buffer.from(before + after));
  });

  test.each([
    ['a short chain', loop(3, 'a')],
    [
      'another error at the end of a long chain',
      loop(247, 'a').replace('Too many open files', 'No such file or directory'),
    ],
    ['bytes that are no UTF-8', Buffer.from([0x71, 0xff, 0x0a])],
  ])('%s stays as it is', (_what, stderr) => {
    expect(normalisedStderr(refusal(stderr))).toEqual(Buffer.from(stderr));
  });
});
