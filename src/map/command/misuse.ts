import type { ByteString } from '../basics/byte-string.ts';
import type { Profile } from '../profile/profile.ts';
import type { Problem } from './getopt.ts';

/** The lines on stderr for a mistake in an option; `word` is that of the `ScanStep`. */
export function problemLines(problem: Problem, word: ByteString, profile: Profile): readonly ByteString[] {
  const line =
    profile.optionErrors === 'getopt'
      ? `qemu-img map: ${getoptMessage(problem)}`
      : `qemu-img: ${programMessage(problem, word)}`;
  return [line, profile.misuseTrailer];
}

/** The lines on stderr for a mistake that qemu-img finds itself, not getopt: the message, and where to find help. */
export function misuseLines(message: ByteString, profile: Profile): readonly ByteString[] {
  return [`qemu-img: ${message}`, profile.misuseTrailer];
}

function getoptMessage(problem: Problem): ByteString {
  switch (problem.kind) {
    case 'unknown-option':
      return `unrecognized option '${problem.text}'`;
    case 'unknown-letter':
      return `invalid option -- '${problem.letter}'`;
    case 'ambiguous': {
      const candidates = problem.candidates.map(candidate => ` '${candidate}'`).join('');
      return `option '${problem.text}' is ambiguous; possibilities:${candidates}`;
    }
    case 'unwanted-argument':
      return `option '${problem.option}' doesn't allow an argument`;
    case 'missing-argument':
      return problem.option.startsWith('--')
        ? `option '${problem.option}' requires an argument`
        : `option requires an argument -- '${problem.option.slice(1)}'`;
  }
}

function programMessage(problem: Problem, word: ByteString): ByteString {
  return problem.kind === 'missing-argument'
    ? `missing argument for option '${word}'`
    : `unrecognized option '${word}'`;
}
