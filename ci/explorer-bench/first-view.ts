import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { BenchPage } from './bench-page.ts';
import type { Figure } from './figure.ts';

const most = 350_000;

/** How much a server sends, compressed, until the first chain is drawn. */
export async function firstView({ browser, address }: BenchPage): Promise<Figure> {
  const page = await browser.newPage();
  const files = new Set<string>();
  page.on('request', request => {
    const url = request.url().replace(/[?#].*/, '');
    // The worker comes from a blob, out of the script of the page.
    if (url.startsWith('file:')) files.add(url);
  });
  await page.goto(address);
  await page.locator('.bar').first().waitFor();
  await page.close();
  const sizes = [...files].map(file => gzipSync(readFileSync(fileURLToPath(file))).length);
  const whole = sizes.reduce((sum, size) => sum + size, 0);
  return {
    name: 'the first view, compressed',
    measured: `${(whole / 1000).toFixed(1)} kB in ${files.size} files`,
    aim: '< 350 kB',
    reached: whole < most,
  };
}
