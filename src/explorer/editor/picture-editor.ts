import { autocompletion, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { type Diagnostic, linter, lintKeymap } from '@codemirror/lint';
import { EditorState } from '@codemirror/state';
import { drawSelection, EditorView, keymap, lineNumbers } from '@codemirror/view';
import { ask } from '../worker/ask.ts';
import { completePicture } from './complete-picture.ts';
import { editorTheme } from './editor-theme.ts';
import { pictureLanguage } from './picture-language.ts';

/**
 * An editor of pictures in a shadow tree, where its styles are adopted: the policy of the page forbids `<style>`. Tab leaves it, as it
 * leaves any other field.
 */
export function pictureEditor(place: HTMLElement, text: string, changed: (text: string) => void): EditorView {
  const root = place.shadowRoot ?? place.attachShadow({ mode: 'open' });
  const state = EditorState.create({
    doc: text,
    extensions: [
      lineNumbers(),
      history(),
      drawSelection(),
      EditorView.contentAttributes.of({ 'aria-label': 'layers, base first, then queries' }),
      pictureLanguage,
      linter(view => mistakesIn(view.state), { delay: 150 }),
      autocompletion({ override: [completePicture], icons: false }),
      keymap.of([...completionKeymap, ...defaultKeymap, ...historyKeymap, ...lintKeymap]),
      EditorView.updateListener.of(update => {
        if (update.docChanged) changed(update.state.doc.toString());
      }),
      editorTheme,
    ],
  });
  const editor = new EditorView({ state, parent: root, root });
  // It scrolls where a row is long, so the keyboard must reach it.
  editor.scrollDOM.tabIndex = 0;
  editor.scrollDOM.setAttribute('role', 'group');
  editor.scrollDOM.setAttribute('aria-label', 'the text of the chain');
  return editor;
}

/** The mistake of a text, under the character with which it begins; a picture has one at a time. */
async function mistakesIn({ doc }: EditorState): Promise<Diagnostic[]> {
  const mistake = await ask('mistakeIn', doc.toString()).answer;
  if (mistake === undefined) return [];
  const { clause, place } = mistake;
  const { from, to } = doc.line(Math.min(place.line, doc.lines));
  const at = Math.min(from + place.column, to);
  const word = /^\S*/.exec(doc.sliceString(at, to))![0].length;
  const start = at === to && at > from ? at - 1 : at;
  return [{ from: start, to: Math.min(to, at + Math.max(word, 1)), severity: 'error', message: clause }];
}
