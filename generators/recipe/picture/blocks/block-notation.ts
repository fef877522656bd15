import type { BlockFormat } from '../../blocks/block-format.ts';
import type { BlockLayer } from '../../recipe.ts';
import type { Attribute } from '../attribute.ts';
import { backingAttribute, printBacking } from '../backing-attribute.ts';
import type { Notation } from '../notation.ts';
import { printSlots } from '../print-slots.ts';
import { readSlots } from '../read-slots.ts';

/** The notation of a block format. */
export function blockNotation({ kinds, recordedFormat }: BlockFormat): Notation<BlockLayer> {
  const names = Object.keys(kinds);
  const sub: Attribute = {
    about: 'subformat',
    takes: names.join(' or '),
    read: ({ text }) => (names.includes(text) ? { subformat: text } : undefined),
  };
  return {
    attributes: new Map<string, Attribute>([
      ...(recordedFormat === undefined ? [] : ([['backing', backingAttribute]] as const)),
      ...(names.length > 1 ? ([['sub', sub]] as const) : []),
    ]),
    details: new Map([['at', readSlots]]),
    printAttributes: ({ backing, subformat }) => [
      ...printBacking(backing),
      ...(subformat === undefined ? [] : [`sub=${subformat}`]),
    ],
    printDetails: ({ slots }) => (slots === undefined ? [] : [printSlots(slots)]),
  };
}
