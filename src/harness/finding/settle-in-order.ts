/**
 * Works on what `next` gives until it gives nothing, on several at once. What comes of them is settled one after the other, in the
 * order in which they were begun: which one was quickest decides nothing, such as the name of a folder.
 *
 * @param jobs how many at once
 */
export async function settleInOrder<Item, Result>(
  jobs: number,
  next: () => Item | undefined,
  work: (item: Item) => Promise<Result>,
  settle: (result: Result) => Promise<void>,
): Promise<void> {
  let lastSettled: Promise<unknown> = Promise.resolve();
  const workOn = async (): Promise<void> => {
    for (let item = next(); item !== undefined; item = next()) {
      const done = work(item);
      lastSettled = Promise.all([done, lastSettled]).then(([result]) => settle(result));
      // Whoever waits for it is told of its failure; nobody may be waiting yet.
      lastSettled.catch(() => {});
      await done;
    }
  };
  await Promise.all(Array.from({ length: jobs }, workOn));
  await lastSettled;
}
