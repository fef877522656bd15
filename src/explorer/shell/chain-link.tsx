import type { ComponentChildren, VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { addressOf } from './address.ts';
import { packText } from './packed-text.ts';

interface Properties {
  /** The chain, in the picture notation. */
  readonly text: string;
  readonly children: ComponentChildren;
}

/** A link to the editor, whose address holds a chain. */
export function ChainLink({ text, children }: Properties): VNode {
  const [packed, setPacked] = useState<string>();
  useEffect(() => {
    let current = true;
    packText(text).then(done => current && setPacked(done));
    return () => {
      current = false;
    };
  }, [text]);
  if (packed === undefined) return <span>{children}</span>;
  return <a href={addressOf('chain', '', { c: packed })}>{children}</a>;
}
