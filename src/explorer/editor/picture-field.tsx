import type { VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { pictureEditor } from './picture-editor.ts';

interface Properties {
  /** The text to begin with. */
  readonly text: string;
  readonly onText: (text: string) => void;
}

/** The editor of a picture on the page. */
export function PictureField({ text, onText }: Properties): VNode {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const editor = pictureEditor(place.current!, text, onText);
    return () => editor.destroy();
  }, []);
  return <div class="editor" ref={place} />;
}
