import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { HarnessError } from '../../../basics/harness-error.ts';
import type { PlainLab } from '../../../parties/plain-lab.ts';
import type { Rate, Runners } from './rate.ts';

/** What a process needs to measure a rate. All of it is plain data. */
export interface RateRequest {
  readonly lab: PlainLab;
  /** An empty folder, in which it makes those of its cases. */
  readonly folder: string;
  readonly seed: number;
  readonly indexes: readonly number[];
  readonly jobs: number;
  readonly runners: Runners;
  /** Stretches that count. */
  readonly runs: number;
  /** Whether the bare rate is measured too, and the process steps back for its qemu-imgs, as a campaign does. */
  readonly besideBare: boolean;
}

/**
 * Measures a rate in a process of its own, as each campaign has one: it keeps descriptors of the loops of its workers until it ends, and
 * a priority that it has lowered. It ends with this process.
 *
 * @throws HarnessError `bench-run` if it ends without a rate
 */
export function measureRateApart(request: RateRequest): Promise<Rate> {
  const name = import.meta.url.endsWith('.js') ? './rate-main.js' : './rate-main.ts';
  const child = fork(fileURLToPath(new URL(name, import.meta.url)), { serialization: 'advanced' });
  return new Promise((resolve, reject) => {
    const fail = (cause?: Error): void =>
      reject(new HarnessError('bench-run', 'the process that measures a rate has ended', { cause }));
    child.on('message', rate => resolve(rate as Rate));
    child.on('error', fail);
    child.on('exit', () => fail());
    child.send(request, error => {
      if (error !== null) fail(error);
    });
  });
}
