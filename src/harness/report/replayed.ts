import type { Replayed } from '../campaign/replay.ts';
import { plural } from './plural.ts';

/** What became of the findings of earlier runs; nothing where there are none. */
export function replayedLines(replayed: readonly Replayed[]): string[] {
  if (replayed.length === 0) return [];
  const there = replayed.filter(({ kind }) => kind !== 'gone').length;
  return [
    `stored: ${plural(replayed.length, 'finding')} of earlier runs, ${there} still there`,
    ...replayed.map(replayedLine),
  ];
}

/** What became of one of them, with its report where that is new. */
export function replayedLine(replayed: Replayed): string {
  const { finding } = replayed;
  switch (replayed.kind) {
    case 'still there':
      return `  still there: ${replayed.signature}: map-parity try ${finding.path}`;
    case 'gone':
      return `  gone: ${finding.signature}: ${finding.stored.folder} can be removed`;
    case 'reduced':
      return `  still there, and reduced now:\n${replayed.report}`;
  }
}
