import { type Content, element, type Markup } from '../../../drawing/markup.ts';
import type { Result } from '../../runs/result/result.ts';
import type { DrawnFinding } from './finding-view.ts';

/** The qemu-imgs that took part, and the findings on each. */
export function versionsView({ oracles, lost }: Result, drawn: readonly DrawnFinding[]): Markup {
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
          ['qemu-img', 'findings', 'version', 'package', 'program'].map(text =>
            element('th', { scope: 'col' }, text),
          ),
        ),
      ),
      element(
        'tbody',
        {},
        oracles.map(oracle => oracleRow(oracle, drawn)),
        lost.map(lostRow),
      ),
    ),
  );
}

function oracleRow(oracle: Result['oracles'][number], drawn: readonly DrawnFinding[]): Markup {
  const { name, banner, path, sha256, package: from } = oracle;
  const origin = from === undefined ? 'given by path' : `${from.name} ${from.version}, ${from.suite}`;
  const title = `${path}${sha256 === undefined ? '' : `, sha256 ${sha256}`}`;
  return element(
    'tr',
    {},
    element('th', { scope: 'row' }, name),
    element('td', {}, findingsOn(name, drawn)),
    element('td', {}, banner.replace(/^qemu-img version /, '')),
    element('td', {}, origin),
    element('td', {}, element('code', { title }, sha256?.slice(0, 12) ?? path)),
  );
}

/** The row of a qemu-img that gave no answer. */
function lostRow({ name, error }: Result['lost'][number]): Markup {
  return element(
    'tr',
    { class: 'lost' },
    element('th', { scope: 'row' }, name),
    element('td', { colspan: 4 }, `${error.kind}: ${error.detail}`),
  );
}

/** Links to the findings on an oracle. */
function findingsOn(name: string, drawn: readonly DrawnFinding[]): Content {
  const numbers = drawn.flatMap(({ finding }, index) => (finding.oracles.includes(name) ? [index + 1] : []));
  if (numbers.length === 0) return 'none';
  return numbers.map(number => [element('a', { href: `#finding-${number}` }, number), ' ']);
}
