import { createRequire } from 'node:module';

type Koffi = typeof import('koffi');

let loaded: { koffi: Koffi | undefined } | undefined;

/**
 * koffi, which calls functions of the C library; undefined where it can't be loaded. Loading it takes 19 ms, a third of a
 * map, and most maps never need it: hence on the first call, and not by import.
 */
export function koffi(): Koffi | undefined {
  loaded ??= { koffi: load() };
  return loaded.koffi;
}

/** Whether it was loaded before, so that a call through it costs a microsecond and no more. */
export function koffiIsLoaded(): boolean {
  return loaded?.koffi !== undefined;
}

function load(): Koffi | undefined {
  try {
    return createRequire(import.meta.url)('koffi');
  } catch {
    return undefined;
  }
}
