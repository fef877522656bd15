import { colours, drawingStyle } from '../../drawing/style.ts';

/** Gives a document the style sheets that reports and this page share. The policy forbids `<style>`, but not this. */
export function adoptStyle(root: Document): void {
  root.adoptedStyleSheets = [colours, drawingStyle].map(text => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    return sheet;
  });
}
