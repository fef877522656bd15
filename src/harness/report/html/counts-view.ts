import { element, type Markup } from '../../../drawing/markup.ts';
import type { Result } from '../../runs/result/result.ts';
import { countRows } from '../campaign/summary.ts';

/** The counts of a result as a table. */
export function countsView(result: Result): Markup {
  const { preliminaries } = result;
  const goldens = preliminaries.filter(({ phase }) => phase === 'golden');
  const passed = goldens.filter(({ outcome }) => outcome === 'passed').length;
  const rows: [number, string][] = [
    [result.tally.cases, 'cases'],
    [result.tally.checks, 'checks: one query of one case on one qemu-img'],
    ...countRows(result),
    ...(goldens.length === 0
      ? []
      : [[passed, `of ${goldens.length} golden cases match`] satisfies [number, string]]),
  ];
  return element(
    'table',
    { class: 'counts' },
    rows.map(([count, text]) =>
      element(
        'tr',
        {},
        element('td', { class: 'number' }, count.toLocaleString('en')),
        element('td', {}, text),
      ),
    ),
  );
}
