import { takeNbdContext } from '../../command/nbd-context.ts';
import { runMap } from '../../command/run-map.ts';
import { MapParityError } from '../../error.ts';
import type { End } from '../oracle/outcome.ts';
import type { InProcess, OwnAnswer } from './subject.ts';

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
      const result = runMap(words, {
        profile,
        nbdContext,
        directory: folder,
        stdout,
        stderr: bytes => stderr.push(bytes),
      });
      if (result.kind === 'unsupported') return result;
      return ended({ kind: 'exit', status: result.status });
    } catch (error) {
      if (error instanceof MapParityError && error.code === 'bad-context')
        return { kind: 'unsupported', reason: error.message };
      return ended({ kind: 'thrown', error: String(error) });
    }
  },
};
