import type { BareRate } from '../campaign/bare-rate.ts';
import type { Campaign, Plan } from '../campaign/campaign.ts';
import type { FoundOracles } from '../oracle/find.ts';
import { plural } from './plural.ts';

/** What a campaign came to, as lines that end in the verdict; `before` is the status of goldens and stored findings. */
export function summaryLines(
  { tally, findings, next, milliseconds, interrupted }: Campaign,
  { seed }: Plan,
  before: 0 | 1,
  found: FoundOracles,
  bare: BareRate | undefined,
): string[] {
  const seconds = milliseconds / 1000;
  const range = next === 0 ? 'no cases' : `cases 0 to ${next - 1}`;
  const counts: [number, string][] = [
    [tally.matched, 'map-parity, model and qemu-img say the same'],
    [tally.unmodelled, 'map-parity and qemu-img say the same; the model abstains'],
    [tally.divergences, `diverge: ${plural(findings.length, 'finding')}`],
    [tally.modelErrors, 'the model is wrong: a fault of the harness'],
    [tally.crashes, 'qemu-img crashed, twice alike'],
    [tally.unjudged, 'not judged by any qemu-img'],
  ];
  return [
    `seed ${seed}, ${range}: ${plural(tally.checks, 'check')} in ${seconds.toFixed(1)} s, ` +
      `${(tally.checks / seconds).toFixed(0)} checks/s, ${(tally.cases / seconds).toFixed(0)} cases/s`,
    ...(bare === undefined ? [] : [bareLine(tally.checks / seconds, bare)]),
    ...counts.filter(([count]) => count > 0).map(([count, text]) => countLine(count, text)),
    ...[...tally.skipped].map(([reason, count]) => countLine(count, `skipped: ${reason}`)),
    ...[...tally.oracleErrors].map(([error, count]) => countLine(count, `oracle error: qemu-img ${error}`)),
    ...found.lost.map(({ name, error }) => `oracle error: qemu-img ${name} ${error.kind}: ${error.detail}`),
    (interrupted ? 'interrupted; so far the ' : '') +
      verdictText(Math.max(before, tally.exitStatus), tally, findings.length, found),
  ];
}

function bareLine(checksPerSecond: number, { perSecond, jobs }: BareRate): string {
  const share = ((100 * checksPerSecond) / perSecond).toFixed(0);
  return `  starting these qemu-imgs on a small image and nothing else: ${perSecond.toFixed(0)}/s at ${plural(jobs, 'job')}; the campaign reached ${share} % of that`;
}

function countLine(count: number, text: string): string {
  return `${String(count).padStart(8)}  ${text}`;
}

function verdictText(
  status: number,
  tally: Campaign['tally'],
  findings: number,
  { oracles, lost }: FoundOracles,
): string {
  const versions = oracles.map(oracle => oracle.name).join(', ');
  if (status === 3 || lost.length > 0) return 'verdict: the harness or an oracle failed; nothing is proved';
  if (status === 1) return `verdict: divergence, ${plural(findings, 'new finding')}`;
  if (oracles.length === 0) return 'verdict: no divergence from the model, but no real qemu-img took part';
  if (tally.matched + tally.unmodelled === 0) return 'verdict: nothing was checked';
  return `verdict: parity with qemu-img ${versions}`;
}
