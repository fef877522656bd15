import { dirname, resolve } from 'node:path';
import type { Plugin } from 'rolldown';

/** The modules that few maps need. Each exports functions, or objects of functions and plain data, and no class. */
const rare = new RegExp(
  `/src/map/(?:${[
    // The drivers of all but the usual formats; vdi is asked first what it makes of a file.
    String.raw`drivers/(?!(?:file|raw|qcow2|vdi)/)([^/]+)/\1`,
    'drivers/(?:compress|copy-on-read|nvme|preallocate|replication|throttle)',
    'drivers/luks/(?:unlock|image-decryption|decryption-in-mode|read-decrypted|sector-decryption)',
    'drivers/qcow2/(?:bitmaps/dirty-areas|content/(?:deflated-cluster|zstd-frames)|explain/explain-cluster)',
    'command/(?:help|object/(?:keyval|option)-object)',
    'host/nodejs/socket/connect',
    'options/parse-(?:image-options|json-name)',
    'print/nbd',
    'profile/size/(?:double|strict|fixed-point)',
  ].join('|')})\\.ts$`,
);

/** Begins the id of what stands in for a module. */
const inPlaceOf = '\0';

/**
 * Puts each rare module, with what it alone imports, into a chunk of its own, which `import()` gives. In its place stand functions that
 * ask for the chunk and call it, and the data of its objects, such as the name and the prefixes of a driver.
 */
export function lazyModules(): Plugin {
  return {
    name: 'lazy-modules',
    resolveId(specifier, importer) {
      if (importer === undefined || importer.startsWith(inPlaceOf)) return null;
      const path = resolve(dirname(importer), specifier);
      return rare.test(path) ? inPlaceOf + path : null;
    },
    async load(id) {
      if (!id.startsWith(`${inPlaceOf}/`)) return null;
      const path = id.slice(inPlaceOf.length);
      const exported = Object.entries(await import(path));
      return [
        `const rare = () => import(${JSON.stringify(path)});`,
        ...exported.map(([name, value]) => `export const ${name} = ${standInFor(value, `rare().${name}`)};`),
      ].join('\n');
    },
  };
}

/** The text of what stands in for `value`, which is `source` in its chunk. */
function standInFor(value: unknown, source: string): string {
  if (typeof value === 'function') {
    if (/^class\b/.test(String(value))) throw new Error(`${source}: nothing can stand in for a class`);
    return `(...args) => ${source}(...args)`;
  }
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(([key, of]) => [
    key,
    standInFor(of, `${source}[${JSON.stringify(key)}]`),
  ]);
  if (Array.isArray(value)) return `[${members.map(([, text]) => text).join(', ')}]`;
  if (Object.getPrototypeOf(value) !== Object.prototype)
    throw new Error(`${source}: nothing can stand in for it`);
  return `{ ${members.map(([key, text]) => `${JSON.stringify(key)}: ${text}`).join(', ')} }`;
}

/** The compiled modules of AssemblyScript. */
const compiled = /\/src\/map\/.*\/compiled\.ts$/;

/** Has what is compiled in Base64, which Node alone can read: 0.3 ms faster than the digits that browsers read as well. */
export function compiledInBase64(): Plugin {
  return {
    name: 'compiled-in-base64',
    async load(id) {
      if (!compiled.test(id)) return null;
      const { compiledBytes } = await import(id);
      const text = Buffer.from(compiledBytes()).toString('base64');
      return `export const compiledBytes = () => Buffer.from('${text}', 'base64');`;
    },
  };
}
