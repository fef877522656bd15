import { MetadataError } from '../../../basics/error.ts';
import type { Notice } from '../../../basics/notice.ts';

/** Prints a number like C's `%#x`. */
export function hex(value: number): string {
  return value === 0 ? '0' : `0x${value.toString(16)}`;
}

/** Reports the damage of one open image on stderr. qemu reports the first damage only. */
export class Corruption {
  readonly #notice: Notice;
  #hasReported = false;

  constructor(notice: Notice) {
    this.#notice = notice;
  }

  report(what: string): void {
    if (this.#hasReported) return;
    this.#hasReported = true;
    const rest = 'further non-fatal corruption events will be suppressed';
    this.#notice(`qcow2: Image is corrupt: ${what}; ${rest}\n`);
  }

  /**
   * Reports damage that ends the map.
   *
   * @throws MetadataError
   */
  fail(what: string): never {
    this.report(what);
    throw new MetadataError('Input/output error');
  }
}
