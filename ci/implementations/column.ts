import {
  type CheckFeature,
  checkFeatures,
  featuresOfCheck,
} from '../../generators/coverage/check-features.ts';
import { kindFeatures } from '../../generators/coverage/kind-features.ts';
import { unusualFormats } from '../../generators/recipe/formats.ts';
import { parseCase } from '../../generators/recipe/picture/parse-case.ts';
import type { Cell, CellKind, Column, Fault } from '../../src/explorer/data/implementations.ts';
import type { FeatureCount } from '../../src/harness/runs/feature-counts.ts';
import type { Result } from '../../src/harness/runs/result/result.ts';
import type { ResultFinding } from '../../src/harness/runs/result/result-finding.ts';

/** What a result doesn't know of the implementation. */
export type Subject = Pick<Column, 'name' | 'version' | 'command'>;

/** Every chain has these. A fault is theirs only if its smallest chain has nothing else. */
const plain: ReadonlySet<CheckFeature> = new Set(['unallocated', 'data', 'small-image', 'json']);

/**
 * Makes the column of an implementation from the results of its campaigns, in their order; the last of them ended on `date`. Of a
 * feature the last campaign that tried it counts: each leaves out more of what has shown faults. A campaign of damaged images
 * counts for damage alone.
 */
export function columnOf(results: readonly Result[], subject: Subject, date: string): Column {
  const sum = (count: 'cases' | 'checks'): number =>
    results.reduce((total, { tally }) => total + tally[count], 0);
  const found = faultsIn(results);
  const cells = checkFeatures.flatMap((feature): [CheckFeature, Cell][] => {
    const count = results.findLast(result => triesFeature(result, feature))?.tally.features.get(feature);
    if (count === undefined) return [];
    const faults = found.flatMap(({ features }, index) => (features.includes(feature) ? [index] : []));
    const kind = found[faults[0] ?? -1]?.fault.kind ?? kindOf(count);
    return [[feature, { kind, tried: count.tried, agreed: count.agreed, faults }]];
  });
  return {
    ...subject,
    date,
    oracle: [...new Set(results.flatMap(({ oracles }) => oracles.map(({ banner }) => banner)))].join(', '),
    seed: results[0]!.seed,
    cases: sum('cases'),
    checks: sum('checks'),
    cells: Object.fromEntries(cells),
    faults: found.map(({ fault }) => fault),
  };
}

/** The features that a further campaign should leave out, because they show faults which hide those of others. */
export function faultyFeatures({ cells }: Pick<Column, 'cells'>): CheckFeature[] {
  return checkFeatures.filter(feature => !plain.has(feature) && (cells[feature]?.faults.length ?? 0) > 0);
}

function triesFeature({ features, tally }: Result, feature: CheckFeature): boolean {
  return tally.features.has(feature) && (isDamage(feature) || !features.some(isDamage));
}

/** The names of formats, and of their kinds. */
const formatNames: ReadonlySet<string> = new Set([...unusualFormats, ...kindFeatures]);

const isDamage = (feature: string): boolean => feature.startsWith('damage');

/** What a feature without a fault of its own comes to. Answers that agree by chance, among many that differ, prove nothing. */
function kindOf({ tried, agreed, refused }: FeatureCount): CellKind {
  if (agreed * 2 >= tried) return 'agree';
  return refused > 0 && agreed === 0 ? 'refuse' : 'masked';
}

/** The worst first. */
const worst: readonly Fault['kind'][] = ['crash', 'differ', 'refuse'];

/** Faults of others than the subject; and relations, which no qemu-img takes part in. */
const others: readonly string[] = ['qemu', 'model', 'relation'];

/**
 * A chain that still has more features than these is not as small as it could be: nobody knows which of them matter. A reduction that was
 * ended early may have left some, too.
 */
const mostFeatures = 3;

/** The faults of the subject, the worst and smallest first, with the features that each is about. */
function faultsIn(results: readonly Result[]): { fault: Fault; features: CheckFeature[] }[] {
  const stored = results.flatMap(({ preliminaries }) =>
    preliminaries.flatMap(({ phase, finding }) => (phase === 'stored' && finding ? [finding] : [])),
  );
  const found = results.flatMap(({ findings }) => findings);
  const all = new Map([...stored, ...found].map(finding => [finding.signature, finding]));
  return [...all.values()]
    .filter(({ evidence: { blame } }) => !others.includes(blame))
    .map(finding => ({ ...finding, features: featuresOf(finding) }))
    .filter(({ complete, features }) => features.length <= (complete ? mostFeatures : 1))
    .map(({ features, ...finding }) => ({ fault: faultOf(finding), features }))
    .toSorted(
      ({ fault: a }, { fault: b }) =>
        worst.indexOf(a.kind) - worst.indexOf(b.kind) || a.case.length - b.case.length,
    );
}

function faultOf({ case: text, evidence, checks }: ResultFinding): Fault {
  const { difference, at, sides } = evidence;
  const [ours, theirs] = sides;
  const end = ours?.said?.end ?? '';
  const refuses = /^exit [1-9]/.test(end) && theirs?.said?.end === 'exit 0';
  return {
    kind: refuses ? 'refuse' : end === '' || end.startsWith('exit') ? 'differ' : 'crash',
    difference,
    case: text.replaceAll(/^#.*\n/gm, ''),
    checks,
    ...(at !== undefined && { at: String(at) }),
    said: saidBy(ours),
    expected: saidBy(theirs),
  };
}

/** Characters of an answer that are shown. */
const shown = 2000;

/** The output of a side, or how it ended without one. */
function saidBy(side: ResultFinding['evidence']['sides'][number] | undefined): string {
  const { end = '', stdout = '', stderr = '' } = side?.said ?? {};
  const text = stdout + stderr || end;
  return text.length > shown ? `${text.slice(0, shown)}…` : text;
}

/**
 * The features that a fault is about: all that its smallest chain still has, apart from what every chain has. A fault of damaged
 * images is about the damage alone, and one of another format than qcow2 about that.
 */
function featuresOf({ case: text, evidence }: ResultFinding): CheckFeature[] {
  const { recipe, queries } = parseCase(text);
  const all = featuresOfCheck(recipe, queries[0] ?? []);
  const damage = all.filter(isDamage);
  if (damage.length > 0) return damage;
  const formats = all.filter(feature => formatNames.has(feature));
  if (formats.length > 0) return formats;
  const special = all.filter(feature => !plain.has(feature));
  if (special.length > 0) return special;
  const isOfWhole = evidence.at === undefined && all.includes('small-image');
  return all.filter(
    feature => plain.has(feature) && feature !== 'json' && isOfWhole === (feature === 'small-image'),
  );
}
