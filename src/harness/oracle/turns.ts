/** Runs work as soon as fewer than so many others run; who came first is first. */
export type Turns = <T>(work: () => Promise<T>) => Promise<T>;

/** Turns of which `atOnce` are taken at once. */
export function takingTurns(atOnce: number): Turns {
  const waiting: (() => void)[] = [];
  let free = atOnce;
  return async work => {
    if (free > 0) free -= 1;
    else await new Promise<void>(resolve => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    }
  };
}
