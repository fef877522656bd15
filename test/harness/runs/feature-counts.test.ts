import { expect, test } from 'vitest';
import type { SubjectAnswer } from '../../../src/harness/parties/subject/subject.ts';
import {
  addFeatureCounts,
  countFeatures,
  type FeatureCount,
} from '../../../src/harness/runs/feature-counts.ts';
import type { Verdict } from '../../../src/harness/verdict/judge.ts';

const unsupported: SubjectAnswer = { kind: 'unsupported', reason: 'no zstd here' };
const answered: SubjectAnswer = {
  kind: 'outcome',
  outcome: { stdout: Buffer.alloc(0), stderr: Buffer.alloc(0), end: { kind: 'exit', status: 0 } },
};

test.each<[string, Verdict, SubjectAnswer, FeatureCount | undefined]>([
  ['a match', { kind: 'match', modelled: true }, answered, { tried: 1, agreed: 1, refused: 0 }],
  [
    'a divergence',
    { kind: 'divergence', blame: 'subject', difference: { kind: 'text' } },
    answered,
    { tried: 1, agreed: 0, refused: 0 },
  ],
  [
    'what the subject refuses by name',
    { kind: 'skipped', reason: 'no zstd here' },
    unsupported,
    { tried: 1, agreed: 0, refused: 1 },
  ],
  ['what the oracle lacks', { kind: 'skipped', reason: 'qemu-img has no zstd' }, answered, undefined],
  ['a crash of the oracle', { kind: 'crash', signal: 'SIGABRT' }, answered, undefined],
])('%s counts under each feature of its check', (_, verdict, subject, count) => {
  const counts = new Map<string, FeatureCount>();
  countFeatures(counts, { verdict, subject }, ['zstd', 'data']);
  expect([counts.get('zstd'), counts.get('data')]).toEqual([count, count]);
});

test('the counts of two shards add up', () => {
  const one = new Map([['zstd', { tried: 3, agreed: 1, refused: 2 }]]);
  const other = new Map([
    ['zstd', { tried: 1, agreed: 1, refused: 0 }],
    ['data', { tried: 1, agreed: 0, refused: 0 }],
  ]);
  expect(addFeatureCounts(one, other)).toEqual(
    new Map([
      ['zstd', { tried: 4, agreed: 2, refused: 2 }],
      ['data', { tried: 1, agreed: 0, refused: 0 }],
    ]),
  );
});
