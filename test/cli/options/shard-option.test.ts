import { Command } from 'commander';
import { afterEach, expect, test, vi } from 'vitest';
import { shardOption } from '../../../src/cli/options/shard-option.ts';

afterEach(() => vi.unstubAllEnvs());

function shard(text: string, environment: Readonly<Record<string, string>> = {}): unknown {
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  const command = new Command()
    .addOption(shardOption())
    .exitOverride()
    .configureOutput({ writeErr: () => {} });
  return command.parse(['--shard', text], { from: 'user' }).opts().shard;
}

test.each([
  ['GitLab', { CI_NODE_INDEX: '2', CI_NODE_TOTAL: '8' }],
  ['Kubernetes', { JOB_COMPLETION_INDEX: '1', JOB_COMPLETIONS: '8' }],
  [
    'Slurm',
    {
      SLURM_ARRAY_TASK_ID: '1',
      SLURM_ARRAY_TASK_MIN: '0',
      SLURM_ARRAY_TASK_COUNT: '8',
      SLURM_ARRAY_TASK_STEP: '1',
    },
  ],
  [
    'Slurm from 10 on, by fives',
    {
      SLURM_ARRAY_TASK_ID: '15',
      SLURM_ARRAY_TASK_MIN: '10',
      SLURM_ARRAY_TASK_COUNT: '8',
      SLURM_ARRAY_TASK_STEP: '5',
    },
  ],
  ['CircleCI', { CIRCLE_NODE_INDEX: '1', CIRCLE_NODE_TOTAL: '8' }],
  ['Buildkite', { BUILDKITE_PARALLEL_JOB: '1', BUILDKITE_PARALLEL_JOB_COUNT: '8' }],
])('auto is the second of eight jobs of %s', (_, environment) => {
  expect(shard('auto', environment)).toEqual({ index: 1, count: 8 });
  expect(shard('2/8')).toEqual({ index: 1, count: 8 });
});

test.each([
  ['no engine', {}, /No engine has set its variables: CI_NODE_INDEX and CI_NODE_TOTAL, /],
  [
    'two engines',
    { CI_NODE_INDEX: '1', CI_NODE_TOTAL: '2', CIRCLE_NODE_INDEX: '0' },
    /GitLab and CircleCI both/,
  ],
  [
    'a count that is missing',
    { JOB_COMPLETION_INDEX: '0' },
    /JOB_COMPLETIONS is not set\. Kubernetes sets the index alone: /,
  ],
  [
    'a job past the count',
    { CI_NODE_INDEX: '9', CI_NODE_TOTAL: '8' },
    /CI_NODE_INDEX=9 is no job of CI_NODE_TOTAL=8/,
  ],
  ['a word', { CI_NODE_INDEX: 'one', CI_NODE_TOTAL: '8' }, /CI_NODE_INDEX=one is no number/],
])('auto refuses %s', (_, environment, message) => {
  expect(() => shard('auto', environment)).toThrow(message);
});

test.each(['0/3', '4/3', '3', '1/99999999999999999999'])('%s is no shard', text => {
  expect(() => shard(text)).toThrow('It must be like 2/8');
});
