import { toByteString } from '../basics/byte-string.ts';
import { MapError } from '../basics/error.ts';
import type { NbdRequest } from '../print/nbd.ts';
import { bitmapPrefix, nbdContextOf, nbdContexts } from '../status/nbd-blocks.ts';

const option = '--context';
const totals = '--totals';

/**
 * Removes our options `--context CONTEXT` (or `--context=CONTEXT`) and `--totals` from the words after `map`.
 *
 * @returns the other words, and what is requested, undefined without a context
 * @throws MapError `bad-context` if the context is unknown, or absent beside `--totals`
 */
export function takeNbdContext(
  args: readonly string[],
): readonly [words: readonly string[], request: NbdRequest | undefined] {
  const withTotals = args.includes(totals);
  const words = args.filter(word => word !== totals);
  const at = words.findIndex(word => word === option || word.startsWith(`${option}=`));
  const use = `Use ${nbdContexts.join(' or ')}, or ${bitmapPrefix}NAME.`;
  if (at < 0) {
    if (withTotals) throw new MapError('bad-context', `${totals} needs ${option}`, { next: use });
    return [words, undefined];
  }
  const attached = words[at]!.startsWith(`${option}=`);
  const name = attached ? words[at]!.slice(option.length + 1) : (words[at + 1] ?? '');
  const context = nbdContextOf(toByteString(name));
  if (context === undefined) {
    throw new MapError('bad-context', `unknown NBD context '${name}'`, { next: use });
  }
  return [words.toSpliced(at, attached ? 1 : 2), { context, style: withTotals ? 'totals' : 'blocks' }];
}
