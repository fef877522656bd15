import type { Replayed } from '../campaign/replay.ts';
import { plural } from './plural.ts';

/** What became of the findings of earlier runs; nothing where there are none. */
export function replayedLines(replayed: readonly Replayed[]): string[] {
  if (replayed.length === 0) return [];
  const there = replayed.filter(({ kinds }) => kinds.size > 0).length;
  return [
    `stored: ${plural(replayed.length, 'finding')} of earlier runs, ${there} still there`,
    ...replayed.map(({ finding, kinds }) =>
      kinds.size > 0
        ? `  still there: ${[...kinds].join('; ')}: map-parity try ${finding.path}`
        : `  gone: ${finding.kind}: ${finding.path} can be removed`,
    ),
  ];
}
