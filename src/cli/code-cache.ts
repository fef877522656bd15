import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { Script } from 'node:vm';

/** A script that `loadCached` has run. */
export interface CachedModule<Exports> {
  readonly exports: Exports;
  /**
   * To be called after a run that went well: keeps what V8 has compiled for later runs.
   *
   * @param kind a text that is the same for runs that call the same functions
   */
  readonly keep: (kind: string) => void;
}

/** How many runs keep what V8 has compiled, whatever they do; after them, the first run of each kind does. */
const keptRuns = 3;
const kinds = 32;
const hashLength = 64;
/** The hash, the number of runs, and a bit for each kind. */
const headBytes = hashLength + 1 + kinds / 8;

/**
 * Runs a script from the code that V8 made of it in earlier runs. The script is a function of `exports`, `require` and `__filename`,
 * as Node makes one of a CommonJS module. Without kept code, V8 looks over 340 kB at each start and compiles each function on its
 * first call: 11 ms of the 41 that a tiny map takes. (Node's own compile cache saves 6 of them: it has no function that is compiled on
 * its first call.)
 *
 * The code lies beside the script, in `FILE-VERSION-ARCH.cache`, as Python's lies in `__pycache__`: who may write there may change the
 * script as well. Where it can't be written, all runs are as the first. It begins with the hash of the script, the number of the run
 * that kept it and the kinds of runs that did. Then it has the code twice, since V8 checks that code fits the Node and its flags, but
 * not that it is whole: comparing copies takes 0.1 ms, a checksum 2.
 *
 * @param path of the script. It begins with `// ` and its own hash, 64 characters
 * @param require what the script is given: of a module in the same folder
 */
export function loadCached<Exports>(path: string, require: NodeJS.Require): CachedModule<Exports> {
  const text = readFileSync(path, 'latin1');
  const hash = text.slice(3, 3 + hashLength);
  const cache = `${path}-${process.version}-${process.arch}.cache`;
  const kept = readCode(cache, hash);
  const script = new Script(text, { filename: path, ...(kept && { cachedData: kept.code }) });
  const exports = {} as Exports;
  script.runInThisContext()(exports, require, path);
  // Code that fits other flags of V8 stays: most runs have those.
  const isOfOthers = script.cachedDataRejected === true;
  const { runs = 0, seen = 0 } = kept ?? {};
  return {
    exports,
    keep: kind => {
      const bit = 1 << numberOf(kind);
      if (isOfOthers || (runs >= keptRuns && (seen & bit) !== 0)) return;
      writeCode(cache, { hash, runs: Math.min(runs + 1, keptRuns), seen: seen | bit }, script);
    },
  };
}

/** The bit of a kind. Two kinds may have the same: then the second one is kept by chance. */
function numberOf(kind: string): number {
  let number = 0;
  for (let at = 0; at < kind.length; at++) number = (31 * number + kind.charCodeAt(at)) % kinds;
  return number;
}

/** What stands before the code. */
interface Head {
  readonly hash: string;
  readonly runs: number;
  /** The kinds of runs that kept it: a sum of bits. */
  readonly seen: number;
}

function readCode(path: string, hash: string): (Omit<Head, 'hash'> & { readonly code: Buffer }) | undefined {
  try {
    const bytes = readFileSync(path);
    const half = headBytes + (bytes.length - headBytes) / 2;
    const code = bytes.subarray(headBytes, half);
    const isWhole = bytes.toString('latin1', 0, hashLength) === hash && code.equals(bytes.subarray(half));
    if (!isWhole) return undefined;
    return { runs: bytes[hashLength]!, seen: bytes.readInt32LE(hashLength + 1), code };
  } catch {
    return undefined;
  }
}

/** Writes the code of a script, in one step for those who read it meanwhile. */
function writeCode(path: string, { hash, runs, seen }: Head, script: Script): void {
  const own = `${path}.${process.pid}`;
  attempt(() => {
    const code = script.createCachedData();
    const mask = Buffer.alloc(kinds / 8);
    mask.writeInt32LE(seen);
    const bytes = Buffer.concat([Buffer.from(hash), Buffer.of(runs), mask, code, code]);
    writeFileSync(own, bytes, { flag: 'wx', mode: 0o644 });
    renameSync(own, path);
  });
  attempt(() => rmSync(own, { force: true }));
}

/** Does what may fail: that costs later runs some time, and nothing else. */
function attempt(run: () => void): void {
  try {
    run();
  } catch {
    // The folder can't be written, say.
  }
}
