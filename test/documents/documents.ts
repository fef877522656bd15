import { globSync, readFileSync } from 'node:fs';

/** A fenced block of code. */
export interface Block {
  /** What stands after the fence; empty where nothing does. */
  readonly language: string;
  readonly text: string;
}

/** One Markdown file of the project. */
export interface Document {
  /** From the root of the project. */
  readonly path: string;
  readonly blocks: readonly Block[];
  /** Its text without blocks of code. */
  readonly prose: string;
  /** What `#…` can name, as GitHub makes it of headings. */
  readonly anchors: ReadonlySet<string>;
  /** Headings of the second level. */
  readonly sections: readonly string[];
  /** The targets of its links. */
  readonly links: readonly string[];
  /** The texts between back quotes. */
  readonly spans: readonly string[];
}

const fence = /^( *)```(.*)\n([\s\S]*?)^ *```$/gm;

/** All Markdown files that belong to the project, by their paths. */
export function documents(): readonly Document[] {
  return globSync(['*.md', '{ci,generators,golden,src,test}/**/*.md'], { exclude: ['**/node_modules/**'] })
    .toSorted()
    .map(readDocument);
}

export function readDocument(path: string): Document {
  const text = readFileSync(path, 'utf8');
  // In a list a block is indented as a whole.
  const blocks = [...text.matchAll(fence)].map(([, indent, language, code]) => ({
    language: language!,
    text: code!.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
  }));
  const prose = text.replaceAll(fence, '');
  const headings = [...prose.matchAll(/^(#+) (.*)$/gm)].map(([, level, title]) => ({ level, title: title! }));
  return {
    path,
    blocks,
    prose,
    anchors: new Set(headings.map(({ title }) => anchorOf(title))),
    sections: headings.filter(({ level }) => level === '##').map(({ title }) => title),
    links: [...prose.matchAll(/\]\(([^)]+)\)/g)].map(match => match[1]!),
    spans: [...prose.matchAll(/`([^`]+)`/g)].map(match => match[1]!),
  };
}

/** The anchor of a heading: lower case, spaces as hyphens, and of other characters letters, digits and these two alone. */
export function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{Letter}\p{Number} _-]/gu, '')
    .replaceAll(' ', '-');
}
