import { tooOld } from '../map/basics/needed-node.ts';
import { complain } from './terminal/print.ts';

/** Ends this process with one line and status 3 where Node is too old for `program`. */
export function endOnOldNode(program: string): void {
  const complaint = tooOld(program);
  if (complaint === undefined) return;
  complain(complaint);
  process.exit(3);
}
