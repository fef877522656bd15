import { badMap } from './pasted-map.ts';

/** What the characters by which a unified diff marks a line say. */
const meanings: ReadonlyMap<string, string> = new Map([
  ['+', 'added'],
  ['-', 'removed'],
]);

/**
 * Checks that a line of a map has the same diff marker as the first line of that map. A map that was added or removed as a whole
 * has one marker on all lines, or none; a diff of two maps has not.
 *
 * @throws HarnessError `bad-map`
 */
export function checkMarker(line: string, first: string, source: string, number: number): void {
  const [marker, expected] = [line, first].map(text => meanings.get(text.slice(0, 1)) ?? 'unchanged');
  if (marker === expected) return;
  throw badMap(
    source,
    number,
    `this line of a diff is ${marker}, the first one ${expected}`,
    'Give one map, not a diff of two.',
  );
}
