import type { Query } from '../../recipe/recipe.ts';
import type { Geometry } from './geometry.ts';

/** The query of a geometry, for clusters of `unit` bytes. */
export function geometryQuery({ output, start, length, share, opening }: Geometry, unit: number): Query {
  const from = { none: [], cluster: ['-s', `${3 * unit}`], byte: ['--start-offset', `${3 * unit + 1}`] };
  const most = {
    none: [],
    cluster: ['-l', `${5 * unit}`],
    byte: ['--max-length', `${5 * unit + 77}`],
    'beyond the end': [`--max-length=${2 ** 50}`],
  };
  const image = {
    'by name': ['top.qcow2'],
    'with -f': ['-f', 'qcow2', 'top.qcow2'],
    'by options': ['--image-opts', 'driver=qcow2,file.filename=top.qcow2'],
    'json: without backing': [
      '{"driver":"qcow2","file":{"driver":"file","filename":"top.qcow2"},"backing":null}',
    ].map(text => `json:${text}`),
  };
  return [
    `--output=${output}`,
    ...from[start],
    ...most[length],
    ...(share === 'yes' ? ['-U'] : []),
    ...image[opening],
  ];
}
