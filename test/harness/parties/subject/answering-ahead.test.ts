import { expect, test } from 'vitest';
import type { Query } from '../../../../generators/recipe/recipe.ts';
import { answeringAhead } from '../../../../src/harness/parties/subject/answering-ahead.ts';
import { inProcess } from '../../../../src/harness/parties/subject/in-process.ts';
import type { InProcess } from '../../../../src/harness/parties/subject/subject.ts';
import { recorded } from '../../../../src/map/profile/profile.ts';

test('the first question answers all that were announced; what was not, or is asked again, is answered anew', () => {
  const { '5.2': oldest, '11.1': newest } = recorded;
  const asked: string[] = [];
  const subject: InProcess = {
    ...inProcess,
    answer(query, folder, profile) {
      asked.push(`${query.at(-1)} in ${folder} as ${profile === oldest ? 'oldest' : 'newest'}`);
      return { kind: 'unsupported', reason: asked.at(-1)! };
    },
  };
  const queries: readonly Query[] = [['a'], ['b']];
  const ahead = answeringAhead(subject, queries, [oldest, newest]);

  expect(ahead.answer(queries[1]!, 'f', newest)).toMatchObject({ reason: 'b in f as newest' });
  const all = ['a in f as oldest', 'a in f as newest', 'b in f as oldest', 'b in f as newest'];
  expect(asked).toEqual(all);
  expect(ahead.answer(queries[0]!, 'f', oldest)).toMatchObject({ reason: 'a in f as oldest' });
  expect(asked).toEqual(all);

  ahead.answer(queries[0]!, 'f', oldest);
  ahead.answer(['c'], 'f', newest);
  expect(asked).toEqual([...all, 'a in f as oldest', 'c in f as newest']);
});
