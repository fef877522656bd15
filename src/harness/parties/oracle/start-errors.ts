import type { OracleError } from '../../answers/outcome.ts';
import type { Program, Started, StartLimits } from './start.ts';

/** It printed more than it may. */
export function flooded({ bytes }: StartLimits): Started {
  return failed('flooded', `more than ${bytes} bytes of output`);
}

/** It took longer than it may. */
export function hung({ milliseconds }: StartLimits): Started {
  return failed('hung', `no end within ${milliseconds} ms`);
}

/** It could not be started, or its end was not seen. */
export function missing({ file }: Program, why: string): Started {
  return failed('missing', `${file}: ${why}`);
}

/** Words are strings of C, which a zero byte ends: node throws at one, the C library would cut the word. */
export function unspeakable(program: Program, words: readonly string[]): Started | undefined {
  const word = words.find(text => text.includes('\0'));
  return word === undefined ? undefined : missing(program, `a zero byte in ${JSON.stringify(word)}`);
}

function failed(kind: OracleError['kind'], detail: string): Started {
  return { kind: 'error', error: { kind, detail } };
}
