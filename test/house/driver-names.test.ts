import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { layerFormats } from '../../generators/recipe/formats.ts';
import { drivers } from '../../src/map/drivers/table.ts';
import { isOwn, readAllowances } from './allowed-names.ts';
import { type Names, namesIn } from './driver-names.ts';

const isFormat = (driver: (typeof drivers)[number]): boolean => driver.kind === 'format';

/** `file` and the like are usual words, so as keys and in regular expressions the names of formats alone count. */
const names: Names = {
  strings: new Set([...drivers.map(({ name }) => name), ...layerFormats]),
  words: new Set([...drivers.filter(isFormat).map(({ name }) => name), ...layerFormats]),
};

const sources = globSync('{src,generators}/**/*.{ts,tsx}', {
  exclude: ['src/map/**/assembly/**'],
}).toSorted();
const found = sources.flatMap(path =>
  namesIn(readFileSync(path, 'utf8'), names, path.endsWith('x') ? 'tsx' : 'ts').map(place => ({
    path,
    ...place,
  })),
);
const allowances = readAllowances();

test('no source spells out the name of a driver or of a layer format but where the list allows it', () => {
  const surplus = found.filter(
    ({ path, name }) =>
      !isOwn(path, name) &&
      !allowances.some(({ files, names }) => files.includes(path) && names.includes(name)),
  );
  expect(surplus.map(({ path, name, line }) => `${path}:${line}: ${name}`)).toEqual([]);
});

test('the list allows no name that nothing spells out', () => {
  const unused = allowances.flatMap(({ line, files, names }) =>
    names
      .filter(
        allowed =>
          !found.some(({ path, name }) => name === allowed && files.includes(path) && !isOwn(path, name)),
      )
      .map(name => `${name}: ${line}`),
  );
  expect(unused).toEqual([]);
});

test.each([
  "switch (d.name) { case 'qcow2': break }",
  "const isOne = ['qcow2', 'vdi'].includes(driver);",
  "const isOne = ({ name }) => name === 'qcow2';",
  "const isOne = 'qcow2' === l.format;",
  "const isOne = kind === 'qcow2';",
  "const isOne = driver !== 'qcow2';",
  'const isOne = driver === `qcow2`;',
  'const isOne = /^(?:qcow2|vdi)$/.test(driver);',
  "const isOne = driver === ('qcow2' as const);",
  "type Usual = Exclude<LayerFormat, 'qcow2'>;",
  'const chosen = { qcow2: 1, other: 2 }[format];',
  "const chosen = { 'qcow2': 1 }[format];",
  "const chosen = new Map([['qcow2', 1]]).get(format);",
])('a name is found in %s', text => {
  expect(namesIn(`\n${text}`, names)).toContainEqual({ name: 'qcow2', line: 2 });
});

test('a longer text with a name in it, and a variable of that name, are no names', () => {
  const text = "import { qcow2 } from './qcow2.ts'; const { raw } = open('top.qcow2', { file: qcow2 });";
  expect(namesIn(text, names)).toEqual([]);
});
