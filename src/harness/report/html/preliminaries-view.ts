import { type Content, element } from '../../../drawing/markup.ts';
import type { Result } from '../../runs/result/result.ts';
import { section } from './section.ts';

/** The preliminaries that didn't pass. Those with a finding are drawn among the findings. */
export function preliminariesView({ preliminaries }: Result): Content {
  const listed = preliminaries.filter(
    ({ outcome, finding }) => outcome !== 'passed' && finding === undefined,
  );
  if (listed.length === 0) return undefined;
  return section(
    'before',
    'Before the cases',
    listed.map(({ phase, name, outcome, detail }) =>
      element(
        'details',
        { open: outcome === 'failed' ? true : undefined },
        element('summary', {}, element('span', { class: `chip ${outcome}` }, outcome), ` ${phase}: ${name}`),
        element('pre', {}, detail),
      ),
    ),
  );
}
