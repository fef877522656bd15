import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { makePackage } from '../../../ci/package/make-package.ts';
import type { NpmPackage } from '../../../ci/package/packages.ts';
import { testFolder } from '../../support/test-folder.ts';

const folder = testFolder();
const ground: NpmPackage = {
  name: 'ground',
  description: 'the package below',
  readme: 'ground',
  entry: 'ground/index.js',
  holds: ['ground'],
  internal: 'ground',
  bin: {},
  dependencies: [],
  optionalDependencies: [],
};
const upper: NpmPackage = {
  name: 'upper',
  description: 'the package above',
  readme: 'upper',
  entry: 'upper/index.js',
  holds: ['upper'],
  bin: {},
  dependencies: ['ground', '@scope/tool'],
  optionalDependencies: [],
};
const project = {
  version: '1.2.3',
  repository: {},
  dependencies: { '@scope/tool': '4.5.6' },
  optionalDependencies: {},
};

/** Makes the upper package of these files; returns where it is. */
function make(
  name: string,
  files: Readonly<Record<string, string>>,
  made = upper,
  earlier = [ground],
): string {
  const from = join(folder.path, name, 'from');
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(from, path)), { recursive: true });
    writeFileSync(join(from, path), text);
  }
  const to = join(folder.path, name, 'to');
  makePackage(made, { project, from, earlier }, to);
  return to;
}

test('a module imports what an earlier package holds from that package, types too', () => {
  const to = make('places', {
    'upper/index.js': `/* “é” */ import '../ground/index.js';\nimport('../ground/deep/part.js');\nimport '@scope/tool/part';\n`,
    'upper/index.d.ts': `export { part } from '../ground/deep/part.ts';\nexport * from './own.ts';\n`,
  });
  const text = (path: string): string => readFileSync(join(to, path), 'utf8');
  expect(text('upper/index.js')).toBe(
    `/* “é” */ import 'ground';\nimport('ground/internal/deep/part.js');\nimport '@scope/tool/part';\n`,
  );
  expect(text('upper/index.d.ts')).toBe(
    `export { part } from 'ground/internal/deep/part.js';\nexport * from './own.js';\n`,
  );
  expect(JSON.parse(text('package.json')).dependencies).toEqual({ ground: '1.2.3', '@scope/tool': '4.5.6' });
});

const imports = { 'upper/index.js': `import 'ground';\nimport '@scope/tool';\n` };

test('a package that is imported and not listed fails', () => {
  const files = { ...imports, 'upper/other.d.ts': `export type Other = import('left-pad').Other;\n` };
  expect(() => make('missing', files)).toThrow('dependencies of upper: missing left-pad; not imported none');
});

test('a package that is listed and not imported fails', () => {
  const files = { 'upper/index.js': `import '@scope/tool';\nimport 'node:fs';\n` };
  expect(() => make('surplus', files)).toThrow('dependencies of upper: missing none; not imported ground');
});

test('a package that the project does not depend on fails', () => {
  const made = { ...upper, dependencies: ['left-pad'] };
  expect(() => make('unknown', { 'upper/index.js': `import 'left-pad';\n` }, made)).toThrow(
    'package.json has no dependency left-pad',
  );
});

test('a file of no package fails, and so does one of a later package', () => {
  const files = { ...imports, 'upper/other.js': `import '../elsewhere.js';\n` };
  expect(() => make('nowhere', files)).toThrow('upper may not import elsewhere.js, as upper/other.js does');
  const later = { 'ground/index.js': `import '../upper/index.js';\n` };
  expect(() => make('later', later, ground, [])).toThrow('ground may not import upper/index.js');
});
