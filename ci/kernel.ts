import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ExecaError, execa } from 'execa';
import { withDir } from 'tmp-promise';

const folder = fileURLToPath(new URL('../src/map/kernel', import.meta.url));
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

/** The text of `src/map/kernel/compiled.ts`, made anew from the sources in `src/map/kernel/assembly`. */
export function compileKernel(): Promise<string> {
  return withDir(
    async ({ path }) => {
      const file = join(path, 'kernel.wasm');
      const asc = {
        cwd: join(folder, 'assembly'),
        preferLocal: true,
        localDir: folder,
        stderr: 'inherit',
      } as const;
      await execa(asc)`asc index.ts ${options} --outFile ${file}`;
      return moduleOf(readFileSync(file));
    },
    { unsafeCleanup: true },
  );
}

/** The SHA-256 of all sources, one after the other, by which ci/map-parity knows whether they were edited since. */
function hashOfSources(): string {
  const names = readdirSync(join(folder, 'assembly')).filter(name => name.endsWith('.ts'));
  const paths = [...names.sort().map(name => join('assembly', name)), 'bits.ts'];
  const hash = createHash('sha256');
  for (const path of paths) hash.update(readFileSync(join(folder, path)));
  return hash.digest('hex');
}

function moduleOf(wasm: Buffer): string {
  const lines = [...wasm].join(',').match(/.{1,100}(?:,|$)/g)!;
  return [
    '// Made by `npm run kernel` from the sources in assembly/: change those, not this.',
    `// Their SHA-256, with bits.ts: ${hashOfSources()}`,
    '',
    '/** The kernel, as WebAssembly: a list in JSON of its bytes. */',
    `export const compiled: string = \`[${['', ...lines, ''].join('\n')}]\`;`,
    '',
  ].join('\n');
}

if (import.meta.main) {
  try {
    writeFileSync(join(folder, 'compiled.ts'), await compileKernel());
  } catch (error) {
    // The compiler has reported what is wrong with the sources.
    if (!(error instanceof ExecaError)) throw error;
    process.exitCode = 1;
  }
}
