import { MapError } from '../../../map/basics/error.ts';
import { takeNbdContext } from '../../../map/command/nbd-context.ts';
import { runMap } from '../../../map/command/run-map.ts';
import { NodeHost } from '../../../map/host/nodejs/node-host.ts';
import type { End, Outcome } from '../../answers/outcome.ts';
import { hangText } from '../child/limit-text.ts';
import type { InProcess, OwnAnswer } from './subject.ts';
import { watchedOnce, withinTime } from './within-time.ts';

/** Time limit of one map in milliseconds: the largest map of a sweep takes one second. */
const timeLimit = 10_000;

const hungError = hangText({ milliseconds: timeLimit });

/** Whether an outcome is that of a map which passed the time limit. */
export function isHung({ end }: Outcome): boolean {
  return end.kind === 'thrown' && end.error === hungError;
}

/** Does work that asks our own implementation for several maps. Each has the time limit, but they are watched once; see `watchedOnce`. */
export function severalMaps<T>(work: () => T): T {
  return watchedOnce(timeLimit, work);
}

/** Our own implementation, run in this process: the output of `map-parity map`, without the start of a program. */
export const inProcess: InProcess = {
  name: 'map-parity',
  options: [],
  takes: 'arguments',
  answer(query, folder, profile) {
    const stdout: Uint8Array[] = [];
    const answer = inProcess.streamAnswer(query, folder, profile, bytes =>
      stdout.push(Uint8Array.from(bytes)),
    );
    if (answer.kind === 'unsupported') return answer;
    return { kind: 'outcome', outcome: { ...answer.outcome, stdout: Buffer.concat(stdout) } };
  },
  streamAnswer(query, folder, profile, stdout) {
    const stderr: Uint8Array[] = [];
    const ended = (end: End): OwnAnswer => ({
      kind: 'outcome',
      outcome: { stdout: Buffer.alloc(0), stderr: Buffer.concat(stderr), end },
    });
    try {
      const [words, nbdRequest] = takeNbdContext(query);
      const context = {
        ...{ profile, nbdRequest, stdout },
        host: new NodeHost({ directory: folder }),
        stderr: (bytes: Uint8Array) => stderr.push(Uint8Array.from(bytes)),
      };
      const ran = withinTime(timeLimit, () => runMap(words, context));
      if (ran === 'hung') return ended({ kind: 'thrown', error: hungError });
      if (ran.value.kind !== 'ran') return { kind: 'unsupported', reason: ran.value.reason };
      return ended({ kind: 'exit', status: ran.value.status });
    } catch (error) {
      if (error instanceof MapError && error.code === 'bad-context')
        return { kind: 'unsupported', reason: error.message };
      return ended({ kind: 'thrown', error: String(error) });
    }
  },
};
