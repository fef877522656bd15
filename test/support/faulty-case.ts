import { parseRows } from '../../generators/recipe/picture/parse-rows.ts';
import type { Case } from '../../generators/recipe/recipe.ts';

/** A case that shows `confusesZeros` in a table. A search looks for the fault in JSON before anything else. */
export const faultyCase: Case = parseRows(['top.qcow2 qcow2 64k |#0#|', 'map top.qcow2']);

/** A fault to plant: zeros are no zeros in JSON, and the last row of a table is missing. */
export function confusesZeros(stdout: string): string {
  return stdout.startsWith('Offset')
    ? stdout.replace(/(?<=\n)[^\n]*\n$/, '')
    : stdout.replaceAll('"zero": true', '"zero": false');
}
