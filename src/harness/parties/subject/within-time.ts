import { Session } from 'node:inspector';

/** Where an expression finds the work of the moment. */
const place = 'qemu-map-parity: work';
const expression = `globalThis[${JSON.stringify(place)}]()`;
const scope = globalThis as { [place]?: () => void };

let session: Session | undefined;

/**
 * What `work` comes to, or `hung` where it takes longer than so many milliseconds: it is stopped in its tracks then, loops of
 * WebAssembly too, and what it had open stays so. Without it an endless loop of our own would end only with the whole run,
 * which couldn't even be interrupted.
 *
 * V8's inspector keeps the time, on a thread that is there anyhow, for 0.1 ms. A script of node:vm with a timeout begins
 * a thread of its own and waits for its end: 0.2 ms, and 0.8 where all cores are busy.
 */
export function withinTime<T>(milliseconds: number, work: () => T): { readonly value: T } | 'hung' {
  const came: (() => T)[] = [];
  scope[place] = () => {
    try {
      const value = work();
      came.push(() => value);
    } catch (error) {
      came.push(() => {
        throw error;
      });
    }
  };
  session ??= connect();
  session.post('Runtime.evaluate', { expression, timeout: milliseconds, silent: true });
  const [result] = came;
  return result === undefined ? 'hung' : { value: result() };
}

function connect(): Session {
  const connected = new Session();
  connected.connect();
  return connected;
}
