import { Refusal } from '../../basics/error.ts';
import type { Options } from '../../options/options.ts';

const prefix = 'children.';

/**
 * How many children the options describe, as `children.0`, `children.1` and so on. Each is a name or has options of its own.
 *
 * @throws Refusal
 */
export function countChildren(options: Options): number {
  const keys = [...options.keys()].filter(key => key.startsWith(prefix)).map(key => key.slice(prefix.length));
  let counted = 0;
  let index = 0;
  for (;;) {
    const isNamed = keys.includes(String(index));
    const described = keys.filter(key => key.startsWith(`${index}.`)).length;
    if (isNamed === described > 0) break;
    counted += isNamed ? 1 : described;
    index++;
  }
  if (counted < keys.length) throw new Refusal('Option children is not a valid array');
  if (index === 0) throw new Refusal('Number of provided children must be 1 or more');
  return index;
}
