import { parseExactJson } from '../../../../map/basics/parse-exact-json.ts';
import type { ReadExtent } from '../../../answers/extents/read-extent.ts';
import type { Adapter } from './adapter.ts';

/** One JSON object a line, as qcow2 libraries in other languages print extents. */
export const jsonLines: Adapter = {
  name: 'json-lines',
  reads: 'one JSON object a line with start, length, allocated, zero, compressed',
  fields: ['present', 'zero', 'compressed'],
  borders: 'any',
  read: stdout =>
    stdout
      .split('\n')
      .filter(line => line.trim() !== '')
      .map(extentIn),
};

function extentIn(line: string): ReadExtent {
  const { start, length, allocated, zero, compressed } = parseExactJson(line) as Record<string, unknown>;
  if (typeof start !== 'bigint' || typeof length !== 'bigint')
    throw new Error(`no start and length in ${line}`);
  const flags = [allocated, zero, compressed].map(value => {
    if (typeof value === 'boolean') return value;
    throw new Error(`allocated, zero and compressed must be true or false: ${line}`);
  });
  const [present, isZero, isCompressed] = flags;
  return { start, length, present, zero: isZero, compressed: isCompressed };
}
