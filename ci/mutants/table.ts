import type { Discovery } from './discovery.ts';

/** The most findings that one fault may be told as. */
export const mostFindings = 2;

/** Whether the tests have a gap: the campaign doesn't find a fault, or tells it as too many findings. */
export function isGap({ atCase, findings }: Discovery): boolean {
  return atCase === undefined || findings > mostFindings;
}

/** The head of the table, as Markdown. */
export const tableHead: readonly string[] = [
  '| fault | goldens | sweep | first case | findings | smallest case |',
  '| --- | --- | --- | --- | --- | --- |',
];

/** The row of one fault. */
export function tableRow(name: string, discovery: Discovery): string {
  const { byGoldens, bySweep, atCase, findings, smallest } = discovery;
  const chain = smallest.split('\n').filter(line => line !== '' && !line.startsWith('#'));
  const cells = [
    isGap(discovery) ? `**${name}**` : name,
    byGoldens ? 'found' : '',
    bySweep ? 'found' : '',
    atCase === undefined ? 'not found' : String(atCase),
    String(findings),
    chain.map(line => `\`\`${line.trim()}\`\``).join('<br>'),
  ];
  // A frame of cells would end the cell of the table.
  return `| ${cells.map(cell => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

/** A line about all of them. */
export function tableSummary(all: readonly Discovery[]): string {
  const cases = all.flatMap(({ atCase }) => atCase ?? []).toSorted((a, b) => a - b);
  const median = cases[Math.floor(cases.length / 2)];
  const gaps = all.filter(isGap).length;
  return `${cases.length} of ${all.length} faults found by the campaign, the median at case ${median ?? 'none'}; gaps: ${gaps}`;
}
