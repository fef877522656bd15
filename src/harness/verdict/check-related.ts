import { severalMaps } from '../parties/subject/in-process.ts';
import type { InProcess } from '../parties/subject/subject.ts';
import type { WrittenQuery } from '../parties/written-query.ts';
import type { Check } from './check.ts';
import type { Verdict } from './judge.ts';
import { checkRelation } from './relations/check-relation.ts';
import type { RelationQuery } from './relations/relation-query.ts';

/** Checks a relation on our implementation alone. */
export function checkRelated(
  { relation, top, profile }: RelationQuery,
  subject: InProcess,
  { recipe, query, folder }: WrittenQuery,
): Check {
  const verdict: Verdict =
    typeof relation === 'string'
      ? { kind: 'skipped', reason: `no relation is named ${relation}` }
      : {
          ...severalMaps(() => checkRelation(relation, { subject, recipe, folder, top, profile })),
          relation,
        };
  return {
    query,
    oracle: undefined,
    verdict,
    subjectName: subject.name,
    subject: { kind: 'unsupported', reason: 'a relation, of several maps' },
    answer: undefined,
  };
}
