import type { Attribute } from '../attributes/attribute.ts';
import { backingAttribute } from '../attributes/backing-attribute.ts';
import { cryptAttribute } from '../attributes/crypt-attribute.ts';
import type { Attributes } from '../read/layer-draft.ts';
import type { Word } from '../text/word.ts';

/** The attributes of qcow2 layers by their keys. */
export const qcow2Attributes: ReadonlyMap<string, Attribute> = new Map<string, Attribute>([
  ['backing', backingAttribute],
  ['fmt', { about: 'backingFormat', takes: 'a name', read: ({ text }) => ({ backingFormat: text }) }],
  ['nofmt', { about: 'backingFormat', read: () => ({ backingFormat: null }) }],
  ['v2', { about: 'version', read: () => ({ version: 2 }) }],
  ['extl2', { about: 'extendedL2', read: () => ({ extendedL2: true }) }],
  ['zstd', { about: 'compression', read: () => ({ compression: 'zstd' }) }],
  ['refbits', { about: 'refcountBits', takes: 'a number of bits', read: readRefcountBits }],
  [
    'refcounts',
    { about: 'refcounts', takes: 'none', read: ({ text }) => when(text === 'none', { refcounts: 'none' }) },
  ],
  ['skeleton', { about: 'skeleton', read: () => ({ skeleton: true }) }],
  ['l2', { about: 'l2', takes: 'all', read: ({ text }) => when(text === 'all', { l2: 'all' }) }],
  ['data', { about: 'dataFile', takes: 'a file name', read: ({ text }) => ({ dataFile: text }) }],
  ['data-raw', { about: 'dataFileRaw', read: () => ({ dataFileRaw: true }) }],
  ['crypt', cryptAttribute(['luks', 'aes'])],
  ['dirty', { about: 'dirty', read: () => ({ dirty: true }) }],
  ['corrupt', { about: 'corrupt', read: () => ({ corrupt: true }) }],
  ['lazy', { about: 'lazyRefcounts', read: () => ({ lazyRefcounts: true }) }],
  ['hdrlen', { about: 'headerLength', takes: 'a number of bytes', read: readHeaderLength }],
]);

function readRefcountBits({ text }: Word): Attributes | undefined {
  return when(/^\d+$/.test(text), { refcountBits: Number(text) });
}

function readHeaderLength({ text }: Word): Attributes | undefined {
  return when(/^\d+$/.test(text), { headerLength: Number(text) });
}

function when(holds: boolean, attributes: Attributes): Attributes | undefined {
  return holds ? attributes : undefined;
}
