import type { LostOracle } from '../../parties/oracle/find-oracles.ts';

/** Name of a program that doesn't answer, for people: `qemu-img 7.2`, `nbdinfo`. */
export function lostName({ name }: LostOracle): string {
  return name === 'nbdinfo' ? name : `qemu-img ${name}`;
}

/** What is wrong with a program that doesn't answer, in one line. */
export function lostLine(lost: LostOracle): string {
  return `oracle error: ${lostName(lost)} ${lost.error.kind}: ${lost.error.detail}`;
}
