import { MapError } from '../basics/error.ts';
import { type NbdContext, nbdContexts } from '../status/nbd-blocks.ts';

const option = '--context';

/**
 * Takes `--context CONTEXT` (or `--context=CONTEXT`), which qemu-img doesn't have, out of the words after `map`.
 *
 * @throws MapError `bad-context` where the context isn't known
 */
export function takeNbdContext(
  args: readonly string[],
): readonly [words: readonly string[], context: NbdContext | undefined] {
  const at = args.findIndex(word => word === option || word.startsWith(`${option}=`));
  if (at < 0) return [args, undefined];
  const attached = args[at]!.startsWith(`${option}=`);
  const name = attached ? args[at]!.slice(option.length + 1) : (args[at + 1] ?? '');
  const context = nbdContexts.find(known => known === name);
  if (context === undefined) {
    throw new MapError('bad-context', `'${name}' is no NBD context that is known here`, {
      next: `Known are ${nbdContexts.join(' and ')}.`,
    });
  }
  return [args.toSpliced(at, attached ? 1 : 2), context];
}
