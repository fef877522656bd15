import type { Packs } from '../data/packs.ts';

type Take = (name: keyof Packs, data: unknown) => void;

const loaded = new Map<keyof Packs, Promise<unknown>>();
const taken = new Map<keyof Packs, unknown>();

/** Each script of data calls this with its data. */
(globalThis as unknown as { explorerData: Take }).explorerData = (name, data) => taken.set(name, data);

/**
 * A pack of data, loaded when it is first asked for. It comes as a script: from `file://` no browser fetches anything else.
 */
export function loadData<Name extends keyof Packs>(name: Name): Promise<Packs[Name]> {
  const data = loaded.get(name) ?? load(name);
  loaded.set(name, data);
  return data as Promise<Packs[Name]>;
}

function load(name: keyof Packs): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = `./${name}.data.js`;
    script.addEventListener('load', () => resolve(taken.get(name)));
    script.addEventListener('error', () => {
      loaded.delete(name);
      reject(new Error(`the file ${name}.data.js of this page can't be loaded`));
    });
    document.head.append(script);
  });
}
