import { constants } from 'node:os';
import { exitAtOnce } from '../../harness/parties/child/exit-at-once.ts';

/** Signals that end a run early. */
export interface Interruption {
  /** Fires at the first SIGINT, SIGTERM or SIGHUP: the run stops its programs, reports its result so far and cleans up. */
  readonly signal: AbortSignal;
  /** The exit status that shells give a command ended by the signal: 128 plus its number. Undefined before a signal. */
  status(): number | undefined;
  /** Stops listening. */
  release(): void;
}

/** Listens for the signals that end a run. A second signal ends the process at once; its scratch folder is still removed. */
export function listenForInterrupt(): Interruption {
  const controller = new AbortController();
  let status: number | undefined;
  const onSignal = (name: NodeJS.Signals): void => {
    if (status !== undefined) exitAtOnce(status);
    status = 128 + constants.signals[name];
    controller.abort();
  };
  const names: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const name of names) process.on(name, onSignal);
  return {
    signal: controller.signal,
    status: () => status,
    release: () => {
      for (const name of names) process.off(name, onSignal);
    },
  };
}
