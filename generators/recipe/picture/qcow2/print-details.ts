import type { Qcow2Layer } from '../../recipe.ts';
import { printRow } from '../print-row.ts';
import { printWord } from '../word.ts';

/** The indented lines of a qcow2 layer: host slots, header extensions, snapshots. */
export function printDetails({ slots, extensions = [], snapshots = [] }: Qcow2Layer): string[] {
  return [
    ...(slots === undefined ? [] : [`at ${printSlots(slots)}`.trimEnd()]),
    ...extensions.map(({ type, data }) => `ext 0x${type.toString(16).padStart(8, '0')} = ${printWord(data)}`),
    ...snapshots.map(({ name, cells }) => `snapshot ${printWord(name)} |${printRow(cells)}|`),
  ];
}

/** Slots in guest order. Two or more that rise or fall by one are a range: 3 0..1 9..7. */
function printSlots(slots: readonly number[]): string {
  const words: string[] = [];
  for (let at = 0; at < slots.length; ) {
    const step = slots[at + 1] === slots[at]! - 1 ? -1 : 1;
    let last = at;
    while (slots[last + 1] === slots[last]! + step) last += 1;
    words.push(last === at ? `${slots[at]}` : `${slots[at]}..${slots[last]}`);
    at = last + 1;
  }
  return words.join(' ');
}
