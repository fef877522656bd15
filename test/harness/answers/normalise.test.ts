import { describe, expect, test } from 'vitest';
import { dependsOnHost, normalised } from '../../../src/harness/answers/normalise.ts';
import type { Outcome } from '../../../src/harness/answers/outcome.ts';

function refusal(stderr: string | Buffer): Outcome {
  return { stdout: Buffer.alloc(0), stderr: Buffer.from(stderr), end: { kind: 'exit', status: 1 } };
}

function loop(levels: number, name: string): string {
  const steps = 'Could not open backing file: '.repeat(levels);
  return `qemu-img: Could not open 'a': ${steps}Could not open '${name}': Too many open files\n`;
}

describe('normalised: stderr', () => {
  test('backing loops of any length are equal', () => {
    expect(normalised(refusal(loop(247, 'a'))).stderr).toEqual(normalised(refusal(loop(1013, 'b'))).stderr);
  });

  test('a text that is normalised already stays the same, so that a recording can be compared', () => {
    const once = normalised(refusal(loop(247, 'a'))).stderr;
    expect(normalised(refusal(once)).stderr).toEqual(once);
  });

  test('the report of a client that disconnected is removed', () => {
    const before = 'qcow2: Image is corrupt: x\n';
    const gone = 'qemu-nbd: Disconnect client, due to: Failed to read request: Unexpected end-of-file\n';
    const after = 'nbdinfo: nbd_block_status: block-status: command failed: Input/output error\n';
    expect(normalised(refusal(before + gone + after)).stderr).toEqual(Buffer.from(before + after));
  });

  test.each([
    ['a short chain', loop(3, 'a')],
    [
      'another error at the end of a long chain',
      loop(247, 'a').replace('Too many open files', 'No such file or directory'),
    ],
    ['bytes that are no UTF-8', Buffer.from([0x71, 0xff, 0x0a])],
  ])('%s stays as it is', (_what, stderr) => {
    expect(normalised(refusal(stderr)).stderr).toEqual(Buffer.from(stderr));
  });
});

describe('normalised: stdout', () => {
  const printed = (stdout: string): Outcome => ({ ...refusal(''), stdout: Buffer.from(stdout) });

  test('all usages are equal, and a recorded one stays the same', () => {
    const texts = [
      'usage: map [OPTION]... FILE\n',
      'Usage:\n  qemu-img map\n',
      'qemu-img version 7.2.22\nusage: …\n',
    ];
    const all = texts.map(text => normalised(printed(text)));
    expect(new Set(all.map(({ stdout }) => stdout.toString()))).toEqual(new Set(['usage: …\n']));
    expect(normalised(all[0]!)).toEqual(all[0]);
    expect(dependsOnHost(all[0]!)).toBe(true);
  });

  test.each(['[]\n', 'List of user creatable objects:\n  secret\n'])('%j stays as it is', text => {
    expect(normalised(printed(text))).toEqual(printed(text));
    expect(dependsOnHost(printed(text))).toBe(false);
  });
});
