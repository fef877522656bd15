import { printCase } from '../../../../generators/recipe/picture/print-case.ts';
import type { Case } from '../../../../generators/recipe/recipe.ts';
import type { JsonSchema } from '../../../map/index.ts';
import { evidenceOf, sidesOf } from '../../finding/signature/evidence.ts';
import type { LostOracle } from '../../parties/oracle/find-oracles.ts';
import { sideSchema } from '../../runs/result/finding-schema.ts';
import { lostSchema } from '../../runs/result/result-schema.ts';
import { bytes, list, object, oneOf, text } from '../../runs/result/schema-parts.ts';
import type { Check } from '../../verdict/check.ts';
import type { Verdict } from '../../verdict/judge.ts';
import { queryLine } from '../words/query-line.ts';
import { type Document, documentSchema, formatOf } from './document.ts';

/** What `try --json` prints: all checks of a case, those of relations last. */
export function tryDocument(value: Case, checks: readonly Check[], lost: readonly LostOracle[]): Document {
  return { format: formatOf('try'), case: printCase(value), checks: checks.map(checkDocument), lost };
}

function checkDocument(check: Check): object {
  const { query, oracle, verdict } = check;
  const reason = reasonOf(verdict);
  return {
    query: queryLine(query),
    ...(oracle !== undefined && { oracle: oracle.name, profile: oracle.profile.version }),
    verdict: verdict.kind,
    ...('relation' in verdict && { relation: verdict.relation.name }),
    ...(reason !== undefined && { reason }),
    sides: 'relation' in verdict ? [] : sidesOf(check),
    ...evidenceOf(check),
  };
}

/** Why there is no verdict, or one without the model. */
function reasonOf(verdict: Verdict): string | undefined {
  switch (verdict.kind) {
    case 'match':
      return verdict.modelled ? undefined : `the model abstains: ${verdict.reason}`;
    case 'skipped':
      return verdict.reason;
    case 'oracle-error':
      return `${verdict.error.kind}: ${verdict.error.detail}`;
    case 'unanswered':
      return `${verdict.program}: no answer before the time was up`;
    default:
      return undefined;
  }
}

const verdicts: readonly Verdict['kind'][] = [
  'match',
  'divergence',
  'model-error',
  'crash',
  'oracle-error',
  'unanswered',
  'unjudged',
  'skipped',
  'holds',
  'broken',
  'unrelated',
];

const check = object(
  'One query on one qemu-img, or one relation.',
  {
    query: text('As in a case; the name of a relation follows its word.'),
    verdict: oneOf(verdicts, '`holds`, `broken` and `unrelated` are of relations.'),
    sides: list(sideSchema, 'The answers of the subject and the oracle, as far as there are any.'),
  },
  {
    oracle: text('The qemu-img; absent for a relation, or if none took part.'),
    profile: text('The version that it is compared with.'),
    relation: text('The name of the relation.'),
    reason: text('Why the check was not judged, or why the model abstains.'),
    blame: oneOf(['subject', 'disputed', 'unknown', 'model', 'qemu', 'relation'], 'Who is wrong.'),
    difference: text('In words, without its offset.'),
    at: bytes('Guest offset of the first difference.'),
  },
);

/** The JSON Schema of what `try --json` prints. */
export const trySchema: JsonSchema = documentSchema('try', 'One chain, mapped by all programs.', {
  case: text('The chain and the queries, in the notation.'),
  checks: list(check, 'All checks.'),
  lost: lostSchema,
});
