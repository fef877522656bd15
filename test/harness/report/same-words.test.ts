import { expect, test } from 'vitest';
import { inProcess } from '../../../src/harness/parties/subject/in-process.ts';
import type { InProcess } from '../../../src/harness/parties/subject/subject.ts';
import { summaryLines } from '../../../src/harness/report/campaign/summary.ts';
import { annotationLines, stepSummary } from '../../../src/harness/report/ci/github.ts';
import { junitText } from '../../../src/harness/report/ci/junit.ts';
import { htmlPage } from '../../../src/harness/report/html/page.ts';
import { endText } from '../../../src/harness/report/words/end-text.ts';
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

test.each([
  ['no answer within 30 s', 'failed: no answer in time'],
  ['map-json can\'t read it: no list: ""', "failed: map-json can't read it"],
  ['more than 64 MiB of output', 'failed: more than N MiB of output'],
  [
    'more than 256 MiB of output: all programs together may print no more',
    'failed: more than N MiB of output',
  ],
])('the headings of a subject that gives %j', async (error, heading) => {
  const subject: InProcess = {
    ...inProcess,
    answer: () => ({
      kind: 'outcome',
      outcome: { stdout: Buffer.alloc(0), stderr: Buffer.alloc(0), end: { kind: 'thrown', error } },
    }),
  };
  const result = await campaignResult(fresh.scratch, { subject, cases: 3 });
  const { findings } = result;
  // One cause, whatever the real qemu-img or the model says.
  expect(findings).toHaveLength(1);
  const only = { ...result, preliminaries: [] };
  expect(findings[0]!.report).toMatch(new RegExp(`^finding: \\w+: ${heading}`));
  expect(htmlPage(only, fresh.scratch)).toMatch(new RegExp(`</a> ${heading.replace("'", "(?:'|&#39;)")}`));
  expect(annotationLines(only).join('\n')).toMatch(
    new RegExp(`map-parity%3A \\w+%3A ${heading.replace(':', '%3A')}`),
  );
  expect(stepSummary(only)).toMatch(new RegExp(`### 1. \\w+: ${heading}`));
  expect(junitText(only)).toMatch(new RegExp(`message="${heading.replace("'", "(?:'|&#39;|&apos;)")}`));
});

test('one of a thing is one', async () => {
  const result = await campaignResult(fresh.scratch, { cases: 1 });
  const [rates] = summaryLines({ ...result, milliseconds: 1000 * result.tally.checks });
  expect(rates).toMatch(/ 1 check\/s, \d cases?\/s$/);
  expect(summaryLines({ ...result, milliseconds: 1000 })[0]).toMatch(/ 1 case\/s$/);
});

test.each([
  ['exit 1', 'exit 1'],
  ['thrown no answer within 30 s', 'failed: no answer within 30 s'],
  ['thrown TypeError: x', 'failed: TypeError: x'],
])('the end %s is shown as %s', (end, text) => {
  expect(endText(end)).toBe(text);
});
