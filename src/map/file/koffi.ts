type Koffi = typeof import('koffi');

let loaded: { koffi: Koffi | undefined } | undefined;

/**
 * koffi, which calls functions of the C library; undefined where it can't be loaded. Most maps never need it: hence on the
 * first call, and not by import. Loading its binary takes 5 ms; with the JavaScript around it, which is there for
 * deprecated names, 13: that is left out.
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
  const { createRequire } = process.getBuiltinModule('node:module');
  const require = createRequire(import.meta.url);
  try {
    return createRequire(require.resolve('koffi'))(`@koromix/koffi-${process.platform}-${process.arch}`);
  } catch {
    return loadWhole(require);
  }
}

/** With what koffi has in JavaScript, for a binary that was built where it was installed. */
function loadWhole(require: NodeJS.Require): Koffi | undefined {
  try {
    return require('koffi');
  } catch {
    return undefined;
  }
}
