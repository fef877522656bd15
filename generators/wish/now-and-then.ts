import * as fc from 'fast-check';

/** For the properties once in `times`, else for no properties. */
export function nowAndThen<T extends object>(
  times: number,
  properties: fc.Arbitrary<T>,
): fc.Arbitrary<Partial<T>> {
  if (times < 2) throw new RangeError('nowAndThen: times must be at least 2');
  return fc.oneof(
    { weight: times - 1, arbitrary: fc.constant<Partial<T>>({}) },
    { weight: 1, arbitrary: properties as fc.Arbitrary<Partial<T>> },
  );
}
