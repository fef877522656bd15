import { DOMParser, type Element } from '@xmldom/xmldom';
import { describe, expect, test } from 'vitest';
import { junitText } from '../../../../src/harness/report/ci/junit.ts';
import type { Result } from '../../../../src/harness/runs/result/result.ts';
import { emptyTally } from '../../../../src/harness/runs/tally.ts';
import { campaignResult, faultyCampaign } from '../../../support/campaign-result.ts';

const made = faultyCampaign();

/** The root of a well-formed document. The parser warns of U+FFFD, which is allowed. */
function parsed(text: string): Element {
  const onError = (level: string, message: string): void => {
    if (level !== 'warning') throw new Error(`${level}: ${message}`);
  };
  return new DOMParser({ onError }).parseFromString(text, 'text/xml').documentElement!;
}

const elements = (root: Element, name: string): Element[] => [...root.getElementsByTagName(name)];

/** Names of the cases of a suite that have a child of this name. */
function casesWith(root: Element, child: string): string[] {
  return elements(root, 'testcase')
    .filter(one => elements(one, child).length > 0)
    .map(one => `${one.getAttribute('classname')}: ${one.getAttribute('name')}`);
}

describe('junitText', () => {
  test('is well-formed whatever names and details contain, and keeps their text', () => {
    const root = parsed(junitText(made.faulty));
    const failure = elements(root, 'failure')[0]!;
    expect(failure.textContent).toBe('line 1, 100 %\nline 2 ]]>');
    expect((failure.parentNode as Element).getAttribute('name')).toBe('002-<b>&"quoted"\ufffd');
  });

  test('has a failure for each finding, with its report', () => {
    const root = parsed(junitText(made.faulty));
    const { findings } = made.faulty;
    expect(findings.length).toBeGreaterThan(0);
    expect(casesWith(root, 'failure')).toHaveLength(1 + findings.length);
    const reports = elements(root, 'failure').map(one => one.textContent);
    for (const { report } of findings) expect(reports).toContain(report);
  });

  test('has the right counts in each suite', () => {
    const root = parsed(junitText(made.faulty));
    for (const suite of [root, ...elements(root, 'testsuite')]) {
      const of = (name: string): number => elements(suite, name).length;
      expect(
        ['tests', 'failures', 'errors', 'skipped'].map(name => Number(suite.getAttribute(name))),
      ).toEqual([of('testcase'), of('failure'), of('error'), of('skipped')]);
    }
    expect(elements(root, 'testsuite').map(suite => suite.getAttribute('name'))).toEqual([
      'goldens',
      'known findings',
      'campaign',
      'relations',
    ]);
  });

  test('has an error for whatever ends a run with 3', () => {
    const nothing = { ...made.faulty, findings: [], preliminaries: [] };
    const hanging = { ...emptyTally(), unanswered: new Map([['./server in seed 1, case 0', 1]]) };
    const errorsOf = (changes: Partial<Result>): string[] =>
      casesWith(parsed(junitText({ ...nothing, ...changes })), 'error');
    expect(errorsOf({ tally: { ...hanging, exitStatus: 3 } })).toEqual([
      'campaign: no answer when the time was up: ./server in seed 1, case 0',
    ]);
    expect(errorsOf({ tally: emptyTally(), timeUp: true })).toEqual(['campaign: verdict']);
  });

  test('reports oracle errors as errors, and known findings and skipped checks as skipped', async () => {
    const failing = await campaignResult(made.scratch, { lie: 'warns', cases: 1 });
    const silent = await campaignResult(made.scratch, { lie: 'prints nothing', cases: 1 });
    const known = {
      ...made.faulty,
      findings: made.faulty.findings.map(finding => ({ ...finding, known: true })),
    };
    expect(silent.tally.oracleErrors.size).toBeGreaterThan(0);
    expect(casesWith(parsed(junitText(silent)), 'error')[0]).toMatch(/^campaign: oracle error: qemu-img /);
    const [error] = elements(parsed(junitText(silent)), 'error');
    expect(error!.getAttribute('message')).toMatch(/^\d+ times?, for example in seed 47, case 0$/);
    expect(error!.textContent).toMatch(/^oracle error: .*\n {2}.* in seed 47, case 0$/);
    expect(casesWith(parsed(junitText(failing)), 'failure').length).toBeGreaterThan(0);
    expect(casesWith(parsed(junitText(known)), 'failure')).toHaveLength(1);
    expect(casesWith(parsed(junitText(known)), 'skipped')).toHaveLength(
      2 + known.findings.length + known.tally.skipped.size,
    );
  });

  test('has an error if less is covered than required', () => {
    const sound = {
      ...made.faulty,
      preliminaries: [],
      findings: [],
      tally: { ...made.faulty.tally, exitStatus: 0 },
    } as Result;
    expect(casesWith(parsed(junitText(sound)), 'error')).toEqual([]);
    expect(casesWith(parsed(junitText(sound, 99)), 'error')).toEqual(['campaign: coverage']);
  });
});
