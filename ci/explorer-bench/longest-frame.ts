import type { Page } from 'playwright-core';

/** The longest time between two frames while something is done, in milliseconds. */
export async function longestFrame(page: Page, act: () => Promise<void>): Promise<number> {
  await page.evaluate(`new Promise(resolve => requestAnimationFrame(first => {
    globalThis.frames = { last: first, longest: 0 };
    const count = now => {
      frames.longest = Math.max(frames.longest, now - frames.last);
      frames.last = now;
      requestAnimationFrame(count);
    };
    requestAnimationFrame(count);
    resolve();
  }))`);
  await act();
  return (await page.evaluate('frames.longest')) as number;
}
