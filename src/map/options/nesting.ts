import { Unsupported } from '../basics/error.ts';

/** The deepest nesting of drivers. Each level takes a few frames of the stack. */
const deepest = 400;

/** @throws Unsupported if `depth` is too deep */
export function checkNesting(depth: number): void {
  if (depth > deepest) throw new Unsupported(`more than ${deepest} drivers on one another`);
}
