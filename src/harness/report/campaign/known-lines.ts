import type { KnownState } from '../../finding/known.ts';
import { plural } from '../words/plural.ts';

/** The lines of the known findings of the file at `path`; none if there are no such findings. */
export function knownLines(states: readonly KnownState[], path: string): string[] {
  if (states.length === 0) return [];
  const there = states.filter(({ oracles, passing }) => oracles.length > passing.length).length;
  return [
    `known: ${plural(states.length, 'finding')} in ${path}, ${there} still there`,
    ...states.flatMap(state => knownStateLines(state, path)),
  ];
}

/** The lines of one known finding: none if it is still there, as expected. */
export function knownStateLines({ known, oracles, passing, expired }: KnownState, path: string): string[] {
  const { signature, versions, until, line } = known;
  const at = `${path}, line ${line}`;
  const isGone = versions.every(version => passing.includes(version));
  const removal = isGone ? 'remove the entry' : `remove ${passing.join(', ')} from its versions`;
  return [
    ...(oracles.length === 0 ? [`  not checked, without qemu-img ${versions.join(', ')}: ${signature}`] : []),
    ...(passing.length === 0
      ? []
      : [`  passes now on qemu-img ${passing.join(', ')}: ${signature}; ${removal}: ${at}`]),
    ...(expired ? [`  expired on ${until}: ${signature}; fix it or renew it: ${at}`] : []),
  ];
}
