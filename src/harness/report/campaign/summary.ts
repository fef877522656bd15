import type { Evidence } from '../../finding/signature/evidence.ts';
import { inProcess } from '../../parties/subject/in-process.ts';
import type { BareRate, NotMeasured } from '../../runs/campaign/bare-rate.ts';
import { checkedNothing, type Result, resultStatus } from '../../runs/result/result.ts';
import { crashesMostly, judgedIn, sumOf, type Tally } from '../../runs/tally.ts';
import { lostLine } from '../words/lost-name.ts';
import { plural } from '../words/plural.ts';
import { wrapped } from '../words/wrapped.ts';
import { coverageLines, shortfallText } from './coverage-lines.ts';
import { featureRows } from './feature-rows.ts';

/** What a summary contains besides the result. */
export interface SummaryOptions {
  readonly bare?: BareRate | NotMeasured | undefined;
  /** Milliseconds in which findings were reduced. Absent: not known. */
  readonly reducing?: number;
  /** Percent of the pairs that must be covered. */
  readonly requiredCoverage?: number | undefined;
}

/** The summary of a campaign; its last line is the verdict. */
export function summaryLines(
  result: Result,
  { bare, reducing = 0, requiredCoverage }: SummaryOptions = {},
): string[] {
  const { tally, lost, interrupted } = result;
  const seconds = result.milliseconds / 1000;
  const rate = (count: number, word: string): string => `${plural(Math.round(count / seconds), word)}/s`;
  const checks = tally.checks - tally.goldenChecks;
  return [
    ...wrapped(
      '',
      `${casesText(result)}: ${plural(checks, 'check')} in ${seconds.toFixed(1)} s, ${rate(checks, 'check')}, ${rate(tally.cases, 'case')}`.split(
        ' ',
      ),
    ),
    ...(reducing < worthTelling ? [] : [reductionsLine(reducing, result.milliseconds)]),
    ...(bare === undefined ? [] : wrapped('  ', bareLine(checks / seconds, bare).split(' '))),
    ...countRows(result).flatMap(([count, text]) =>
      wrapped(`${String(count).padStart(8)}  `, text.split(' ')),
    ),
    ...(tally.cases === 0 ? [] : coverageLines(result)),
    ...lost.map(lostLine),
    `${interrupted ? 'interrupted; so far the ' : ''}verdict: ${verdictText(result, requiredCoverage)}`,
  ];
}

/** Milliseconds of reductions that are worth a line. */
const worthTelling = 500;

/** What part of a run its reductions were: a slow subject has few cases beside them. */
function reductionsLine(reducing: number, searching: number): string {
  const share = Math.round((100 * reducing) / (reducing + searching));
  return `  reductions of findings took ${(reducing / 1000).toFixed(1)} s besides, ${share} % of both together`;
}

/** The counts that aren't zero, each with its text. */
export function countRows(result: Result): [number, string][] {
  const { subject, tally, findings } = result;
  const seen = seenFindings(result);
  const foundBy = (...blames: readonly Evidence['blame'][]): string =>
    foundText(seen.filter(({ evidence }) => blames.includes(evidence.blame)));
  const rows: [number, string][] = [
    [tally.goldenChecks, 'checks of goldens, before the cases; all counts below have them too'],
    [tally.matched, `${subject}, model and qemu-img agree`],
    [
      sumOf(tally.unmodelled),
      `${subject} and qemu-img agree; the model abstains: ${byCount(tally.unmodelled)}`,
    ],
    [tally.divergences, `diverge: ${foundBy('subject', 'disputed', 'unknown')}`],
    ...(subject === inProcess.name ? [] : featureRows(findings)),
    [tally.modelErrors, `the model is wrong, an error of the harness: ${foundBy('model')}`],
    [tally.crashes, `qemu-img crashed twice: ${foundBy('qemu')}`],
    [tally.unjudged, 'not judged by any qemu-img'],
    ...heldRows(tally),
    [tally.brokenRelations, `relations of our maps are broken: ${foundBy('relation')}`],
    ...[...tally.skipped].map(([reason, count]): [number, string] => [count, `skipped: ${reason}`]),
    ...[...tally.oracleErrors].map(([error, { times }]): [number, string] => [
      times,
      `oracle error: qemu-img ${error}`,
    ]),
    [
      sumOf(tally.unanswered),
      `without an answer when the time was up: ${[...tally.unanswered.keys()].join('; ')}. ` +
        '--timeout 2s ends such a program sooner',
    ],
  ];
  return rows.filter(([count]) => count > 0);
}

/** Which cases of which seed ran: `seed 1, cases 0 to 99`. */
export function casesText({ seed, features, without, shards, next }: Result): string {
  const range = next === 0 ? 'no cases' : `cases 0 to ${next - 1}`;
  const [{ index, count }] = shards as [Result['shards'][number]];
  const left = without.length === 0 ? [] : [`without ${without.join(' or ')}`];
  const which = [`seed ${seed}`, ...features, ...left, range].join(', ');
  if (count === 1) return which;
  return `${which}, ${shards.length === count ? `all ${count} shards` : `shard ${index + 1}/${count}`}`;
}

/** What the cases have shown, and the stored findings that are known and still there: the cases only count these. */
function seenFindings({ findings, preliminaries }: Result): Result['findings'] {
  const signatures = new Set(findings.map(({ signature }) => signature));
  const stored = preliminaries.flatMap(({ phase, finding }) =>
    phase === 'stored' && finding?.known === true && !signatures.has(finding.signature) ? [finding] : [],
  );
  return [...findings, ...stored];
}

/** `2 new findings`, `1 new finding and 2 known`, `nothing new`. */
function findingsText(findings: Result['findings']): string {
  const known = findings.filter(finding => finding.known).length;
  const fresh = findings.length - known;
  const text = fresh === 0 ? 'nothing new' : plural(fresh, 'new finding');
  return known === 0 ? text : `${text} and ${known} known`;
}

/** `2 new findings; the first after 1.8 s, in seed 3, case 1`. */
function foundText(findings: Result['findings']): string {
  const [first] = findings
    .flatMap(({ met }) => met ?? [])
    .toSorted((a, b) => a.milliseconds - b.milliseconds);
  if (first === undefined) return findingsText(findings);
  return `${findingsText(findings)}; the first after ${(first.milliseconds / 1000).toFixed(1)} s, in ${first.origin}`;
}

function bareLine(checksPerSecond: number, bare: BareRate | NotMeasured): string {
  const what = 'bare start rate of these qemu-imgs';
  if (typeof bare === 'string') return `${what}: not measured, because ${bare}`;
  const [mean, slowest, fastest] = [bare.perSecond, bare.slowest, bare.fastest].map(rate => rate.toFixed(0));
  const share = `${((100 * checksPerSecond) / bare.perSecond).toFixed(0)} %`;
  const measured = `${plural(bare.slices, 'slice')} of ${(bare.milliseconds / bare.slices / 1000).toFixed(1)} s`;
  return `${what}: ${mean}/s at ${plural(bare.jobs, 'job')} (${slowest} to ${fastest} in ${measured}); the campaign reached ${share} of that`;
}

/** The reasons, the most frequent first, each with its number. */
function byCount(counts: ReadonlyMap<string, number>): string {
  const sorted = [...counts].toSorted(([, a], [, b]) => b - a);
  return sorted.map(([reason, times]) => `${reason} ${times}`).join('; ');
}

/** The names of the relations that hold, each with its number. */
function heldRows({ relations }: Tally): [number, string][] {
  const names = [...relations].toSorted().map(([name, times]) => `${name} ${times}`);
  return [[sumOf(relations), `relations of our maps hold: ${names.join(', ')}`]];
}

/** `goldens and stored findings fail`, or nothing. */
function failedBefore({ preliminaries }: Result): string {
  const names = { golden: 'goldens', known: 'known findings', stored: 'stored findings' };
  const failed = new Set(
    preliminaries.flatMap(({ phase, outcome }) => (outcome === 'failed' ? [names[phase]] : [])),
  );
  return failed.size === 0 ? '' : `${[...failed].join(' and ')} fail`;
}

/** `, except for 1 known finding`, or nothing. */
function exceptions(result: Result): string {
  const known = seenFindings(result).filter(finding => finding.known).length;
  return known === 0 ? '' : `, except for ${plural(known, 'known finding')}`;
}

/** Why nothing was checked. */
function nothingCheckedText({ timeUp, tally }: Result): string {
  return timeUp && tally.cases === 0
    ? 'no random case was checked before the time was up, so nothing is proved; give it more --time'
    : 'all checks were skipped, so nothing is proved';
}

/** The verdict in words. */
export function verdictText(result: Result, requiredCoverage: number | undefined): string {
  const { tally, findings, oracles, lost } = result;
  switch (resultStatus(result, requiredCoverage)) {
    case 3:
      if (requiredCoverage !== undefined && resultStatus(result, undefined) === 0)
        return `no divergence, but too little was covered: ${shortfallText(result.coverage, requiredCoverage)}`;
      if (crashesMostly(tally)) return 'qemu-img crashes most of the time; nothing is proved';
      if (sumOf(tally.unanswered) > 0) return 'a program hangs; nothing is proved';
      if (tally.exitStatus !== 3 && lost.length === 0 && checkedNothing(result))
        return nothingCheckedText(result);
      return 'the harness or an oracle failed; nothing is proved';
    case 1: {
      const failed = failedBefore(result);
      if (findings.every(({ known }) => known) && failed !== '') return `no new divergence, but ${failed}`;
      return `divergence, ${[findingsText(seenFindings(result)), ...(failed === '' ? [] : [failed])].join('; ')}`;
    }
    case 0:
      if (judgedIn(tally) === 0) return 'this shard has nothing that can be checked';
      if (oracles.length === 0) return 'no divergence from the model, but no real qemu-img took part';
      return `parity with qemu-img ${oracles.map(({ name }) => name).join(', ')}${exceptions(result)}`;
  }
}
