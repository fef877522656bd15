import type { PastedMap } from '../../answers/pasted/pasted-map.ts';
import { noRebuild } from './sketch.ts';

/**
 * Checks that a map describes its image to the end.
 *
 * @throws HarnessError `no-rebuild` for a table that qemu-img ended with an error: the rest of the image is unknown
 */
export function checkWhole({ source, stoppedAt }: PastedMap): void {
  if (stoppedAt === undefined) return;
  throw noRebuild(
    source,
    stoppedAt,
    'qemu-img ended the table with this error: what is after it is unknown',
    'Give the output of qemu-img map --output=json.',
  );
}
