import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Whether this is a checkout; the npm packages have `map-parity fetch` in place of ci/oracles. */
const isCheckout = existsSync(join(import.meta.dirname, '../../../../ci/map-parity'));

/**
 * What to do when a real qemu-img is missing.
 *
 * @param otherwise what else can be done: `name one by --oracle`
 */
export function oraclesHint(otherwise: string, inCheckout: boolean = isCheckout): string {
  return `Run ${fetcher(inCheckout)}, which fetches four versions; or ${otherwise}.`;
}

/** What to do about a damaged folder of the cache. */
export function refetchHint(home: string, inCheckout: boolean = isCheckout): string {
  return `${fetcher(inCheckout)} fetches it again once ${home} is removed`;
}

/** Where the qemu-nbd of a version comes from, nbdinfo or nbdkit. */
export function nbdProgramHint(inCheckout: boolean = isCheckout): string {
  return `${fetcher(inCheckout)} fetches it`;
}

function fetcher(inCheckout: boolean): string {
  return inCheckout ? 'ci/oracles' : 'map-parity fetch';
}
