import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Whether this is a checkout, which has ci/oracles; the npm packages don't have it. */
const isCheckout = existsSync(join(import.meta.dirname, '../../../../ci/oracles'));

/**
 * What to do when a real qemu-img is missing.
 *
 * @param otherwise what can be done without ci/oracles: `name one by --oracle`
 */
export function oraclesHint(otherwise: string, inCheckout: boolean = isCheckout): string {
  if (inCheckout) return `Run ci/oracles, which fetches four versions; or ${otherwise}.`;
  return `${otherwise.charAt(0).toUpperCase()}${otherwise.slice(1)}.`;
}

/** Where nbdinfo comes from. */
export function nbdinfoHint(inCheckout: boolean = isCheckout): string {
  return inCheckout ? 'ci/oracles fetches it' : 'it is a program of libnbd';
}
