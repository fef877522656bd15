import { Refusal } from '../../../basics/error.ts';
import { eventLoop } from '../foreign-types.ts';
import type { MadeType, Properties } from '../made-type.ts';

export const eventLoopProperties: Properties = {
  'aio-max-batch': 'int',
  'thread-pool-max': 'int',
  'thread-pool-min': 'int',
};

const most = 2n ** 63n - 1n;
const mostThreads = 2n ** 31n - 1n;

/** How the main loop works. There can be one such object. */
export const mainLoop: MadeType = {
  schema: eventLoop,
  properties: eventLoopProperties,
  check(key, value) {
    if ((value as bigint) < 0n) throw new Refusal(`${key} value must be in range [0, ${most}]`);
  },
  complete(values, { objects }) {
    const least = (values.get('thread-pool-min') ?? 0n) as bigint;
    const threads = (values.get('thread-pool-max') ?? 64n) as bigint;
    if (threads === 0n || threads > mostThreads || least > threads) {
      throw new Refusal('bad thread-pool-min/thread-pool-max values');
    }
    if ([...objects.values()].some(({ kind }) => kind === 'main-loop')) {
      throw new Refusal('only one main-loop instance allowed');
    }
    return { kind: 'main-loop' };
  },
};
