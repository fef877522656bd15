/** The detail with the slots of a layer in guest order. Two or more that rise or fall by one are a range: at 3 0..1 9..7. */
export function printSlots(slots: readonly number[]): string {
  const words: string[] = [];
  for (let at = 0; at < slots.length; ) {
    const step = slots[at + 1] === slots[at]! - 1 ? -1 : 1;
    let last = at;
    while (slots[last + 1] === slots[last]! + step) last += 1;
    words.push(last === at ? `${slots[at]}` : `${slots[at]}..${slots[last]}`);
    at = last + 1;
  }
  return ['at', ...words].join(' ');
}
