import { expect, test } from 'vitest';
import { parseCase } from '../../../../generators/recipe/picture/parse-case.ts';
import type { Finding } from '../../../../src/harness/finding/finding.ts';
import { featureRows } from '../../../../src/harness/report/campaign/feature-rows.ts';
import { findingTexts } from '../../../../src/harness/report/campaign/finding-texts.ts';

const finding = (signature: string, chain: string): Finding =>
  ({
    signature,
    smallest: parseCase(`${chain}\nmap top.qcow2\n`),
    report: `finding: ${signature}`,
    stored: { report: `findings/${signature}/report.txt` },
  }) as Finding;

const extended = 'top.qcow2 qcow2 64k extl2 |#|';
const plain = 'top.qcow2 qcow2 64k |#|';
const found = [finding('a', extended), finding('b', plain), finding('c', extended), finding('d', plain)];

test('of findings with one feature the first has its report printed, the others a line', () => {
  expect(found.map(findingTexts('first of each feature'))).toEqual([
    'finding: a',
    'finding: b',
    'another finding with extl2, c: findings/c/report.txt',
    'finding: d',
  ]);
  expect(found.map(findingTexts('all'))).toEqual(['a', 'b', 'c', 'd'].map(name => `finding: ${name}`));
});

test('the summary counts new findings by feature', () => {
  const findings = [extended, plain, extended, extended].map((chain, index) => ({
    known: index === 0,
    case: `${chain}\nmap top.qcow2\n`,
  }));
  expect(featureRows(findings)).toEqual([
    [2, 'new findings with extl2, which --without-feature extl2 leaves out'],
  ]);
});
