import { expect, test } from 'vitest';
import { goldenResultLines } from '../../../../src/harness/report/golden/golden-lines.ts';
import type { GoldenCheck } from '../../../../src/harness/runs/golden/check-goldens.ts';

const query = ['--output=json', 'a'];
const failing = (stderr: string) =>
  ({ stdout: Buffer.alloc(0), stderr: Buffer.from(stderr), end: { kind: 'exit', status: 1 } }) as const;

function differing(version: string, recorded: string): GoldenCheck {
  const difference = { kind: 'stderr', left: 'ours\n', right: recorded } as const;
  const verdict = { kind: 'divergence', difference, subject: failing('ours\n') } as const;
  return { query, version, recorded: failing(recorded), verdict };
}

test('equal differences of several versions appear once', () => {
  const checks: GoldenCheck[] = [
    differing('5.2', 'old\n'),
    { query, version: '7.2', recorded: failing('ours\n'), verdict: { kind: 'match' } },
    differing('10.0', 'new\n'),
    differing('11.1', 'new\n'),
  ];
  expect(goldenResultLines({ name: '001-a', obstacle: undefined, checks })).toEqual([
    '  001-a, as qemu-img 5.2:',
    '  map --output=json a differs from the record',
    'stderr differs, at no guest offset',
    '  map-parity  ours',
    '  recorded    old',
    '  001-a, as qemu-img 10.0, 11.1:',
    '  map --output=json a differs from the record',
    'stderr differs, at no guest offset',
    '  map-parity  ours',
    '  recorded    new',
  ]);
});
