import type { Result } from '../../runs/result/result.ts';
import { type Content, element, type Markup } from '../markup.ts';
import type { ShownFinding } from './finding-view.ts';

/** The qemu-imgs that took part, and which findings were met on which. */
export function versionsView({ oracles, lost }: Result, shown: readonly ShownFinding[]): Markup {
  if (oracles.length + lost.length === 0)
    return element('p', {}, 'No real qemu-img took part: nothing is proved.');
  return element(
    'div',
    { class: 'scroll', tabindex: 0, role: 'group', 'aria-label': 'versions' },
    element(
      'table',
      {},
      element(
        'thead',
        {},
        element(
          'tr',
          {},
          ['qemu-img', 'findings', 'says it is', 'package', 'program'].map(text =>
            element('th', { scope: 'col' }, text),
          ),
        ),
      ),
      element(
        'tbody',
        {},
        oracles.map(({ name, banner, path, sha256, package: from }) =>
          element(
            'tr',
            {},
            element('th', { scope: 'row' }, name),
            element('td', {}, findingsOn(name, shown)),
            element('td', {}, banner.replace(/^qemu-img version /, '')),
            element(
              'td',
              {},
              from === undefined ? 'named by its path' : `${from.name} ${from.version}, ${from.suite}`,
            ),
            element(
              'td',
              {},
              element(
                'code',
                { title: `${path}${sha256 === undefined ? '' : `, sha256 ${sha256}`}` },
                sha256?.slice(0, 12) ?? path,
              ),
            ),
          ),
        ),
        lost.map(({ name, error }) =>
          element(
            'tr',
            { class: 'lost' },
            element('th', { scope: 'row' }, name),
            element('td', { colspan: 4 }, `${error.kind}: ${error.detail}`),
          ),
        ),
      ),
    ),
  );
}

/** Links to the findings that were met on an oracle. */
function findingsOn(name: string, shown: readonly ShownFinding[]): Content {
  const met = shown.flatMap(({ finding }, index) => (finding.oracles.includes(name) ? [index + 1] : []));
  if (met.length === 0) return 'none';
  return met.map(number => [element('a', { href: `#finding-${number}` }, number), ' ']);
}
