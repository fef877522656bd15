import { Refusal, Unsupported } from '../../../basics/error.ts';
import type { Value } from '../../../options/schema/read.ts';
import { listOf, optional, uint16 } from '../../../options/schema/schema.ts';
import type { MadeType } from '../made-type.ts';

const numbers = optional(listOf(uint16));
const lists: Readonly<Record<string, string>> = { 'cpu-affinity': 'CPU', 'node-affinity': 'Node' };

/** On which processors threads run. Which ones may be named depends on the machine. */
export const threadContext: MadeType = {
  schema: { 'cpu-affinity': numbers, 'node-affinity': numbers },
  properties: { 'cpu-affinity': 'int', 'node-affinity': 'int' },
  check(key, value) {
    if ((value as readonly Value[]).length === 0) throw new Refusal(`${lists[key]!} list is empty`);
  },
  complete(values) {
    const [first] = values.keys();
    if (first !== undefined) throw new Unsupported(`the object thread-context with ${first}`);
    return { kind: 'other' };
  },
};
