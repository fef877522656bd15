import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The program of a worker. In a checkout it is the bundle that ci/map-parity names, if it is there, else the source. */
export function workerProgram(): string {
  const beside = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
  if (import.meta.url.endsWith('.js')) return beside('./worker-main.js');
  const { MAP_PARITY_WORKER: bundle } = process.env;
  return bundle !== undefined && existsSync(bundle) ? bundle : beside('./worker-main.ts');
}
