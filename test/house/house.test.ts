import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { circlesOf } from './circles.ts';
import { importsOf, importsOfSources } from './imports.ts';
import { readHouse, roomOf } from './rooms.ts';

const { rooms, circles } = readHouse();
const imports = importsOfSources('.');

/** Modules of Node are held against the table in these parts alone. */
const isListed = (name: string, path: string): boolean =>
  !name.startsWith('node:') || /^(generators|src\/map)\//.test(path);

test('every source file stands in a room', () => {
  expect([...imports.keys()].filter(path => roomOf(path, rooms) === undefined)).toEqual([]);
});

test.each(['rooms.txt', 'driver-names.txt'])('%s has no line of more than 120 characters', name => {
  const lines = readFileSync(new URL(name, import.meta.url), 'utf8').split('\n');
  expect(lines.filter(line => line.length > 120)).toEqual([]);
});

test('every room has files', () => {
  const inhabited = new Set([...imports.keys()].map(path => roomOf(path, rooms)?.name));
  expect(rooms.map(({ name }) => name).filter(name => !inhabited.has(name))).toEqual([]);
});

test('files import no rooms but those that the table allows', () => {
  const surplus = [...imports].flatMap(([path, { files }]) => {
    const room = roomOf(path, rooms)!;
    const used = files.filter(file => /\.tsx?$/.test(file)).map(file => roomOf(file, rooms)?.name ?? file);
    return used
      .filter(name => name !== room.name && !room.uses.includes(name))
      .map(name => `${path} -> ${name}`);
  });
  expect(surplus).toEqual([]);
});

test('files import no packages but those that the table allows', () => {
  const surplus = [...imports].flatMap(([path, { packages }]) => {
    const room = roomOf(path, rooms)!;
    return packages
      .filter(name => isListed(name, path) && !room.packages.includes(name))
      .map(name => `${path} -> ${name}`);
  });
  expect(surplus).toEqual([]);
});

test('the table allows no arrow that nothing needs', () => {
  const needed = new Set(
    [...imports].flatMap(([path, { files, packages }]) => {
      const { name } = roomOf(path, rooms)!;
      return [
        ...files.map(file => `${name} -> ${roomOf(file, rooms)?.name}`),
        ...packages.map(p => `${name} | ${p}`),
      ];
    }),
  );
  const allowed = rooms
    .filter(({ name }) => name !== 'cli/commands')
    .flatMap(({ name, uses, packages }) => [
      ...uses.map(used => `${name} -> ${used}`),
      ...packages.map(p => `${name} | ${p}`),
    ]);
  expect(allowed.filter(arrow => !needed.has(arrow))).toEqual([]);
});

test('files form no circles, by types either, but those that recursion needs', () => {
  const arrows = new Map([...imports].map(([path, { files }]) => [path, files]));
  const byName = (one: string[], other: string[]): number => (one[0]! < other[0]! ? -1 : 1);
  expect(circlesOf(arrows).toSorted(byName)).toEqual(circles.map(circle => [...circle]).toSorted(byName));
});

test('all ways of importing are seen', () => {
  const text = `
    import type { A } from './a.ts';
    import { type B, b } from '../b.ts';
    import 'side-effect';
    export { c } from './c.ts';
    export * from './d.ts';
    const e = await import('./e.ts');
    let f: typeof import('f');
    createRequire(import.meta.url)('g');
    const load = module.createRequire(import.meta.url);
    load('h');
    load.resolve('i');
    require('j');
    process.getBuiltinModule('node:k');
    require(isText(l), 'must be a text');
  `;
  expect(importsOf('src/room/file.ts', text)).toEqual({
    files: ['src/room/a.ts', 'src/b.ts', 'src/room/c.ts', 'src/room/d.ts', 'src/room/e.ts'],
    packages: ['side-effect', 'f', 'g', 'h', 'i', 'j', 'node:k'],
  });
});

test('circles are found, of any length', () => {
  const arrows = new Map([
    ['a', ['b']],
    ['b', ['c', 'd']],
    ['c', ['a']],
    ['d', ['e']],
    ['e', ['d', 'f']],
    ['f', []],
  ]);
  expect(circlesOf(arrows)).toEqual([
    ['d', 'e'],
    ['a', 'b', 'c'],
  ]);
});
