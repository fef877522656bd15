import { Refusal } from '../basics/error.ts';

/**
 * qemu doesn't open a node, and gives no reason. Who wanted the node goes on without it, or ends with a text that says
 * nothing.
 */
export class SilentRefusal extends Refusal {
  override readonly name: string = 'SilentRefusal';

  constructor() {
    super('Could not open image: Invalid argument');
  }
}
