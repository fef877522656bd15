/** The exact sum of a number that is exact as a double and a small one, in whichever type can hold it. */
export function exactSum(exact: number, small: number): number | bigint {
  const sum = exact + small;
  return Number.isSafeInteger(sum) ? sum : BigInt(exact) + BigInt(small);
}
