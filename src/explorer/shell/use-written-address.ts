import { useEffect, useRef } from 'preact/hooks';

/** While somebody types, the address isn't written; milliseconds. */
const pause = 300;

/**
 * Writes the address of what a view shows, a moment after it has changed, for as long as the view is looked at.
 *
 * @param write makes the address; undefined: there is nothing to write yet
 * @param shown what the address depends on
 */
export function useWrittenAddress(
  write: (() => Promise<string>) | undefined,
  shown: readonly unknown[],
): void {
  const own = useRef(location.hash);
  useEffect(() => {
    if (write === undefined) return undefined;
    let current = true;
    const timer = setTimeout(async () => {
      const address = await write();
      // The reader may have gone on to another address, whose view is shown a moment later.
      if (!current || location.hash !== own.current) return;
      history.replaceState(null, '', address);
      own.current = location.hash;
    }, pause);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [...shown, write === undefined]);
}
