import type { Browser, Page } from 'playwright-core';

/** The built page, and a Chromium to look at it. */
export interface BenchPage {
  readonly browser: Browser;
  /** Of the page, without a hash. */
  readonly address: string;
}

/** Opens the page at a hash in a tab of its own, whose maps can be timed. */
export async function openTab({ browser, address }: BenchPage, hash: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.addInitScript(stopwatch);
  await page.goto(`${address}${hash}`);
  await page.locator('main h1').waitFor();
  return page;
}

/**
 * Does something that ends in a new map, and returns the milliseconds from the event that it causes until the map has been painted, to
 * which Chromium's wait for the next frame adds up to 16 ms.
 */
export async function timeToMap(page: Page, event: string, act: () => Promise<unknown>): Promise<number> {
  await page.evaluate(`bench.begin('${event}')`);
  await act();
  return (await page.evaluate('bench.mapped')) as number;
}

/** In the page: `bench.begin(EVENT)` makes `bench.mapped`, the promise of the milliseconds from that event to the next painted map. */
const stopwatch = `(() => {
  let answered = () => {};
  globalThis.bench = {
    begin(event) {
      let began;
      addEventListener(event, () => { began = performance.now(); }, { once: true, capture: true });
      bench.mapped = new Promise(resolve => {
        answered = () => {
          // What was answered before the event is the map of something else.
          if (began === undefined) return;
          answered = () => {};
          requestAnimationFrame(() => {
            // A message that is posted before a frame comes behind it.
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => resolve(performance.now() - began);
            port2.postMessage(0);
          });
        };
      });
    },
  };
  const post = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (message) {
    const note = ({ data }) => {
      if (data.id !== message.id) return;
      this.removeEventListener('message', note);
      answered();
    };
    if (message.task === 'mapChain') this.addEventListener('message', note);
    post.call(this, message);
  };
})()`;
