import { parseExactJson } from '../../../../map/basics/parse-exact-json.ts';
import { extentOfEntry } from '../../../answers/extents/read-extent.ts';
import type { Adapter } from './adapter.ts';

/** The output of `qemu-img map --output=json`, in any spacing. */
export const mapJson: Adapter = {
  name: 'map-json',
  reads: 'a JSON list of the entries of qemu-img map --output=json, in any spacing',
  fields: ['depth', 'present', 'zero', 'data', 'compressed', 'offset'],
  borders: 'where fields differ',
  read(stdout) {
    const entries = parseExactJson(stdout);
    if (!Array.isArray(entries)) throw new Error('no list');
    return entries.map(extentOfEntry);
  },
};
