import { Session } from 'node:inspector';

/** Name of the global property that holds the work. */
const place = 'qemu-map-parity: work';
const expression = `globalThis[${JSON.stringify(place)}]()`;
const scope = globalThis as { [place]?: () => void };

let session: Session | undefined;

/**
 * Runs `work`, and returns its value, or `hung` when it takes longer than the limit. It is stopped wherever it is then, even in
 * WebAssembly, and files that it had opened stay open. Without a limit an endless loop of ours would block the whole run,
 * which couldn't even be interrupted.
 *
 * V8's inspector keeps the time on a thread that exists anyway, which costs 0.1 ms. A script of node:vm with a timeout starts
 * a thread and waits for its end: 0.2 ms, and 0.8 ms when all cores are busy.
 */
export function withinTime<T>(milliseconds: number, work: () => T): { readonly value: T } | 'hung' {
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

function connect(): Session {
  const connected = new Session();
  connected.connect();
  return connected;
}
