import { readdirSync, readlinkSync } from 'node:fs';
import { isOurs } from './descriptor.ts';

const table = '/proc/thread-self/fd';

/**
 * The open files that this process was started with, by number, besides stdin, stdout and stderr: a qemu-img that a shell
 * starts in its place has them too, and can open so many less. None without /proc.
 *
 * Node's own descriptors are left out: the epolls, rings and events of its loops, and the pipes of which it has both ends
 * (24.21 has 17 in all, 20.20 has 14), and the /dev/null that it opens right after these in some starts. Flags don't tell them,
 * because Node marks what it inherits as it marks its own. Files that stay open belong to a `Descriptor`: they are ours.
 */
export function inheritedDescriptors(): number[] {
  const all = openFiles().filter(({ number }) => number > 2 && !isOurs(number));
  const open = all.filter(({ target }) => !target.startsWith('anon_inode:'));
  const last = Math.max(
    ...all.filter(({ target }) => target.startsWith('anon_inode:')).map(({ number }) => number),
  );
  const hasBothEnds = (pipe: string): boolean => open.filter(({ target }) => target === pipe).length === 2;
  return open
    .filter(({ target }) => !(target.startsWith('pipe:') && hasBothEnds(target)))
    .filter(({ number, target }) => !(target === '/dev/null' && number === last + 1))
    .map(({ number }) => number);
}

interface OpenFile {
  readonly number: number;
  readonly target: string;
}

function openFiles(): OpenFile[] {
  return numbers().flatMap(number => {
    try {
      return [{ number, target: readlinkSync(`${table}/${number}`) }];
    } catch {
      // By this one the table was read.
      return [];
    }
  });
}

function numbers(): number[] {
  try {
    return readdirSync(table).map(Number);
  } catch {
    return [];
  }
}
