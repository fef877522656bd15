import { Abort } from '../../basics/error.ts';

/** A status request whose answer is empty, since a node is longer than the one that it asks. map aborts; a quorum takes it for nothing. */
export class NoAnswer extends Abort {
  override readonly name = 'NoAnswer';
}
