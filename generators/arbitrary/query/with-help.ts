import * as fc from 'fast-check';
import type { Query } from '../../recipe/recipe.ts';

/** Words that ask for help: for the usage, the types of objects, the properties of one. */
const requests: readonly Query[] = [
  ['-h'],
  ['--help'],
  ['--hel'],
  ['-Uh'],
  ['--object', 'help'],
  ['--object=help'],
  ['--object', '?'],
  ['--object', 'secret,help'],
  ['--object=secret,id=x,help'],
];

/** For a command line that asks for help anywhere among its words, where it may also be the value of an option. */
export function withHelp(query: Query): fc.Arbitrary<Query> {
  return fc
    .tuple(fc.constantFrom(...requests), fc.integer({ min: 0, max: query.length }))
    .map(([words, at]) => query.toSpliced(at, 0, ...words));
}
