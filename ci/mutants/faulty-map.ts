import { join } from 'node:path';
import { rolldown } from 'rolldown';
import type { InProcess } from '../../src/harness/parties/subject/subject.ts';
import type { Fault } from './faults.ts';
import { plant } from './plant.ts';

/** The map with a fault, beside the sound one in this process: bundled from a copied checkout into a file of its own. */
export async function faultyMap(folder: string, fault: Fault, name: string): Promise<InProcess> {
  const takeOut = await plant(folder, fault);
  try {
    const input = join(folder, 'src/harness/parties/subject/in-process.ts');
    const bundle = await rolldown({ input, platform: 'node', external: ['koffi'], logLevel: 'silent' });
    const file = join(folder, `${name}.mjs`);
    await bundle.write({ file, format: 'esm', codeSplitting: false });
    await bundle.close();
    const loaded = (await import(file)) as { readonly inProcess: InProcess };
    return loaded.inProcess;
  } finally {
    takeOut();
  }
}
