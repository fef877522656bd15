import type { OracleError } from '../../answers/outcome.ts';
import type { Overflow } from '../child/child-output.ts';
import type { ChildLimits, ChildRun } from '../child/child-run.ts';
import { floodText, hangText } from '../child/limit-text.ts';
import type { Program, Started, StartLimits } from './program.ts';

/** The outcome of a program, or the oracle error that its run amounts to. */
export function startedOf(run: ChildRun, program: Program, limits: ChildLimits): Started {
  if (run.kind === 'failed') return missing(program, run.code);
  if (run.stopped === 'hung') return failed('hung', hangText(limits));
  if (run.stopped === 'flooded' || run.stopped === 'flooded together') return flooded(limits, run.stopped);
  const { stdout, stderr, end, milliseconds } = run;
  if (end.kind === 'lost') return missing(program, 'its end was not seen');
  // What ends by itself all the same, or crashes, has an end of its own.
  const isCut = run.stopped === 'cancelled' && end.kind === 'signal' && end.signal === limits.killSignal;
  return {
    kind: 'outcome',
    outcome: { stdout, stderr, end: isCut ? { kind: 'cut', milliseconds } : end },
  };
}

/** The program printed more than it may. */
function flooded(limits: StartLimits, overflow: Overflow = 'flooded'): Started {
  return failed('flooded', floodText(limits, overflow));
}

/** The program could not be started, or its end was not seen. */
export function missing({ file }: Program, why: string): Started {
  return failed('missing', `${file}: ${why}`);
}

function failed(kind: OracleError['kind'], detail: string): Started {
  return { kind: 'error', error: { kind, detail } };
}
