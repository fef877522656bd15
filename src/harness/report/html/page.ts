import { legendView } from '../../../drawing/legend-view.ts';
import { type Content, element, type Markup } from '../../../drawing/markup.ts';
import { markupText } from '../../../drawing/markup-text.ts';
import type { Scratch } from '../../files/scratch.ts';
import { type Result, resultStatus } from '../../runs/result/result.ts';
import type { ResultFinding } from '../../runs/result/result-finding.ts';
import { errorReports } from '../campaign/error-reports.ts';
import { casesText, verdictText } from '../campaign/summary.ts';
import { countsView } from './counts-view.ts';
import { coverageView } from './coverage-view.ts';
import { drawFinding } from './draw-finding.ts';
import { type DrawnFinding, findingView } from './finding-view.ts';
import { preliminariesView } from './preliminaries-view.ts';
import { section } from './section.ts';
import { style } from './style.ts';
import { versionsView } from './versions-view.ts';

/**
 * A result as one self-contained HTML file: verdict, versions, drawings of the findings, failed preliminaries, counts,
 * coverage. The chains of the findings are written again into `scratch`.
 */
export function htmlPage(result: Result, scratch: Scratch, requiredCoverage?: number): string {
  const { findings, preliminaries, tally } = result;
  const drawn = [
    ...preliminaries.flatMap(({ finding }) =>
      finding === undefined ? [] : [{ ...draw(finding, scratch), stored: true }],
    ),
    ...findings.map(finding => ({ ...draw(finding, scratch), stored: false })),
  ];
  const verdict = verdictText(result, requiredCoverage);
  const page = element(
    'html',
    { lang: 'en' },
    element(
      'head',
      {},
      element('meta', { charset: 'utf-8' }),
      element('meta', { name: 'viewport', content: 'width=device-width,initial-scale=1' }),
      element('meta', {
        'http-equiv': 'Content-Security-Policy',
        content: "default-src 'none'; style-src 'unsafe-inline'",
      }),
      element('title', {}, `map-parity: ${verdict}`),
      element('style', {}, style),
    ),
    element(
      'body',
      {},
      headerView(result, verdict, requiredCoverage),
      element(
        'main',
        {},
        section('versions', 'Versions', versionsView(result, drawn)),
        drawn.length === 0
          ? undefined
          : section(
              'findings',
              'Findings',
              contentsView(drawn),
              legendView('first difference'),
              ...drawn.map((finding, index) => findingView(finding, index + 1)),
            ),
        preliminariesView(result),
        section(
          'counts',
          'Counts',
          countsView(result),
          ...errorReports(tally).map(report => element('pre', {}, report)),
        ),
        tally.cases === 0 ? undefined : section('coverage', 'Coverage', coverageView(result)),
      ),
    ),
  );
  return `<!doctype html>\n${markupText(page)}\n`;
}

function draw(finding: ResultFinding, scratch: Scratch): Omit<DrawnFinding, 'stored'> {
  return { finding, drawing: drawFinding(finding, scratch) };
}

function headerView(result: Result, verdict: string, requiredCoverage: number | undefined): Markup {
  const status = resultStatus(result, requiredCoverage);
  const { subject, interrupted, milliseconds, tally } = result;
  const mark = { 0: '✓', 1: '≠', 3: '!' }[status];
  return element(
    'header',
    { class: `status-${status}` },
    element('span', { class: 'mark', 'aria-hidden': 'true' }, mark),
    element(
      'div',
      {},
      element(
        'h1',
        {},
        `${interrupted ? 'Interrupted; so far: ' : ''}${verdict.charAt(0).toUpperCase()}${verdict.slice(1)}`,
      ),
      element(
        'p',
        {},
        `${subject}; ${casesText(result)}; ${tally.checks.toLocaleString('en')} checks in ${(milliseconds / 1000).toFixed(1)} s`,
      ),
    ),
  );
}

/** Links to the findings. */
function contentsView(drawn: readonly DrawnFinding[]): Content {
  if (drawn.length < 2) return undefined;
  return element(
    'ol',
    { class: 'contents' },
    drawn.map(({ finding }, index) =>
      element('li', {}, element('a', { href: `#finding-${index + 1}` }, finding.signature)),
    ),
  );
}
