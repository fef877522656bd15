import { existsSync, globSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { anchorOf, documents, readDocument } from './documents.ts';

const isOutside = (link: string): boolean => /^[a-z]+:/.test(link);
/** Paths from the root of the project, with nothing in them that stands for something else. */
const isPath = (span: string): boolean => /^(src|generators|golden|test|ci|\.github)\/[\w./-]+$/.test(span);
/** Names of files that a reader is to make, in which NNN and NAME stand for something. */
const isPattern = (span: string): boolean => /NNN|NAME/.test(span);

describe.each(documents())('$path', ({ path, links, spans, sections, anchors }) => {
  test('links lead to files and headings that exist', () => {
    const broken = links.filter(link => {
      if (isOutside(link)) return false;
      const [file, anchor] = link.split('#') as [string, string?];
      const target = file === '' ? path : join(dirname(path), file);
      if (!existsSync(target)) return true;
      return anchor !== undefined && !readDocument(target).anchors.has(anchor);
    });
    expect(broken).toEqual([]);
  });

  test('files that are named exist', () => {
    const named = spans.filter(span => isPath(span) && !isPattern(span));
    expect(named.filter(file => !existsSync(file))).toEqual([]);
  });

  test('a page of many sections lists them at its top', () => {
    // The sections of a changelog are its versions.
    if (sections.length < 5 || path === 'CHANGELOG.md') return;
    const listed = new Set(links.filter(link => link.startsWith('#')));
    const unlisted = sections.filter(title => title !== 'Contents' && !listed.has(`#${anchorOf(title)}`));
    expect(unlisted).toEqual([]);
  });

  test('no two headings have one anchor', () => {
    expect(anchors.size).toBeGreaterThanOrEqual(new Set(sections).size);
    expect(new Set(sections).size).toBe(sections.length);
  });
});

test('anchors are made as on GitHub', () => {
  expect(anchorOf("This repository's CI")).toBe('this-repositorys-ci');
  expect(anchorOf('`map` as a command, and more')).toBe('map-as-a-command-and-more');
});

test.each([
  ['src/README.md', 'src/map'],
  ['src/README.md', 'src/harness'],
  ['generators/README.md', 'generators'],
])('%s links each room of %s', (page, part) => {
  const rooms = globSync('*/', { cwd: part }).map(room => join(part, room));
  const linked = new Set(readDocument(page).links.map(link => join(dirname(page), link)));
  expect(rooms.filter(room => !linked.has(room) && !linked.has(join(room, 'README.md')))).toEqual([]);
});

test('every document can be reached from the README', () => {
  const reached = new Set<string>(['README.md']);
  for (const path of reached) {
    for (const link of readDocument(path).links) {
      const target = join(dirname(path), link.split('#')[0]!);
      if (!isOutside(link) && target.endsWith('.md') && existsSync(target)) reached.add(target);
    }
  }
  expect(documents().map(({ path }) => path)).toEqual([...reached].toSorted());
});
