import { execFileSync } from 'node:child_process';

/** A program that makes one request, and prints status, length and body as JSON. */
const program = `
const [method, url, headers] = JSON.parse(process.argv[1]);
const answer = await fetch(url, { method, headers });
const body = Buffer.from(await answer.arrayBuffer()).toString('base64');
console.log(JSON.stringify({ status: answer.status, length: answer.headers.get('content-length'), body }));`;

/** The part of `XMLHttpRequest` that a synchronous request of a worker uses, by a process that makes the request. */
export class SynchronousRequest {
  status = 0;
  response: ArrayBuffer = new ArrayBuffer(0);
  responseType = '';
  readonly #headers: Record<string, string> = {};
  #method = '';
  #url = '';
  #length = '';

  open(method: string, url: URL | string): void {
    this.#method = method;
    this.#url = String(url);
  }

  setRequestHeader(name: string, value: string): void {
    this.#headers[name] = value;
  }

  send(): void {
    const request = JSON.stringify([this.#method, this.#url, this.#headers]);
    const flags = ['--input-type=module', '--eval', program, request];
    const answer = JSON.parse(execFileSync(process.execPath, flags, { encoding: 'utf8' }));
    this.status = answer.status;
    this.response = Uint8Array.from(Buffer.from(answer.body, 'base64')).buffer;
    this.#length = answer.length;
  }

  getResponseHeader(): string {
    return this.#length;
  }
}
