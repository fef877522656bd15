import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('lying-oracle.ts', import.meta.url));

/** Writes an executable into `folder` that answers as qemu-img 11.1 does and lies as told; returns its path. */
export function writeLiar(folder: string, lie: string): string {
  const path = join(folder, `qemu-img-that-${lie.replaceAll(' ', '-')}`);
  const quoted = [process.execPath, program, lie, `${path}.marker`].map(word => `'${word}'`).join(' ');
  writeFileSync(path, `#!/bin/sh\nexec ${quoted} "$@"\n`);
  chmodSync(path, 0o755);
  return path;
}
