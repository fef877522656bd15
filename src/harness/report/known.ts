import type { KnownState } from '../finding/known.ts';
import { plural } from './plural.ts';

/** What became of the known findings of the file at `path`; nothing where there are none. */
export function knownLines(states: readonly KnownState[], path: string): string[] {
  if (states.length === 0) return [];
  const there = states.filter(({ asked, passing }) => asked.length > passing.length).length;
  return [
    `known: ${plural(states.length, 'finding')} in ${path}, ${there} still there`,
    ...states.flatMap(state => knownStateLines(state, path)),
  ];
}

/** What is to be said of one of them: nothing where it is there, as expected. */
export function knownStateLines({ known, asked, passing, expired }: KnownState, path: string): string[] {
  const { signature, versions, until, line } = known;
  const at = `${path}, line ${line}`;
  return [
    ...(asked.length === 0 ? [`  not checked, without qemu-img ${versions.join(', ')}: ${signature}`] : []),
    ...(passing.length === 0
      ? []
      : [`  passes now on qemu-img ${passing.join(', ')}: ${signature}; take that away: ${at}`]),
    ...(expired ? [`  expired on ${until}: ${signature}; mend it, or renew it: ${at}`] : []),
  ];
}
