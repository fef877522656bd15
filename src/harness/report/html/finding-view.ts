import { drawingView } from '../../../drawing/drawing-view.ts';
import { type Content, element, type Markup } from '../../../drawing/markup.ts';
import { offsetText } from '../../../drawing/offset-text.ts';
import type { EvidenceSide } from '../../finding/signature/evidence.ts';
import type { ResultFinding } from '../../runs/result/result-finding.ts';
import { blameText } from '../words/blame-text.ts';
import { endText } from '../words/end-text.ts';
import { placeText } from '../words/place-text.ts';
import { plural } from '../words/plural.ts';
import type { FindingDrawing } from './draw-finding.ts';

/** A finding, its drawing and its origin. */
export interface DrawnFinding {
  readonly finding: ResultFinding;
  readonly drawing: FindingDrawing;
  /** An earlier run stored it. */
  readonly stored: boolean;
}

/** One finding: the difference and the blame, the drawing, the outputs, and the report as text. */
export function findingView({ finding, drawing, stored }: DrawnFinding, number: number): Markup {
  const { signature, evidence, oracles, checks, known, report } = finding;
  const { difference, blame, at, sides } = evidence;
  return element(
    'article',
    { id: `finding-${number}`, class: known ? 'known' : undefined },
    element('h3', {}, element('a', { href: `#finding-${number}` }, `${number}`), ` ${difference}`),
    element(
      'p',
      {},
      element('span', { class: `chip blame` }, blameText[blame]),
      ...oracles.map(name => element('span', { class: 'chip' }, name)),
      known ? element('span', { class: 'chip' }, 'known: fails nothing') : undefined,
      stored ? element('span', { class: 'chip' }, 'stored by an earlier run') : undefined,
      ` ${at === undefined ? placeText(at) : `at guest offset ${offsetText(at)}`}, in ${plural(checks, 'check')}`,
    ),
    element('p', {}, element('code', {}, drawing.query)),
    drawingView(drawing, number),
    outputsView(sides),
    element('details', {}, element('summary', {}, 'As text'), element('pre', {}, report.trimEnd())),
    element('p', { class: 'quiet' }, signature),
  );
}

/** The outputs of the programs: open at first if the drawing doesn't show the difference. */
function outputsView(sides: readonly EvidenceSide[]): Content {
  const withOutput = sides.filter(side => side.said !== undefined);
  if (withOutput.length === 0) return undefined;
  const open = sides.some(({ extents }) => extents === undefined) || sides.some(side => side.said?.stderr);
  return element(
    'details',
    { open: open ? true : undefined },
    element('summary', {}, 'Output of the programs'),
    element('div', { class: 'outputs' }, ...withOutput.map(side => outputView(side, withOutput))),
  );
}

/** The output of one side; lines that differ from the other side are marked. */
function outputView({ name, said: output }: EvidenceSide, all: readonly EvidenceSide[]): Markup {
  const { end, stdout, stderr } = output!;
  const others = all.filter(side => side.name !== name).map(side => side.said!);
  const marked = (text: string, key: 'stdout' | 'stderr'): Content[] =>
    text
      .trimEnd()
      .split('\n')
      .map((line, index) =>
        others.every(other => other[key].split('\n')[index] === line)
          ? `${line}\n`
          : element('mark', {}, `${line}\n`),
      );
  return element(
    'figure',
    {},
    element('figcaption', {}, element('b', {}, name), ` ${endText(end)}`),
    element(
      'pre',
      {},
      stdout === '' ? undefined : marked(stdout, 'stdout'),
      stderr === '' ? undefined : marked(stderr, 'stderr'),
      stdout + stderr === '' ? 'nothing' : undefined,
    ),
  );
}
