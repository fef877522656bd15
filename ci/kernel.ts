import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ExecaError, execa } from 'execa';
import { withDir } from 'tmp-promise';

const folder = fileURLToPath(new URL('../src/map/kernel', import.meta.url));
const options = [
  '-O3',
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

function moduleOf(wasm: Buffer): string {
  const lines = wasm.toString('base64').match(/.{1,100}/g)!;
  return [
    '// Made by `npm run kernel` from the sources in assembly/: change those, not this.',
    '',
    '/** The kernel, as WebAssembly in base64. */',
    `export const compiled: string = \`${['', ...lines, ''].join('\n')}\`;`,
    '',
  ].join('\n');
}

if (import.meta.main) {
  try {
    writeFileSync(join(folder, 'compiled.ts'), await compileKernel());
  } catch (error) {
    // The compiler has said what is wrong with the sources.
    if (!(error instanceof ExecaError)) throw error;
    process.exitCode = 1;
  }
}
