import { expect, test } from 'vitest';
import { endText } from '../../../src/harness/report/end-text.ts';
import { annotationLines, stepSummary } from '../../../src/harness/report/github.ts';
import { htmlPage } from '../../../src/harness/report/html/page.ts';
import { summaryLines } from '../../../src/harness/report/summary.ts';
import { campaignResult } from '../../support/campaign-result.ts';
import { freshScratch } from '../../support/fresh-scratch.ts';

const fresh = freshScratch();

test('a finding without a place has the same words on a terminal, on a page, in annotations and in the summary', async () => {
  const result = await campaignResult(fresh.scratch, { lie: 'warns', cases: 1 });
  const finding = result.findings.find(
    ({ evidence }) => evidence.at === undefined && evidence.blame === 'disputed',
  );
  const findings = [finding!];
  const texts = [
    finding!.report,
    htmlPage({ ...result, findings, preliminaries: [] }, fresh.scratch),
    annotationLines({ ...result, findings, preliminaries: [] }).join('\n'),
    stepSummary({ ...result, findings, preliminaries: [] }),
  ];
  for (const text of texts) {
    expect(text).toContain('at no guest offset');
    expect(text).toContain('blame disputed: subject and model agree against qemu-img');
  }
});

test('one of a thing is one', async () => {
  const result = await campaignResult(fresh.scratch, { cases: 1 });
  const [rates] = summaryLines({ ...result, milliseconds: 1000 * result.tally.checks });
  expect(rates).toMatch(/ 1 check\/s, \d cases?\/s$/);
  expect(summaryLines({ ...result, milliseconds: 1000 })[0]).toMatch(/ 1 case\/s$/);
});

test.each([
  ['exit 1', 'exit 1'],
  ['thrown no answer within 30000 ms', 'failed: no answer within 30 s'],
  ['thrown TypeError: x', 'failed: TypeError: x'],
])('the end %s is shown as %s', (end, text) => {
  expect(endText(end)).toBe(text);
});
