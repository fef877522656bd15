import { readRows } from './rows.ts';

/** One room of the house; see rooms.txt. */
export interface Room {
  readonly name: string;
  readonly uses: readonly string[];
  readonly packages: readonly string[];
}

export interface House {
  /** From the ground up. */
  readonly rooms: readonly Room[];
  /** Files that import one another in a circle on purpose. */
  readonly circles: readonly (readonly string[])[];
}

/** Reads rooms.txt. */
export function readHouse(): House {
  const table = readRows('rooms.txt');
  const [circles, rows] = [table.filter(isCircle), table.filter(row => !isCircle(row))];
  const rooms: Room[] = [];
  for (const row of rows) rooms.push(readRoom(row, rooms));
  return { rooms, circles: circles.map(readCircle) };
}

const isCircle = (line: string): boolean => line.startsWith('circle: ');

function readRoom(row: string, before: readonly Room[]): Room {
  const [, name, uses = '', packages = ''] = /^(\S+)(?: <- ([^|]*?))?(?: \| (.*))?$/.exec(row) ?? [];
  if (name === undefined) throw new Error(`rooms.txt: not a room: ${row}`);
  const names = words(uses).flatMap(word => (word.endsWith('/**') ? ofPart(before, word) : expanded(word)));
  const unknown = names.find(used => !before.some(room => room.name === used));
  if (unknown !== undefined)
    throw new Error(`rooms.txt: ${name} uses ${unknown}, which doesn't stand below it`);
  return { name, uses: names, packages: words(packages) };
}

function readCircle(line: string): string[] {
  const [, files, reason] = line.split(': ');
  if (reason === undefined) throw new Error(`rooms.txt: a circle without a reason: ${line}`);
  return words(files!)
    .flatMap(expanded)
    .map(file => `${file}.ts`)
    .toSorted();
}

function ofPart(rooms: readonly Room[], part: string): string[] {
  return rooms.map(({ name }) => name).filter(name => `${name}/`.startsWith(part.slice(0, -2)));
}

/** `a/{b,c}` is `a/b` and `a/c`. */
function expanded(word: string): string[] {
  const [, part, names] = /^(.*)\{(.*)\}$/.exec(word) ?? [];
  return names === undefined ? [word] : names.split(',').map(name => part + name);
}

function words(text: string): string[] {
  return text.split(' ').filter(word => word !== '');
}

/** The room of a file, by the path of that from the root: the innermost. */
export function roomOf(path: string, rooms: readonly Room[]): Room | undefined {
  const place = path.replace(/^src\/(?=.*\/)/, '');
  const around = rooms.filter(({ name }) => place.startsWith(`${name}/`));
  return around.toSorted((one, other) => other.name.length - one.name.length)[0];
}
