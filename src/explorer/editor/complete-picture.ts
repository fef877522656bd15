import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import { cellLetters } from '../../../generators/recipe/picture/row/cell-letter.ts';
import { ask } from '../worker/ask.ts';
import type { PictureWords } from '../worker/tasks/picture-words.ts';

const units = ['512', '4k', '64k', '1M', '2M'];

const edits = ['header.', 'l1[0]', 'l2[0]', 'l2[0].bitmap', 'refcount[0]', 'table[0]', 'byte[0]', 'length'];

const options: readonly Completion[] = [
  { label: '-s', detail: 'start offset', apply: '-s 64k' },
  { label: '-l', detail: 'max length', apply: '-l 64k' },
  { label: '-f', detail: 'format', apply: '-f qcow2' },
  {
    label: '--image-opts',
    detail: 'the name is options',
    apply: '--image-opts driver=qcow2,file.filename=top.qcow2',
  },
  {
    label: 'json: with backing null',
    detail: 'the layer alone',
    apply: '`json:{"driver":"qcow2","file":{"driver":"file","filename":"top.qcow2"},"backing":null}`',
  },
];

/** The words of the notation, which the worker is asked for when they are first needed. */
let words: Promise<PictureWords> | undefined;

/** What can stand at the cursor in a picture: formats, attributes with their values, cells, details, options. */
export async function completePicture(context: CompletionContext): Promise<CompletionResult | null> {
  const { text, from } = context.state.doc.lineAt(context.pos);
  const before = text.slice(0, context.pos - from);
  if (before.startsWith('#')) return null;
  const row = /\|([^|]*)$/.exec(before);
  if (row !== null && !/\|[^|]*\|/.test(before)) return cells(context);
  const start = /[^\s]*$/.exec(before)!.index;
  if (start === context.pos - from && !context.explicit) return null;
  words ??= ask('pictureWords', undefined).answer;
  const found = wordsAt(before.slice(0, start), await words);
  return found.length === 0 ? null : { from: from + start, options: found };
}

function cells(context: CompletionContext): CompletionResult | null {
  if (!context.explicit) return null;
  return {
    from: context.pos,
    options: Object.entries(cellLetters).map(([state, letter]) => ({ label: letter, detail: state })),
    filter: false,
  };
}

/** What can follow the words before it on its line. */
function wordsAt(before: string, { attributes, details }: PictureWords): readonly Completion[] {
  if (/^\s+$/.test(before)) return details.map(label => ({ label }));
  if (/^\s+set\s+$/.test(before)) return edits.map(label => ({ label }));
  if (/^map\s/.test(before)) return options;
  const known = before.trim().split(/\s+/);
  if (before === '') return [{ label: 'map', detail: 'a query' }];
  if (/^\s/.test(before)) return [];
  if (known.length === 1) return Object.keys(attributes).map(label => ({ label, detail: 'format' }));
  if (known.length === 2)
    return units.map((label, index) => ({ label, detail: 'bytes per cell', boost: -index }));
  const [, format = ''] = known;
  return attributes[format] ?? [];
}
