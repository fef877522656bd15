import { MapError } from './error.ts';

/**
 * Refuses an argument of a public function.
 *
 * @throws MapError `bad-argument` unless `holds`
 */
export function requireArgument(holds: boolean, message: string): asserts holds {
  if (!holds) throw new MapError('bad-argument', message);
}
