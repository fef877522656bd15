import { Abort, Refusal } from '../basics/error.ts';
import type { Options } from '../options/options.ts';
import { type OptionContext, type OptionTypes, type Typed, takeTyped } from '../options/typed-options.ts';

/**
 * `takeTyped` for a driver of which qemu takes no refusal of a value: it aborts.
 *
 * @throws Abort
 */
export function typedOrAbort<Of extends OptionTypes>(
  driver: string,
  options: Options,
  types: Of,
  context: OptionContext,
): Typed<Of> {
  try {
    return takeTyped(options, types, context);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new Abort(error.message, `Give ${driver} a value that it can read.`);
  }
}
