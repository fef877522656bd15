/**
 * A program that answers as qemu-img 11.1 does, by our own implementation, and then lies in the way that its first
 * argument names. It proves that comparison can fail; nothing is expected of its answers but that they are caught.
 */
import { appendFileSync, readFileSync } from 'node:fs';
import { runMap } from '../../src/command/run-map.ts';
import { newest } from '../../src/profile/profile.ts';

const lies: Record<string, (text: string) => string> = {
  honest: text => text,
  'flips one field': text => text.replace('"depth": 1', '"depth": 2'),
  'drops an extent': text => text.replace(/\{ "start": 65536.*\n/, ''),
  'moves a border': text =>
    text
      .replace('"start": 0, "length": 65536', '"start": 0, "length": 66048')
      .replace('"start": 65536', '"start": 66048'),
  'prints rubbish': () => 'Segmentation fault\n',
  'prints nothing': () => '',
};

const [lie = '', marker = '', command, ...args] = process.argv.slice(2);
if (command === '--version') {
  process.stdout.write('qemu-img version 11.1.3 (Debian 1:11.1.3+ds-1)\n');
} else if (lie === 'hangs') {
  setTimeout(() => {}, 600_000);
} else if (lie === 'floods') {
  const chunk = Buffer.alloc(1 << 20, '[');
  const flood = (): void => void process.stdout.write(chunk, flood);
  flood();
} else if (lie === 'dies') {
  process.kill(process.pid, 'SIGABRT');
} else if (lie === 'fails without a word') {
  process.exitCode = 1;
} else {
  const stdout: Uint8Array[] = [];
  const result = runMap(args, {
    profile: newest,
    directory: process.cwd(),
    stdout: bytes => stdout.push(bytes),
    stderr: bytes => void process.stderr.write(bytes),
  });
  process.exitCode = result.kind === 'ran' ? result.status : 1;
  process.stdout.write(told(Buffer.concat(stdout).toString()));
}

function told(text: string): string {
  if (lie === 'warns') process.stderr.write('qemu-img: warning: the moon is full\n');
  if (lie === 'changes its mind') {
    appendFileSync(marker, '.');
    return lies['flips one field']!(
      readFileSync(marker).length % 2 === 1 ? text : text.replace('"depth": 1', '"depth": 3'),
    );
  }
  return (lies[lie] ?? lies.honest!)(text);
}
