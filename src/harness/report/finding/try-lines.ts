import type { Query, Recipe } from '../../../../generators/recipe/recipe.ts';
import type { Outcome } from '../../answers/outcome.ts';
import { describeEnd } from '../../answers/outcome-difference.ts';
import { programName } from '../../parties/program-name.ts';
import { inProcess } from '../../parties/subject/in-process.ts';
import type { Check } from '../../verdict/check.ts';
import { endText } from '../words/end-text.ts';
import { queryLine } from '../words/query-line.ts';
import { checkLines } from './check-lines.ts';

/** All answers to one query: each answer once, under the names of the programs that gave it; then the checks. */
export function tryLines(recipe: Recipe, query: Query, checks: readonly Check[], folder: string): string[] {
  const answers = new Map<string, string[]>();
  for (const { name, outcome } of checks.flatMap(sidesOf)) {
    const text = answerText(outcome);
    answers.set(text, [...(answers.get(text) ?? []), name]);
  }
  return [
    '',
    queryLine(query),
    ...[...answers].flatMap(([text, names]) => [`-- ${names.join(', ')}`, ...text.split('\n')]),
    ...checks.flatMap(check => checkLines(recipe, check, folder)),
  ];
}

function sidesOf({
  query,
  oracle,
  subjectName,
  subject,
  answer,
  verdict,
}: Check): { name: string; outcome: Outcome }[] {
  return [
    ...(answer === undefined || oracle === undefined
      ? []
      : [{ name: programName(query, oracle), outcome: answer }]),
    ...(subject.kind === 'unsupported'
      ? []
      : [
          {
            name:
              subjectNameIn(subjectName, oracle) +
              (subject.kind === 'adapted' && verdict.kind === 'match' ? ', which means the same' : ''),
            outcome: subject.outcome,
          },
        ]),
  ];
}

/** Our implementation answers as some version; other subjects have their own. */
function subjectNameIn(name: string, oracle: Check['oracle']): string {
  return name === inProcess.name && oracle !== undefined ? `${name} as ${oracle.profile.version}` : name;
}

function answerText({ stdout, stderr, end }: Outcome): string {
  const ended = end.kind === 'exit' && end.status === 0 ? [] : [endText(describeEnd(end))];
  return [stdout.toString().trimEnd(), stderr.toString().trimEnd(), ...ended]
    .filter(text => text !== '')
    .join('\n');
}
