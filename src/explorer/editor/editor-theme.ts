import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';

/** The look of the editor: the colours of the page around it, which are dark or light. */
export const editorTheme: Extension = EditorView.theme({
  '&': {
    border: '1px solid var(--quiet)',
    borderRadius: '0.3rem',
    background: 'var(--paper)',
    fontSize: '0.87rem',
  },
  '&.cm-focused': { outline: '2px solid var(--link)' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '1.5' },
  '.cm-content': { caretColor: 'var(--ink)', minHeight: '6rem' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    background: 'var(--mark)',
  },
  '.cm-gutters': { background: 'var(--card)', color: 'var(--quiet)', borderRight: '1px solid var(--line)' },
  '.cm-tooltip': { background: 'var(--card)', color: 'var(--ink)', border: '1px solid var(--quiet)' },
  '.cm-tooltip-autocomplete > ul > li[aria-selected]': { background: 'var(--link)', color: 'var(--paper)' },
  '.cm-completionDetail': { color: 'var(--quiet)', fontStyle: 'normal' },
  '.cm-tooltip-autocomplete > ul > li[aria-selected] .cm-completionDetail': { color: 'inherit' },
  '.cm-lintRange-error': {
    backgroundImage: 'none',
    textDecoration: 'underline wavy var(--bad)',
    textUnderlineOffset: '3px',
  },
  '.cm-diagnostic-error': { borderLeft: '5px solid var(--bad)' },
});
