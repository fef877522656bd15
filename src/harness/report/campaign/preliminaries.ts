import { printCase } from '../../../../generators/recipe/picture/print-case.ts';
import type { KnownState } from '../../finding/known.ts';
import type { Replayed } from '../../finding/replay.ts';
import type { Subject } from '../../parties/subject/subject.ts';
import type { GoldenResult } from '../../runs/golden/check-goldens.ts';
import type { Preliminary } from '../../runs/result/preliminary.ts';
import type { ResultFinding } from '../../runs/result/result-finding.ts';
import { goldenResultLines } from '../golden/golden-lines.ts';
import { knownStateLines } from './known-lines.ts';
import { replayedLine } from './replayed-lines.ts';

/** The preliminary of a golden case. */
export function goldenPreliminary(result: GoldenResult): Preliminary {
  const { name, obstacle, checks } = result;
  const detail = goldenResultLines(result).join('\n');
  const kinds = checks.map(({ verdict }) => verdict.kind);
  const outcome = kinds.includes('divergence')
    ? 'failed'
    : obstacle !== undefined || kinds.every(kind => kind === 'skipped')
      ? 'skipped'
      : 'passed';
  return { phase: 'golden', name, outcome, detail: obstacle ?? detail };
}

/** The preliminary of a known finding of the file at `path`. It fails if it passes unexpectedly, and with `failOnExpired` if it has expired. */
export function knownPreliminary(
  state: KnownState,
  path: string,
  { failOnExpired = false }: { readonly failOnExpired?: boolean },
): Preliminary {
  const { known, oracles, passing, expired } = state;
  const outcome =
    passing.length > 0 || (expired && failOnExpired)
      ? 'failed'
      : expired
        ? 'warned'
        : oracles.length === 0
          ? 'skipped'
          : 'passed';
  const detail = knownStateLines(state, path).join('\n');
  return { phase: 'known', name: known.signature, outcome, detail };
}

/** The preliminary of a stored finding; `known`: it is a known one. */
export function storedPreliminary(
  replayed: Replayed,
  subject: Subject,
  { known }: Pick<ResultFinding, 'known'>,
): Preliminary {
  const phase = 'stored';
  const detail = replayedLine(replayed, subject).trim();
  if (replayed.kind === 'unreadable') return { phase, name: replayed.folder, outcome: 'warned', detail };
  const name = replayed.finding.signature;
  if (replayed.kind === 'gone') return { phase, name, outcome: 'passed', detail };
  if (replayed.kind === 'not judged' || replayed.kind === 'left' || replayed.kind === 'left out')
    return { phase, name, outcome: 'skipped', detail };
  const { signature, smallest, evidence, report, oracles } = replayed;
  const finding: ResultFinding = {
    signature,
    oracles,
    checks: 1,
    known,
    case: printCase(smallest),
    evidence,
    report,
    complete: true,
  };
  return { phase, name, outcome: known ? 'warned' : 'failed', detail, finding };
}
