import { checkMapAsyncOptions } from './arguments.ts';
import { type Chain, requireOpen } from './chain/chain.ts';
import { type Extent, extentOf } from './extent.ts';
import { chainOf, type Image } from './image.ts';
import type { MapAsyncOptions } from './map-async-options.ts';
import type { Profile } from './profile/profile.ts';
import { Extents } from './status/extents.ts';
import { type Range, rangeOf } from './status/window.ts';

/** Milliseconds after which other work of the process gets its turn. With what one batch may take it stays below 10. */
const slice = 4;

/** Steps of the walk between two looks at the clock: each may read an L2 table, of 64 KiB as a rule and of 2 MiB at most. */
const stepsAtOnce = 8;
const capacity = 64;

/**
 * The same extents as those of `map`, for processes that have other work to do meanwhile: after at most 10 ms the event loop gets its
 * turn, however long the image is and however many of its ranges make one extent. Reads are synchronous all the same, since a
 * table is read faster than a read is scheduled; so a slow disk holds the loop for as long as one of its reads takes.
 *
 * @param options the guest bytes to map, and a signal; absent: all of them, and none
 * @throws what `map` throws, and the reason of the signal
 */
export function mapAsync(
  image: Image,
  options: MapAsyncOptions = {},
): AsyncGenerator<Extent, void, undefined> {
  checkMapAsyncOptions(options);
  const { start = 0n, length, signal } = options;
  const chain = chainOf(image);
  const range = rangeOf({ start, ...(length !== undefined && { length }) }, chain.layers[0]!.virtualSize);
  return extentsInTurns(chain, range, image.profile, signal);
}

async function* extentsInTurns(
  chain: Chain,
  range: Range,
  profile: Profile,
  signal: AbortSignal | undefined,
): AsyncGenerator<Extent, void, undefined> {
  const check = (): void => {
    signal?.throwIfAborted();
    requireOpen(chain);
  };
  check();
  if (range.start >= range.end) return;
  const turns = new Turns();
  const extents = new Extents(chain, range, profile, capacity, stepsAtOnce);
  try {
    while (extents.more()) {
      for (let index = 0; index < extents.count; index++) {
        yield extentOf(chain, extents, index);
        if (turns.isOver) await turns.next();
        check();
      }
      if (turns.isOver) await turns.next();
      check();
    }
  } finally {
    extents.close();
  }
}

/**
 * Calls back in the next turn of the event loop. Browsers lack `setImmediate`, and delay timers by 4 ms: there a message brings the turn.
 */
function nextTurn(callback: () => void): void {
  if (typeof setImmediate === 'function') {
    setImmediate(callback);
    return;
  }
  const { port1, port2 } = new MessageChannel();
  const onMessage = (): void => {
    port1.close();
    callback();
  };
  port1.addEventListener('message', onMessage, { once: true });
  port1.start();
  port2.postMessage(0);
}

/** Turns of the event loop, which an iterator of values that are there already would never give up. */
class Turns {
  #began = performance.now();

  get isOver(): boolean {
    return performance.now() - this.#began >= slice;
  }

  /** Resolves in the next turn of the event loop. */
  async next(): Promise<void> {
    await new Promise<void>(nextTurn);
    this.#began = performance.now();
  }
}
