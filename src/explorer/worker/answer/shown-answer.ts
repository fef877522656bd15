import type { ReadExtent } from '../../../harness/answers/extents/read-extent.ts';
import type { RecordedName } from '../../../map/profile/profile.ts';
import type { Reason, VersionsAnswer } from './answers-of-versions.ts';
import { type MarkedPiece, markedLines } from './marked-lines.ts';

/** What the page shows of the answer of some versions. */
export interface ShownAnswer {
  readonly versions: readonly RecordedName[];
  /** Why it is another than the one before. */
  readonly reasons: readonly Reason[];
  /** The first lines of stdout, with what differs from the answer before. */
  readonly pieces: readonly MarkedPiece[];
  /** How many lines of stdout follow. */
  readonly more: number;
  readonly stderr: string;
  /** The exit status, or why this library has no answer, or not the whole. */
  readonly end: number | string;
  /** The extent that holds the byte that is looked at. */
  readonly pointed?: ReadExtent;
}

/** Nobody reads more lines, and a page of them would be slow. */
const mostLines = 200;

/** @param at the guest offset that is looked at, in bytes */
export function shownAnswers(answers: readonly VersionsAnswer[], at: bigint | undefined): ShownAnswer[] {
  return answers.map(({ versions, reasons, answer: { stdout, stderr, end, extents } }, index) => {
    const lines = linesOf(stdout);
    const first = lines.slice(0, mostLines);
    const before = answers[index - 1];
    const pointed =
      at === undefined ? undefined : extents.find(({ start, length }) => start <= at && at < start + length);
    return {
      versions,
      reasons,
      pieces:
        before === undefined
          ? [{ text: first.join('\n'), differs: false }]
          : markedLines(first, linesOf(before.answer.stdout)),
      more: lines.length - first.length,
      stderr,
      end,
      ...(pointed !== undefined && { pointed }),
    };
  });
}

function linesOf(stdout: string): string[] {
  return stdout.trimEnd().split('\n');
}
