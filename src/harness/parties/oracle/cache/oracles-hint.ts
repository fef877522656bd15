import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Where this runs. The npm packages have `map-parity fetch` in place of ci/oracles. */
type Installation = 'checkout' | 'package';

const here: Installation = existsSync(join(import.meta.dirname, '../../../../../ci/map-parity'))
  ? 'checkout'
  : 'package';

/**
 * What to do when a real qemu-img is missing.
 *
 * @param otherwise what else can be done: `name one by --oracle`
 */
export function oraclesHint(otherwise: string, where: Installation = here): string {
  return `Run ${fetcher(where)}, which fetches four versions; or ${otherwise}.`;
}

/** What to do about a damaged folder of the cache. */
export function refetchHint(home: string, where: Installation = here): string {
  return `${fetcher(where)} fetches it again once ${home} is removed`;
}

/** Where the qemu-nbd of a version comes from, nbdinfo or nbdkit. */
export function nbdProgramHint(where: Installation = here): string {
  return `${fetcher(where)} fetches it`;
}

function fetcher(where: Installation): string {
  return where === 'checkout' ? 'ci/oracles' : 'map-parity fetch';
}
