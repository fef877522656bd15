import { extentOf } from '../../../answers/map-text/extent.ts';
import { parseExact } from '../../../answers/map-text/parse-exact.ts';
import type { Adapter } from './adapter.ts';

/** What `qemu-img map --output=json` prints, in any spacing. */
export const mapJson: Adapter = {
  name: 'map-json',
  reads: 'a JSON list of the entries of qemu-img map --output=json, in any spacing',
  fields: ['depth', 'present', 'zero', 'data', 'compressed', 'offset'],
  borders: 'where fields differ',
  read(stdout) {
    const entries = parseExact(stdout);
    if (!Array.isArray(entries)) throw new Error('no list');
    return entries.map(extentOf);
  },
};
