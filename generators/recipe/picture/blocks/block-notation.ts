import type { BlockFormat } from '../../blocks/block-format.ts';
import { hasExtents } from '../../blocks/block-traits.ts';
import { parseByteSize, printByteSize } from '../../byte-size.ts';
import type { BlockLayer } from '../../recipe.ts';
import type { Attribute } from '../attributes/attribute.ts';
import { backingAttribute, printBacking } from '../attributes/backing-attribute.ts';
import { cryptAttribute, printCrypt } from '../attributes/crypt-attribute.ts';
import type { Notation } from '../notation.ts';
import { printSlots } from '../print/print-slots.ts';
import { readSlots } from '../read/read-slots.ts';

const extent: Attribute = {
  about: 'extentSize',
  takes: 'a size, such as 1M or 64k',
  read: ({ text }) => {
    const size = parseByteSize(text);
    return size === undefined ? undefined : { extentSize: Number(size) };
  },
};

/** The notation of a block format. */
export function blockNotation(format: BlockFormat): Notation<BlockLayer> {
  const { kinds, recordedFormat, encryption } = format;
  const names = Object.keys(kinds);
  const sub: Attribute = {
    about: 'subformat',
    takes: names.join(' or '),
    read: ({ text }) => (names.includes(text) ? { subformat: text } : undefined),
  };
  return {
    attributes: new Map<string, Attribute>([
      ...(recordedFormat === undefined ? [] : ([['backing', backingAttribute]] as const)),
      ...(encryption === undefined ? [] : ([['crypt', cryptAttribute([encryption.method])]] as const)),
      ...(names.length > 1 ? ([['sub', sub]] as const) : []),
      ...(hasExtents(format) ? ([['extent', extent]] as const) : []),
    ]),
    details: new Map([['at', readSlots]]),
    printAttributes: ({ backing, encryption, subformat, extentSize }) => [
      ...printBacking(backing),
      ...printCrypt(encryption),
      ...(subformat === undefined ? [] : [`sub=${subformat}`]),
      ...(extentSize === undefined ? [] : [`extent=${printByteSize(BigInt(extentSize))}`]),
    ],
    printDetails: ({ slots }) => (slots === undefined ? [] : [printSlots(slots)]),
  };
}
