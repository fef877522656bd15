import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ExecaError, execa } from 'execa';
import { withDir } from 'tmp-promise';

const checkout = fileURLToPath(new URL('..', import.meta.url));

/** What is AssemblyScript: folders with sources in `assembly`, and in `bits.ts` where they share something with TypeScript. */
export const assemblies = ['src/map/kernel', 'src/map/drivers/luks/ciphers'] as const;

const options = [
  '-O3s',
  '--converge',
  '--noAssert',
  '--runtime',
  'stub',
  '--use',
  'abort=',
  '--enable',
  'simd',
];

/** The text of `compiled.ts` in a folder of `assemblies`, made anew from its sources. */
export function compileAssembly(folder: string): Promise<string> {
  return withDir(
    async ({ path }) => {
      const file = join(path, 'module.wasm');
      const asc = {
        cwd: join(checkout, folder, 'assembly'),
        preferLocal: true,
        localDir: checkout,
        stderr: 'inherit',
      } as const;
      await execa(asc)`asc index.ts ${options} --outFile ${file}`;
      return moduleOf(readFileSync(file), hashOfSources(join(checkout, folder)), folder);
    },
    { unsafeCleanup: true },
  );
}

/** The SHA-256 of all sources, one after the other, by which ci/map-parity knows whether they were edited since. */
function hashOfSources(folder: string): string {
  const sources = (names: string[]): string[] => names.filter(name => name.endsWith('.ts')).sort();
  const paths = [
    ...sources(readdirSync(join(folder, 'assembly'))).map(name => join('assembly', name)),
    ...readdirSync(folder).filter(name => name === 'bits.ts'),
  ];
  const hash = createHash('sha256');
  for (const path of paths) hash.update(readFileSync(join(folder, path)));
  return hash.digest('hex');
}

/** Digits take least of what a page sends: the ciphers compressed 13.0 kB, and a list of numbers in JSON, which is read faster, 15.7 kB. */
function moduleOf(wasm: Buffer, hash: string, folder: string): string {
  return [
    '// Made by `npm run assembly` from the sources in assembly/: change those, not this.',
    `// Their SHA-256, with bits.ts where there is one: ${hash}`,
    '',
    `import { bytesOfHex } from '${relative(folder, 'src/map/basics/hex.ts')}';`,
    '',
    `const digits = \`${['', ...wasm.toString('hex').match(/.{1,100}/g)!, ''].join('\n')}\`;`,
    '',
    '/** The bytes of the module. */',
    'export function compiledBytes(): Uint8Array {',
    '  return bytesOfHex(digits);',
    '}',
    '',
  ].join('\n');
}

if (import.meta.main) {
  try {
    for (const folder of assemblies)
      writeFileSync(join(checkout, folder, 'compiled.ts'), await compileAssembly(folder));
  } catch (error) {
    // The compiler has reported what is wrong with the sources.
    if (!(error instanceof ExecaError)) throw error;
    process.exitCode = 1;
  }
}
