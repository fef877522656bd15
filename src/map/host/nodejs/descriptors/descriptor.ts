import { closeSync } from 'node:fs';
import { closed } from '../../../basics/closed.ts';

const opened = new Set<number>();

/** Whether a number is that of an open `Descriptor`. */
export function isOurs(number: number): boolean {
  return opened.has(number);
}

/**
 * An open file of the process. After it is closed its number belongs to the next file that is opened, so a walk that goes
 * on would read that one: the number is given only while the file is open.
 */
export class Descriptor {
  readonly #number: number;
  #isOpen = true;

  /** @param number of a file that this object closes */
  constructor(number: number) {
    this.#number = number;
    opened.add(number);
  }

  /** @throws MapError `closed` */
  get number(): number {
    if (!this.#isOpen) throw closed();
    return this.#number;
  }

  /** Closes the file. Further calls do nothing. */
  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    opened.delete(this.#number);
    closeSync(this.#number);
  }
}
