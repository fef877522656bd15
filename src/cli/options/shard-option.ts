import { InvalidArgumentError, Option } from 'commander';
import type { Shard } from '../../harness/runs/campaign/campaign.ts';

/** How an engine that starts many jobs alike tells each of them which it is. */
interface Engine {
  readonly name: string;
  /** The variable with the number of the job. */
  readonly number: string;
  /** The variable with the number of the first job, or that number itself. */
  readonly first: string | 0 | 1;
  /** The variable with the count of the jobs. */
  readonly count: string;
  /** What to do where that isn't set. Absent: the engine always sets it. */
  readonly withoutCount?: string;
  /** The variable with the distance between numbers; absent: 1. */
  readonly step?: string;
}

const engines: readonly Engine[] = [
  { name: 'GitLab', number: 'CI_NODE_INDEX', first: 1, count: 'CI_NODE_TOTAL' },
  {
    name: 'Slurm',
    number: 'SLURM_ARRAY_TASK_ID',
    first: 'SLURM_ARRAY_TASK_MIN',
    count: 'SLURM_ARRAY_TASK_COUNT',
    step: 'SLURM_ARRAY_TASK_STEP',
  },
  {
    name: 'Kubernetes',
    number: 'JOB_COMPLETION_INDEX',
    first: 0,
    count: 'JOB_COMPLETIONS',
    withoutCount:
      'Kubernetes sets the index alone: set it to the number of completions, in env of the container.',
  },
  { name: 'CircleCI', number: 'CIRCLE_NODE_INDEX', first: 0, count: 'CIRCLE_NODE_TOTAL' },
  { name: 'Buildkite', number: 'BUILDKITE_PARALLEL_JOB', first: 0, count: 'BUILDKITE_PARALLEL_JOB_COUNT' },
];

/** `--shard K/N` or `--shard auto`. */
export function shardOption(): Option {
  return new Option(
    '--shard <k/n>',
    'run the k-th of n parts of the campaign, like 2/8; auto: as the engine says that started this job',
  )
    .argParser((text: string) => (text === 'auto' ? shardOfJob(process.env) : parseShard(text)))
    .default({ index: 0, count: 1 } satisfies Shard, '1/1');
}

/** Parses a shard: `2/8` is the second of eight parts. */
function parseShard(text: string): Shard {
  const [, part, count] = /^(\d+)\/(\d+)$/.exec(text) ?? [];
  const value = { index: Number(part) - 1, count: Number(count) };
  if (value.index >= 0 && value.index < value.count && Number.isSafeInteger(value.count)) return value;
  throw new InvalidArgumentError('It must be like 2/8, the second of eight parts, or auto.');
}

/**
 * The shard of this job, from the variables of the engine that started it.
 *
 * @throws InvalidArgumentError if no engine has set its variables, if two have, or if they make no shard
 */
function shardOfJob(environment: NodeJS.ProcessEnv): Shard {
  const started = engines.filter(({ number }) => environment[number] !== undefined);
  const [engine, other] = started;
  if (engine === undefined) {
    const names = engines.map(({ number, count }) => `${number} and ${count}`).join(', ');
    throw new InvalidArgumentError(`No engine has set its variables: ${names}.`);
  }
  if (other !== undefined)
    throw new InvalidArgumentError(
      `${engine.name} and ${other.name} both have set ${engine.number} and ${other.number}.`,
    );
  if (engine.withoutCount !== undefined && environment[engine.count] === undefined)
    throw new InvalidArgumentError(`${engine.count} is not set. ${engine.withoutCount}`);
  const value = (variable: string | number): number =>
    typeof variable === 'number' ? variable : numberIn(environment, variable);
  const index = (value(engine.number) - value(engine.first)) / value(engine.step ?? 1);
  const count = value(engine.count);
  if (Number.isInteger(index) && index >= 0 && index < count) return { index, count };
  throw new InvalidArgumentError(
    `${engine.number}=${environment[engine.number]} is no job of ${engine.count}=${environment[engine.count]}.`,
  );
}

function numberIn(environment: NodeJS.ProcessEnv, variable: string): number {
  const text = environment[variable];
  if (text !== undefined && /^\d+$/.test(text)) return Number(text);
  throw new InvalidArgumentError(
    text === undefined ? `${variable} is not set.` : `${variable}=${text} is no number.`,
  );
}
