/** The functions of the package koffi. */
export type Koffi = typeof import('koffi');

let loaded: { koffi: Koffi | undefined } | undefined;

/**
 * koffi, which calls functions of the C library; undefined if it can't be loaded. It is loaded on the first call,
 * because most maps never need it. Only its binary is loaded, which takes 5 ms; with the JavaScript around it, which
 * adds deprecated names, it would take 13 ms.
 */
export function koffi(): Koffi | undefined {
  loaded ??= { koffi: load() };
  return loaded.koffi;
}

/** Whether koffi is loaded already, so that a call through it costs only a microsecond. */
export function koffiIsLoaded(): boolean {
  return loaded?.koffi !== undefined;
}

function load(): Koffi | undefined {
  const { createRequire } = process.getBuiltinModule('node:module');
  const require = createRequire(import.meta.url);
  try {
    return createRequire(require.resolve('koffi'))(`@koromix/koffi-${process.platform}-${process.arch}`);
  } catch {
    return loadWhole(require);
  }
}

/** Loads koffi by its JavaScript, which also finds a binary that was built when koffi was installed. */
function loadWhole(require: NodeJS.Require): Koffi | undefined {
  try {
    return require('koffi');
  } catch {
    return undefined;
  }
}
