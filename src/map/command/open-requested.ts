import type { Chain } from '../chain/chain.ts';
import { type OpenOptions, openChain } from '../chain/open-chain.ts';
import type { MapRequest } from './command-line.ts';

/**
 * Opens the image of a command line.
 *
 * @throws as `openChain`
 */
export function openRequested(
  { file, format, imageOptions, forceShare, objects }: MapRequest,
  { profile, host, notice }: Pick<OpenOptions, 'profile' | 'host' | 'notice'>,
): Chain {
  return openChain(file, {
    profile,
    host,
    notice,
    ...(format === undefined ? {} : { format }),
    imageOptions,
    forceShare,
    objects,
  });
}
