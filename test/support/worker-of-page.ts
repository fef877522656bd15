import type { Page } from 'playwright-core';

/** The part of a worker of a page that is used here. */
interface PageWorker {
  onerror: (error: { readonly message: string }) => void;
  onmessage: (message: { readonly data: Record<string, bigint> | 'done' }) => void;
}

/** What a worker of this classic script posts before it posts `done`; its numbers as such. */
export function postedInWorker(page: Page, script: string): Promise<object[]> {
  return page.evaluate(source => {
    const { Worker } = globalThis as unknown as { readonly Worker: new (address: string) => PageWorker };
    return new Promise<object[]>((found, failed) => {
      const posted: object[] = [];
      const worker = new Worker(URL.createObjectURL(new Blob([source], { type: 'text/javascript' })));
      worker.onerror = ({ message }) => failed(new Error(message));
      worker.onmessage = ({ data }) => {
        if (data === 'done') found(posted);
        else
          posted.push(Object.fromEntries(Object.entries(data).map(([key, value]) => [key, Number(value)])));
      };
    });
  }, script);
}
