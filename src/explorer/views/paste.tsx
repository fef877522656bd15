import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { ComparisonTable } from '../paste/comparison-table.tsx';
import { PastedPanel } from '../paste/pasted-panel.tsx';
import { addressOf, type ViewAddress } from '../shell/address.ts';
import { packText, unpackText } from '../shell/packed-text.ts';
import { useWrittenAddress } from '../shell/use-written-address.ts';
import { useTask } from '../worker/use-task.ts';

/** Texts that somebody pasted, with a map in each. The parameters `one` and `two` of the address hold them, packed. */
export function PasteView({ parameters }: ViewAddress): VNode {
  const [texts, setTexts] = useState<readonly [string, string]>(['', '']);
  const [isReady, setReady] = useState(false);
  useEffect(() => {
    const packed = ['one', 'two'].map(name => parameters.get(name));
    Promise.all(packed.map(each => (each === null ? '' : unpackText(each)))).then(([one = '', two = '']) => {
      setTexts([one, two]);
      setReady(true);
    });
  }, []);
  const write = async (): Promise<string> => {
    const [one, two] = await Promise.all(texts.map(text => (text === '' ? '' : packText(text))));
    return addressOf('paste', '', { ...(one && { one }), ...(two && { two }) });
  };
  useWrittenAddress(isReady ? write : undefined, [texts]);
  const given = texts.filter(text => text.trim() !== '');
  const { value, failure } = useTask(
    'readPastes',
    given.length > 0 ? given : undefined,
    JSON.stringify(given),
  );
  const read = given.length > 0 ? value : undefined;
  const field = (index: 0 | 1, title: string): VNode => (
    <label>
      {title}
      <textarea
        rows={8}
        spellcheck={false}
        value={texts[index]}
        onInput={({ currentTarget }) =>
          setTexts(index === 0 ? [currentTarget.value, texts[1]] : [texts[0], currentTarget.value])
        }
      />
    </label>
  );
  return (
    <>
      <p>
        A map of any version, as JSON, as the table or from nbdinfo, with whatever stands around it: prompts,
        mails, logs.
      </p>
      <div class="columns">
        {field(0, 'A text with a map')}
        {field(1, 'Another one, to compare (optional)')}
      </div>
      {failure !== undefined && <p class="mistake">{failure}</p>}
      {read?.comparison !== undefined && <ComparisonTable rows={read.comparison} />}
      {read?.pastes.map((paste, index) => (
        <PastedPanel paste={paste} number={index + 1} />
      ))}
    </>
  );
}
