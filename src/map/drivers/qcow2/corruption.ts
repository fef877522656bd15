import { MetadataError } from '../../basics/error.ts';
import type { Notice } from '../../basics/notice.ts';

/** A number as C's `%#x` prints it. */
export function hex(value: number): string {
  return value === 0 ? '0' : `0x${value.toString(16)}`;
}

/** Damage found in one open image: qemu speaks of the first only, on stderr. */
export class Corruption {
  readonly #notice: Notice;
  #silent = false;

  constructor(notice: Notice) {
    this.#notice = notice;
  }

  report(what: string): void {
    if (this.#silent) return;
    this.#silent = true;
    const rest = 'further non-fatal corruption events will be suppressed';
    this.#notice(`qcow2: Image is corrupt: ${what}; ${rest}\n`);
  }

  /** Damage that ends the map. */
  fail(what: string): never {
    this.report(what);
    throw new MetadataError('Input/output error');
  }
}
