import { takeNbdContext } from '../../command/nbd-context.ts';
import { runMap } from '../../command/run-map.ts';
import { MapParityError } from '../../error.ts';
import type { End, Outcome } from '../oracle/outcome.ts';
import type { Subject } from './subject.ts';

/** Our own implementation, run in this process: what `map-parity map` says, without a start. */
export const inProcess: Subject = {
  name: 'map-parity',
  ask(query, folder, profile) {
    const stdout: Uint8Array[] = [];
    const stderr: Uint8Array[] = [];
    const outcome = (end: End): Outcome => ({
      stdout: Buffer.concat(stdout),
      stderr: Buffer.concat(stderr),
      end,
    });
    try {
      const [words, nbdContext] = takeNbdContext(query);
      const result = runMap(words, {
        profile,
        nbdContext,
        directory: folder,
        stdout: bytes => stdout.push(Uint8Array.from(bytes)),
        stderr: bytes => stderr.push(bytes),
      });
      if (result.kind === 'unsupported') return result;
      return { kind: 'outcome', outcome: outcome({ kind: 'exit', status: result.status }) };
    } catch (error) {
      if (error instanceof MapParityError && error.code === 'bad-context')
        return { kind: 'unsupported', reason: error.message };
      return { kind: 'outcome', outcome: outcome({ kind: 'thrown', error: String(error) }) };
    }
  },
};
