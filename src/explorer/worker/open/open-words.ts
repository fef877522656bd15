import type { Query } from '../../../../generators/recipe/recipe.ts';
import { MapError } from '../../../map/basics/error.ts';
import type { Chain } from '../../../map/chain/chain.ts';
import { readCommandLine } from '../../../map/command/command-line.ts';
import { takeNbdContext } from '../../../map/command/nbd-context.ts';
import { openRequested } from '../../../map/command/open-requested.ts';
import { SourceHost } from '../../../map/host/source-host.ts';
import type { FileSource } from '../../../map/portable.ts';
import { newest } from '../../../map/profile/profile.ts';
import { pageCryptography } from './page-cryptography.ts';

/**
 * Opens the chain that the arguments of map name, as the newest version does.
 *
 * @throws MapError in the words of qemu, if it has any
 */
export function openWords(words: Query, source: FileSource): Chain {
  const host = new SourceHost(source, pageCryptography);
  const { result, lines } = readCommandLine(takeNbdContext(words)[0], newest, { host });
  if (result.kind !== 'request')
    throw new MapError('bad-argument', lines[0] ?? 'map refuses these arguments');
  return openRequested(result.request, { profile: newest, host, notice: () => {} });
}
