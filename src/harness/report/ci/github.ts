import { visibleLine, visibleText } from '../../../map/basics/visible.ts';
import type { Result } from '../../runs/result/result.ts';
import { resultStatus } from '../../runs/result/result.ts';
import type { ResultFinding } from '../../runs/result/result-finding.ts';
import { coverageLines } from '../campaign/coverage-lines.ts';
import { errorReports } from '../campaign/error-reports.ts';
import { casesText, countRows, verdictText } from '../campaign/summary.ts';

/** Findings in a step summary, which may have a megabyte; further findings are only counted. */
const mostFindings = 20;

/** Characters of the title of an annotation. */
const longestTitle = 100;

/**
 * Workflow commands that annotate a run on GitHub: an error for whatever fails the run, a warning for whatever somebody has
 * to look at.
 */
export function annotationLines(result: Result, requiredCoverage?: number): string[] {
  const { preliminaries, findings, tally } = result;
  const lines = [
    ...preliminaries.flatMap(({ phase, name, outcome, detail, finding }) =>
      outcome === 'failed' || outcome === 'warned'
        ? [
            annotation(
              outcome === 'failed' ? 'error' : 'warning',
              `${phase}: ${name}`,
              finding?.report ?? detail,
            ),
          ]
        : [],
    ),
    ...findings
      .filter(({ known }) => !known)
      .map(({ signature, report, evidence }) =>
        annotation(evidence.blame === 'qemu' ? 'warning' : 'error', signature, report),
      ),
    ...errorReports(tally).map(report => annotation('error', report.split('\n', 1)[0]!, report)),
  ];
  if (resultStatus(result, requiredCoverage) !== 3) return lines;
  return [...lines, annotation('error', 'verdict', verdictText(result, requiredCoverage))];
}

/** A workflow command. Its properties may contain neither colons nor commas. */
function annotation(level: 'error' | 'warning', title: string, text: string): string {
  const message = visibleText(text).replaceAll('%', '%25').replaceAll('\n', '%0A');
  const property = `map-parity: ${shortened(visibleLine(title))}`
    .replaceAll('%', '%25')
    .replaceAll(':', '%3A')
    .replaceAll(',', '%2C');
  return `::${level} title=${property}::${message}`;
}

/** A title that fits on the line beside the code; the annotation itself holds the full text. */
function shortened(title: string): string {
  return title.length <= longestTitle ? title : `${title.slice(0, longestTitle - 1)}…`;
}

/** A result in Markdown, for a step summary. */
export function stepSummary(result: Result, requiredCoverage?: number): string {
  const { oracles, lost, subject, findings, preliminaries } = result;
  const red = preliminaries.filter(({ outcome }) => outcome === 'failed' || outcome === 'warned');
  const all = [...red.flatMap(({ finding }) => finding ?? []), ...findings];
  const rows = [
    ...oracles.map(({ name, banner, package: from }) => [
      name,
      banner,
      from?.version ?? '',
      numbersOn(all, name),
    ]),
    ...lost.map(({ name, error }) => [name, `${error.kind}: ${error.detail}`, '', '']),
  ];
  return [
    `## ${inline(capital(verdictText(result, requiredCoverage)))}`,
    '',
    `${casesText(result)}, subject ${code(subject)}`,
    '',
    ...table([['qemu-img', 'version', 'package', 'findings'], ...rows]),
    ...red
      .filter(({ finding }) => finding === undefined)
      .flatMap(({ phase, name, detail }) => ['', `### ${phase}: ${inline(name)}`, '', ...fenced(detail)]),
    ...all.slice(0, mostFindings).flatMap(findingLines),
    ...(all.length > mostFindings ? ['', `and ${all.length - mostFindings} more findings`] : []),
    ...errorReports(result.tally)
      .slice(0, mostFindings)
      .flatMap(report => ['', ...fenced(report)]),
    '',
    ...table([['', 'count'], ...countRows(result).map(([count, text]) => [text, String(count)])]),
    '',
    ...coverageLines(result).map(line => `- ${inline(line.trim())}`),
    '',
  ].join('\n');
}

function findingLines({ signature, report, known }: ResultFinding, index: number): string[] {
  const text = report.replace(/^finding: .*\n/, '').trimEnd();
  return ['', `### ${index + 1}. ${known ? 'known: ' : ''}${inline(signature)}`, '', ...fenced(text)];
}

/** The numbers of the findings on an oracle. */
function numbersOn(findings: readonly ResultFinding[], oracle: string): string {
  return findings
    .flatMap(({ oracles }, index) => (oracles.includes(oracle) ? [String(index + 1)] : []))
    .join(', ');
}

function table([head, ...rows]: readonly (readonly string[])[]): string[] {
  const row = (cells: readonly string[]): string => `| ${cells.map(inline).join(' | ')} |`;
  return [row(head!), `| ${head!.map(() => '---').join(' | ')} |`, ...rows.map(row)];
}

/** Text in which Markdown marks nothing up, not even a table cell. */
function inline(text: string): string {
  return visibleLine(text).replaceAll(/[\\`*_{}[\]<>#|~]/g, '\\$&');
}

function code(text: string): string {
  return `\`${visibleLine(text).replaceAll('`', "'")}\``;
}

function fenced(text: string): string[] {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return [`${fence}text`, visibleText(text), fence];
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
