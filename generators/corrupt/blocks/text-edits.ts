import * as fc from 'fast-check';
import type { Edit } from '../../recipe/recipe.ts';

/** Text in a file, in lines. */
export interface PlacedText {
  /** Where it begins, in bytes of the file. */
  readonly at: number;
  readonly text: string;
  /** Lines that mean something to readers of such text. */
  readonly lines: readonly string[];
}

/** What stands between words: readers look for some of it. */
const marks = [' ', '\n', '\r', '\t', '"', "'", '=', '#', '\0', '-'];

/** For one or two changes of text: a word changes, a line is inserted, or lines are left out. */
export function textEdits({ at, text, lines }: PlacedText): fc.Arbitrary<Edit[]> {
  const changed = (pieces: fc.Arbitrary<string>): fc.Arbitrary<Edit[]> =>
    pieces.map(after => [editOf(at, text, after)]);
  return fc.oneof(
    { weight: 4, arbitrary: changed(otherWord(text)) },
    { weight: 2, arbitrary: changed(otherWord(text).chain(otherWord)) },
    { weight: 3, arbitrary: changed(insertedLine(text, lines)) },
    { weight: 1, arbitrary: changed(missingLines(text)) },
  );
}

/** From the first byte that differs on. What is longer than the new text becomes blanks. */
function editOf(at: number, before: string, after: string): Edit {
  const padded = after.padEnd(before.length, ' ');
  let same = 0;
  while (same < padded.length - 1 && before[same] === padded[same]) same += 1;
  return {
    field: 'byte',
    at: BigInt(at + same),
    bytes: Buffer.from(padded.slice(same), 'latin1').toString('hex'),
  };
}

/** One number, word or mark in another form. */
function otherWord(text: string): fc.Arbitrary<string> {
  const words = [...text.matchAll(/\d+|[A-Za-z]+|[^A-Za-z0-9]/g)];
  return fc
    .constantFrom(...words)
    .chain(({ 0: word, index }) =>
      otherForm(word).map(other => text.slice(0, index) + other + text.slice(index + word.length)),
    );
}

function otherForm(word: string): fc.Arbitrary<string> {
  if (/^\d/.test(word))
    return fc.oneof(
      fc.constantFrom('0', '1', `-${word}`, `0x${word}`, `${word}9`, '9223372036854775807', ''),
      fc.nat({ max: 64 }).map(String),
    );
  if (/^[A-Za-z]/.test(word))
    return fc.constantFrom(word.toLowerCase(), word.toUpperCase(), `${word}${word}`, word.slice(1), 'x');
  return fc.constantFrom(...marks, '');
}

function insertedLine(text: string, lines: readonly string[]): fc.Arbitrary<string> {
  const own = text.split('\n');
  return fc
    .tuple(fc.nat({ max: own.length }), fc.constantFrom('', ...own, ...lines))
    .map(([before, line]) => own.toSpliced(before, 0, line).join('\n'));
}

function missingLines(text: string): fc.Arbitrary<string> {
  const own = text.split('\n');
  return fc
    .tuple(fc.nat({ max: own.length - 1 }), fc.integer({ min: 1, max: 2 }))
    .map(([from, count]) => own.toSpliced(from, count).join('\n'));
}
