import { once } from 'node:events';
import type { ReadStream } from 'node:tty';

/** Waits for one of some keys on a terminal, without Enter. Ctrl-C and the end of input count as the last key. */
export async function readKey(keys: string, stdin: ReadStream): Promise<string> {
  stdin.setRawMode(true);
  try {
    for (;;) {
      const ended = once(stdin, 'end').then(() => [Buffer.from('\x03')]);
      const [bytes] = (await Promise.race([once(stdin, 'data'), ended])) as [Buffer];
      const key = bytes.toString().toLowerCase()[0] ?? '';
      if (key === '\x03' || key === '\x04') return keys.at(-1)!;
      if (keys.includes(key)) return key;
    }
  } finally {
    stdin.setRawMode(false);
    stdin.pause();
  }
}
