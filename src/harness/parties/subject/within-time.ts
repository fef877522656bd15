import { Session } from 'node:inspector';

/** Name of the global property that holds the work. */
const place = 'qemu-map-parity: work';
const expression = `globalThis[${JSON.stringify(place)}]()`;
const scope = globalThis as { [place]?: () => void };

let session: Session | undefined;
/** Whether the work that runs is watched by `watchedOnce`. */
let isWatched = false;
/** Whether work of this thread has taken too long: its search for the smallest case meets more of it. */
let hasHung = false;

/**
 * Runs `work`, and returns its value, or `hung` when it takes longer than the limit. It is stopped wherever it is then, even in
 * WebAssembly, and files that it had opened stay open. Without a limit an endless loop of ours would block the whole run,
 * which couldn't even be interrupted.
 *
 * V8's inspector keeps the time on a thread that exists anyway, which costs 0.15 ms of CPU between other work (0.01 ms in a loop, when
 * all that it needs is in the caches). A script of node:vm with a timeout starts a thread and waits for its end: 0.2 ms, and 0.8 ms when
 * all cores are busy.
 */
export function withinTime<T>(milliseconds: number, work: () => T): { readonly value: T } | 'hung' {
  if (isWatched) return { value: work() };
  const results: (() => T)[] = [];
  scope[place] = () => {
    try {
      const value = work();
      results.push(() => value);
    } catch (error) {
      results.push(() => {
        throw error;
      });
    }
  };
  session ??= connect();
  session.post('Runtime.evaluate', { expression, timeout: milliseconds, silent: true });
  const [result] = results;
  return result === undefined ? 'hung' : { value: result() };
}

/**
 * Does work that calls `withinTime` several times, and watches it as a whole: that costs as much as to watch one call. If it takes longer
 * than the limit, it is done again with each call watched by itself, and so is all later work of this thread.
 *
 * @param work may be broken off anywhere, and done again
 */
export function watchedOnce<T>(milliseconds: number, work: () => T): T {
  if (hasHung) return work();
  let whole: { readonly value: T } | 'hung';
  try {
    whole = withinTime(milliseconds, () => {
      isWatched = true;
      return work();
    });
  } finally {
    isWatched = false;
  }
  if (whole !== 'hung') return whole.value;
  hasHung = true;
  return work();
}

function connect(): Session {
  const connected = new Session();
  connected.connect();
  return connected;
}
