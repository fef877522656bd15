import type { OracleError } from '../../answers/outcome.ts';
import type { ChildRun } from '../child/child-run.ts';
import type { Program, Started, StartLimits } from './program.ts';

/** The outcome of a program, or the oracle error that its run amounts to. */
export function startedOf(run: ChildRun, program: Program, limits: StartLimits): Started {
  if (run.kind === 'failed') return missing(program, run.code);
  if (run.stopped === 'flooded') return flooded(limits);
  if (run.stopped === 'hung') return hung(limits);
  const { stdout, stderr, end } = run;
  if (end.kind === 'lost') return missing(program, 'its end was not seen');
  return { kind: 'outcome', outcome: { stdout, stderr, end } };
}

/** The program printed more than it may. */
export function flooded({ bytes }: StartLimits): Started {
  return failed('flooded', `more than ${bytes} bytes of output`);
}

/** The program could not be started, or its end was not seen. */
export function missing({ file }: Program, why: string): Started {
  return failed('missing', `${file}: ${why}`);
}

/** The program took longer than it may. */
function hung({ milliseconds }: StartLimits): Started {
  return failed('hung', `no end within ${milliseconds} ms`);
}

function failed(kind: OracleError['kind'], detail: string): Started {
  return { kind: 'error', error: { kind, detail } };
}
