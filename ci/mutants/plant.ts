import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { assemblies } from '../assembly.ts';
import type { Fault } from './faults.ts';

/** The checkout that this file is in. */
export const checkout: string = fileURLToPath(new URL('../..', import.meta.url));

/** The parts of a checkout that its commands need. */
const parts = ['src', 'generators', 'golden', 'ci', 'package.json', 'tsconfig.json'] as const;

/** Copies this checkout into an empty folder; the packages are shared. */
export async function copyCheckout(folder: string): Promise<void> {
  await execa('cp', ['-r', ...parts.map(part => join(checkout, part)), folder]);
  await execa('ln', ['-s', join(checkout, 'node_modules'), join(folder, 'node_modules')]);
}

/**
 * Plants a fault in a copy of the checkout, compiling what is AssemblyScript where the fault is in it.
 *
 * @returns takes the fault out again
 * @throws Error if the text of the fault doesn't occur exactly once
 */
export async function plant(folder: string, { file, text, replacement }: Fault): Promise<() => void> {
  const path = join(folder, 'src/map', file);
  const compiled = assemblies.map(name => join(folder, name, 'compiled.ts'));
  const before = new Map([path, ...compiled].map(each => [each, readFileSync(each)]));
  const source = before.get(path)!.toString();
  if (source.split(text).length !== 2)
    throw new Error(`${file}: the text of the fault doesn't occur once: ${text}`);
  writeFileSync(
    path,
    source.replace(text, () => replacement),
  );
  if (file.includes('/assembly/')) await execa(process.execPath, ['ci/assembly.ts'], { cwd: folder });
  return () => {
    for (const [each, bytes] of before) writeFileSync(each, bytes);
  };
}
