import * as fc from 'fast-check';
import type { Query } from '../../recipe/recipe.ts';

/** Options that lack their argument at the end of a command line. */
const unfinished = [
  '--output',
  '--object',
  '--format',
  '--start-offset',
  '--max-length',
  '--ma',
  '-f',
  '-s',
  '-l',
  '-Us',
];

/** Words that aren't options of map, mean several options, or have an argument that the option doesn't take. */
const unknown = [
  '--bogus',
  '-x',
  '-Ux',
  '--outputs',
  '--o',
  '--f',
  '--image-opts=on',
  '--force-share=',
  '--bogus=1',
];

/** Options with an argument that map refuses. */
const refused: readonly Query[] = [
  ['--output=xml'],
  ['--output='],
  ['-s', '-1'],
  ['-s', '1x'],
  ['-l', ''],
  ['--max-length=8E'],
  ['--object', 'secret'],
  ['--object=secret,id=0'],
  ['-f', 'bogus'],
];

/** For a command line that map refuses: the given one with a word too many. */
export function misused(query: Query): fc.Arbitrary<Query> {
  const inserted = (words: Query): fc.Arbitrary<Query> =>
    fc.integer({ min: 0, max: query.length }).map(at => query.toSpliced(at, 0, ...words));
  return fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...unfinished).map(option => [...query, option]) },
    { weight: 3, arbitrary: fc.constantFrom(...unknown).chain(word => inserted([word])) },
    { weight: 2, arbitrary: fc.constantFrom(...refused).chain(inserted) },
    { weight: 1, arbitrary: fc.constantFrom('another', '').chain(word => inserted([word])) },
    { weight: 1, arbitrary: fc.constant(query.slice(0, -1)) },
  );
}
