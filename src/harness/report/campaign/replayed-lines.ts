import { isThere, type Replayed, type StillThere } from '../../finding/replay.ts';
import type { Subject } from '../../parties/subject/subject.ts';
import { replayCommand } from '../finding/finding-commands.ts';
import { shownPath } from '../words/command-line.ts';
import { plural } from '../words/plural.ts';

/** The lines of the findings of earlier runs; none if there are no such findings. Those that are known or left out have no line each. */
export function replayedLines(
  replayed: readonly Replayed[],
  subject: Subject,
  isKnown: (finding: StillThere) => boolean = () => false,
): string[] {
  if (replayed.length === 0) return [];
  const there = replayed.filter(isThere);
  const known = there.filter(isKnown);
  const leftOut = replayed.filter(({ kind }) => kind === 'left out').length;
  const told = replayed.filter(each => each.kind !== 'left out' && !(isThere(each) && known.includes(each)));
  const of = [
    `${there.length} still there${known.length === 0 ? '' : `, ${known.length} of them known`}`,
    ...(leftOut === 0 ? [] : [`${leftOut} with what this run leaves out`]),
  ];
  return [
    `stored: ${plural(replayed.length, 'finding')} of earlier runs, ${of.join(', ')}`,
    ...told.flatMap(each => replayedLine(each, subject).split('\n')),
  ];
}

/** The line of one of them; a new reduction adds its report. */
export function replayedLine(replayed: Replayed, subject: Subject): string {
  if (replayed.kind === 'unreadable')
    return `  set aside, because it can't be read: ${replayed.why}; ${shownPath(replayed.folder)} can be removed`;
  const { finding } = replayed;
  switch (replayed.kind) {
    case 'still there':
      return `  still there: ${replayed.signature}: ${replayCommand(finding.path, subject, replayed.oracles[0])}`;
    case 'gone': {
      const where =
        replayed.oracles.length === 0 ? '' : ` on qemu-img ${[...new Set(replayed.oracles)].join(', ')}`;
      return `  gone${where}: ${finding.signature}: ${shownPath(finding.stored.folder)} can be removed`;
    }
    case 'not judged':
      return `  not judged by any qemu-img: ${finding.signature}: ${shownPath(finding.path)} is kept`;
    case 'left out':
      return `  not replayed, because this run leaves out what it needs: ${finding.signature}: ${shownPath(finding.path)} is kept`;
    case 'left':
      return `  not replayed, because the time was up: ${finding.signature}: ${shownPath(finding.path)} is kept`;
    case 'reduced':
      return `  still there, and reduced now:\n${replayed.report}`;
  }
}
