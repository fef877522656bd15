import { visibleLine } from '../../../map/basics/visible.ts';
import { withoutStackTrace } from '../../answers/stack-trace.ts';

/** Characters of a message that are read for a signature, and those that go into it: a program may print megabytes. */
const most = { read: 65_536, kept: 1000 };

/**
 * The path of an image as a subject gets it, in any quotes or in none. Each run has its images in another folder. It is looked for
 * at the beginnings of words only: the text may be long.
 */
const scratchPath =
  /(?<![^\s(=])(?:"[^"\n]*\/qemu-map-parity-[^"\n]*"|'[^'\n]*\/qemu-map-parity-[^'\n]*'|[^\s'"(=]*\/qemu-map-parity-[^\s'":,;)]*)/g;

/** A number in any spelling. Without `0x` a word of hexadecimal digits is one if it has four of them and one is decimal, as in an address. */
const number = /0x[0-9a-f]+|\b(?=[a-f]*\d)[0-9a-f]{4,}\b|\d+/gi;

/**
 * A message without its numbers and quoted names: these say where a fault is, not what it is. A name may have an apostrophe.
 * It is one line of text whatever a program prints, zero bytes and control characters too, so that it can be stored and read back.
 */
export function general(text: string): string {
  const line = withoutStackTrace(text.slice(0, most.read)).trim().replaceAll('\n', ' ⏎ ') || 'nothing';
  const words = line
    .replaceAll(scratchPath, 'NAME')
    .replaceAll(/'(?:[^']|'(?=\w))*'/g, 'NAME')
    .replaceAll(number, 'N');
  return visibleLine(words.slice(0, most.kept));
}

/**
 * What a program refused, in the words of its stderr: without numbers and names, and without the images on the way to it, like a backing
 * file that could not be opened.
 */
export function refusalIn(stderr: string): string {
  return general(stderr).replaceAll(/(?:qemu-img: )?Could not open (?:NAME|backing file): /g, '');
}
