import type { VNode } from 'preact';
import type { TableEntry, WordField } from '../../map/node/lookup.ts';

/** A word of a table, bit by bit: one box for each of its fields. Those that are zero are pale. */
export function WordBits({
  entry: { table, index, word, fields },
}: {
  readonly entry: TableEntry;
}): VNode | null {
  if (fields === undefined) return null;
  const bits = BigInt(word).toString(2).padStart(64, '0');
  return (
    <div class="word">
      <code>
        {table}[{index}]
      </code>
      {fields.map(field => {
        const own = bits.slice(63 - field.high, 64 - field.low);
        const value = BigInt(`0b${own}`);
        return (
          <span class={`field ${value === 0n ? 'zero' : ''}`}>
            <small>{placeOf(field)}</small>
            <code>{own.length > 8 ? `0x${(value << BigInt(shiftOf(field))).toString(16)}` : own}</code>
            <small>{field.name}</small>
          </span>
        );
      })}
    </div>
  );
}

function placeOf({ high, low }: WordField): string {
  return high === low ? `bit ${high}` : `bits ${high} to ${low}`;
}

/** An offset keeps its place in the word: its low bits are zeros that aren't stored. */
function shiftOf({ name, low }: WordField): number {
  return name.includes('offset') ? low : 0;
}
