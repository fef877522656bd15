import * as fc from 'fast-check';

/**
 * The same as `make()`, which isn't made before it is drawn: most of what a case could have is never drawn. It takes nothing from the
 * random numbers, so seeds give what they gave.
 */
export function lazily<T>(make: () => fc.Arbitrary<T>): fc.Arbitrary<T> {
  return fc.constant(undefined).chain(make);
}
