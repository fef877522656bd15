import { MapError } from '../../../map/basics/error.ts';
import { takeNbdContext } from '../../../map/command/nbd-context.ts';
import { runMap } from '../../../map/command/run-map.ts';
import type { End, Outcome } from '../../answers/outcome.ts';
import type { InProcess, OwnAnswer } from './subject.ts';
import { withinTime } from './within-time.ts';

/** Milliseconds that one map may take: the largest of a sweep takes one second. */
const limit = 10_000;

const hungError = `no end within ${limit} ms`;

/** Whether one was stopped because it took longer. */
export function isHung({ end }: Outcome): boolean {
  return end.kind === 'thrown' && end.error === hungError;
}

/** Our own implementation, run in this process: what `map-parity map` says, without a start. */
export const inProcess: InProcess = {
  name: 'map-parity',
  options: [],
  takes: 'arguments',
  ask(query, folder, profile) {
    const stdout: Uint8Array[] = [];
    const answer = inProcess.tell(query, folder, profile, bytes => stdout.push(Uint8Array.from(bytes)));
    if (answer.kind === 'unsupported') return answer;
    return { kind: 'outcome', outcome: { ...answer.outcome, stdout: Buffer.concat(stdout) } };
  },
  tell(query, folder, profile, stdout) {
    const stderr: Uint8Array[] = [];
    const ended = (end: End): OwnAnswer => ({
      kind: 'outcome',
      outcome: { stdout: Buffer.alloc(0), stderr: Buffer.concat(stderr), end },
    });
    try {
      const [words, nbdContext] = takeNbdContext(query);
      const context = {
        ...{ profile, nbdContext, directory: folder, stdout },
        stderr: (bytes: Uint8Array) => stderr.push(bytes),
      };
      const ran = withinTime(limit, () => runMap(words, context));
      if (ran === 'hung') return ended({ kind: 'thrown', error: hungError });
      if (ran.value.kind === 'unsupported') return ran.value;
      return ended({ kind: 'exit', status: ran.value.status });
    } catch (error) {
      if (error instanceof MapError && error.code === 'bad-context')
        return { kind: 'unsupported', reason: error.message };
      return ended({ kind: 'thrown', error: String(error) });
    }
  },
};
