import { element, type Markup } from '../../../drawing/markup.ts';
import { markupText } from '../../../drawing/markup-text.ts';
import type { Preliminary } from '../../runs/result/preliminary.ts';
import { type Result, resultStatus } from '../../runs/result/result.ts';
import type { ResultFinding } from '../../runs/result/result-finding.ts';
import { errorReports } from '../campaign/error-reports.ts';
import { casesText, verdictText } from '../campaign/summary.ts';
import { lostName } from '../words/lost-name.ts';
import { plural } from '../words/plural.ts';

/** One `testcase` element of JUnit XML. */
interface TestCase {
  readonly name: string;
  readonly outcome: 'passed' | 'failure' | 'error' | 'skipped';
  /** One line of text. */
  readonly message?: string;
  readonly detail?: string;
}

interface TestSuite {
  readonly name: string;
  readonly seconds: number;
  readonly cases: readonly TestCase[];
}

/** A result as JUnit XML: a suite for goldens, known findings, stored findings, the campaign and relations. */
export function junitText(result: Result, requiredCoverage?: number): string {
  const suites = suitesOf(result, requiredCoverage).filter(({ cases }) => cases.length > 0);
  const all = suites.flatMap(({ cases }) => cases);
  const markup = element(
    'testsuites',
    { name: 'map-parity', ...totals(all), time: (result.milliseconds / 1000).toFixed(3) },
    ...suites.map(suiteElement),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${markupText(markup)}\n`;
}

function suitesOf(result: Result, requiredCoverage: number | undefined): TestSuite[] {
  const before = (phase: Preliminary['phase'], name: string): TestSuite => ({
    name,
    seconds: 0,
    cases: result.preliminaries.filter(preliminary => preliminary.phase === phase).map(preliminaryCase),
  });
  const { relations } = result.tally;
  const isBroken = ({ evidence }: ResultFinding): boolean => evidence.blame === 'relation';
  return [
    before('golden', 'goldens'),
    before('known', 'known findings'),
    before('stored', 'stored findings'),
    {
      name: 'campaign',
      seconds: result.milliseconds / 1000,
      cases: [
        ...campaignCases(result, requiredCoverage),
        ...result.findings.filter(finding => !isBroken(finding)).map(findingCase),
      ],
    },
    {
      name: 'relations',
      seconds: 0,
      cases: [
        ...[...relations].map(
          ([name, times]): TestCase => ({
            name: `${name}, ${plural(times, 'time')}`,
            outcome: 'passed',
          }),
        ),
        ...result.findings.filter(isBroken).map(findingCase),
      ],
    },
  ];
}

function preliminaryCase({ name, outcome, detail, finding }: Preliminary): TestCase {
  const [message = ''] = detail.split('\n', 1);
  if (outcome === 'passed') return { name, outcome };
  if (outcome === 'failed') return { name, outcome: 'failure', message, detail: finding?.report ?? detail };
  return { name, outcome: 'skipped', message };
}

function findingCase({ signature, evidence, known, report, oracles }: ResultFinding): TestCase {
  const name = `${signature} (${oracles.join(', ')})`;
  if (known) return { name, outcome: 'skipped', message: 'a known finding' };
  const message = evidence.difference;
  if (evidence.blame === 'qemu') return { name, outcome: 'skipped', message: `qemu-img: ${message}` };
  return { name, outcome: evidence.blame === 'model' ? 'error' : 'failure', message, detail: report };
}

/** The cases that ran, skipped checks, and failures that are no findings. */
function campaignCases(result: Result, requiredCoverage: number | undefined): TestCase[] {
  const { tally, lost } = result;
  const status = resultStatus(result, undefined);
  const short = resultStatus(result, requiredCoverage) !== status;
  const verdict = (name: string): TestCase => ({
    name,
    outcome: 'error',
    message: verdictText(result, requiredCoverage),
  });
  const errors: TestCase[] = [
    ...errorReports(tally).map((report): TestCase => {
      const [name = '', message = ''] = report.split('\n');
      return { name, outcome: 'error', message: message.trim(), detail: report };
    }),
    ...lost.map(
      (each): TestCase => ({
        name: `oracle error: ${lostName(each)}`,
        outcome: 'error',
        message: `${each.error.kind}: ${each.error.detail}`,
      }),
    ),
    ...[...tally.unanswered].map(
      ([message, times]): TestCase => ({
        name: `no answer when the time was up: ${message}`,
        outcome: 'error',
        message: plural(times, 'time'),
      }),
    ),
    ...(short ? [verdict('coverage')] : []),
  ];
  return [
    { name: `${casesText(result)}: ${plural(tally.checks, 'check')}`, outcome: 'passed' },
    ...[...tally.skipped].map(
      ([message, times]): TestCase => ({
        name: `skipped: ${message}`,
        outcome: 'skipped',
        message: `${plural(times, 'time')}: ${message}`,
      }),
    ),
    // A run that ends with 3 has an error here, whatever its reason.
    ...(status === 3 && errors.length === 0 ? [verdict('verdict')] : errors),
  ];
}

function suiteElement({ name, seconds, cases }: TestSuite): Markup {
  return element(
    'testsuite',
    { name, ...totals(cases), time: seconds.toFixed(3) },
    ...cases.map(testCase => caseElement(name, testCase)),
  );
}

function caseElement(classname: string, { name, outcome, message, detail }: TestCase): Markup {
  const inner = outcome === 'passed' ? undefined : element(outcome, { message }, detail);
  return element('testcase', { classname, name, time: 0 }, inner);
}

function totals(cases: readonly TestCase[]): Readonly<Record<string, number>> {
  const count = (outcome: TestCase['outcome']): number =>
    cases.filter(testCase => testCase.outcome === outcome).length;
  return {
    tests: cases.length,
    failures: count('failure'),
    errors: count('error'),
    skipped: count('skipped'),
  };
}
