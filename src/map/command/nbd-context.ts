import { MapError } from '../basics/error.ts';
import { bitmapPrefix, type NbdContext, nbdContextOf, nbdContexts } from '../status/nbd-blocks.ts';

const option = '--context';

/**
 * Removes our option `--context CONTEXT` (or `--context=CONTEXT`) from the words after `map`.
 *
 * @returns the other words, and the context, undefined if the option is absent
 * @throws MapError `bad-context` if the context is unknown
 */
export function takeNbdContext(
  args: readonly string[],
): readonly [words: readonly string[], context: NbdContext | undefined] {
  const at = args.findIndex(word => word === option || word.startsWith(`${option}=`));
  if (at < 0) return [args, undefined];
  const attached = args[at]!.startsWith(`${option}=`);
  const name = attached ? args[at]!.slice(option.length + 1) : (args[at + 1] ?? '');
  const context = nbdContextOf(name);
  if (context === undefined) {
    throw new MapError('bad-context', `unknown NBD context '${name}'`, {
      next: `Use ${nbdContexts.join(' or ')}, or ${bitmapPrefix}NAME.`,
    });
  }
  return [args.toSpliced(at, attached ? 1 : 2), context];
}
