import { describe, expect, test } from 'vitest';
import { annotationLines, stepSummary } from '../../../../src/harness/report/ci/github.ts';
import { campaignResult, faultyCampaign } from '../../../support/campaign-result.ts';

const made = faultyCampaign();

describe('annotationLines', () => {
  test('are one line each, and special characters of workflow commands are escaped', () => {
    const [golden, known] = annotationLines(made.faulty);
    expect(golden).toBe(
      '::error title=map-parity%3A golden%3A 002-<b>&"quoted"\\x00::line 1, 100 %25%0Aline 2 ]]>',
    );
    expect(known).toBe(
      '::warning title=map-parity%3A known%3A subject%3A cut in data::expired on 2027-01-31',
    );
  });

  test('contain an error for each new finding and nothing for a known one', () => {
    const lines = annotationLines({ ...made.faulty, preliminaries: [] });
    expect(lines).toHaveLength(made.faulty.findings.length);
    for (const line of lines) expect(line).toMatch(/^::error title=[^:,\n]*::finding: .*%0A/);
    const findings = made.faulty.findings.map(finding => ({ ...finding, known: true }));
    expect(annotationLines({ ...made.faulty, preliminaries: [], findings })).toEqual([]);
  });

  test('have titles that fit on a line', () => {
    const [finding] = made.faulty.findings;
    const findings = [{ ...finding!, signature: 'long '.repeat(100) }];
    const [line] = annotationLines({ ...made.faulty, preliminaries: [], findings });
    expect(/title=([^:]*)/.exec(line!)![1]!.length).toBeLessThan(130);
  });

  test('contain an error for each error of a qemu-img, with a case', async () => {
    const [line] = annotationLines(await campaignResult(made.scratch, { lie: 'prints nothing', cases: 1 }));
    expect(line).toMatch(
      /^::error title=map-parity%3A oracle error%3A [^:,]*::oracle error: .*%0A {2}\d+ times?, for example in seed 47, case 0$/,
    );
  });

  test('contain an error if nothing is proved', () => {
    const lost = [{ name: '9.9', error: { kind: 'missing', detail: 'gone' } }] as const;
    expect(annotationLines({ ...made.faulty, lost }).at(-1)).toMatch(
      /^::error title=map-parity%3A verdict::/,
    );
  });
});

describe('stepSummary', () => {
  test('starts with the verdict, and has each finding with its picture in a fence, and the counts', () => {
    const text = stepSummary(made.faulty);
    expect(text).toMatch(/^## Divergence, \d+ new findings?/);
    expect(text).toContain('### golden: 002-\\<b\\>&"quoted"');
    for (const { case: picture } of made.faulty.findings) expect(text).toContain(picture.trimEnd());
    const fences = text.split('\n').filter(line => line.startsWith('```'));
    expect(fences).toHaveLength(2 * (2 + made.faulty.findings.length));
    expect(text).toMatch(/^\| diverge: .* \| \d+ \|$/m);
  });

  test('uses a longer fence around text that contains fences', () => {
    const [finding] = made.faulty.findings;
    const text = stepSummary({ ...made.faulty, findings: [{ ...finding!, report: '```\n# no heading\n' }] });
    expect(text).toContain('````text\n```\n# no heading\n````');
  });

  test('shows twenty findings and counts the others', () => {
    const findings = Array.from({ length: 23 }, () => made.faulty.findings[0]!);
    expect(stepSummary({ ...made.faulty, findings })).toContain('\nand 3 more findings\n');
  });

  test('names a case of each error of a qemu-img', async () => {
    const text = stepSummary(await campaignResult(made.scratch, { lie: 'prints nothing', cases: 1 }));
    expect(text).toMatch(/^```text\noracle error: .*\n {2}\d+ times?, for example in seed 47, case 0\n```$/m);
  });

  test('names the findings on each version', async () => {
    const result = await campaignResult(made.scratch, { lie: 'warns', cases: 1 });
    expect(stepSummary(result)).toMatch(/^\| .*that-warns \| qemu-img version 11\.1\.3 .* \| 1(, \d+)* \|$/m);
  });
});
