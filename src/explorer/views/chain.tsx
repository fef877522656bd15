import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { WrittenChainView } from '../chain/written-chain.tsx';
import type { ViewAddress } from '../shell/address.ts';
import { unpackText } from '../shell/packed-text.ts';
import { type Loading, useData } from '../shell/use-data.ts';

const first = `base.qcow2 qcow2 64k |##...|
mid.qcow2  qcow2 64k |..#..|
top.qcow2  qcow2 64k |.0.0.|
map top.qcow2
map \`json:{"driver":"qcow2","file":{"driver":"file","filename":"top.qcow2"},"backing":null}\`
`;

/**
 * Writes a chain in the picture notation. The parameter `c` of its address is the chain itself, packed; its place is the name of the
 * golden case to begin with.
 */
export function ChainView({ place, parameters }: ViewAddress): VNode {
  const packed = parameters.get('c');
  const [unpacked, setUnpacked] = useState<{ readonly packed: string; readonly text: string | undefined }>();
  const cases = useData('caseNames');
  useEffect(() => {
    if (packed !== null) unpackText(packed).then(text => setUnpacked({ packed, text }));
  }, [packed]);
  if (packed !== null) {
    if (unpacked?.packed !== packed) return <p class="quiet">Reading the address …</p>;
    if (unpacked.text === undefined)
      return <p class="mistake">This address holds no chain: a part of it may be missing.</p>;
    return (
      <WrittenChainView key={packed} text={unpacked.text} name="" parameters={parameters} cases={cases} />
    );
  }
  if (place === '')
    return <WrittenChainView key="" text={first} name="" parameters={parameters} cases={cases} />;
  return <CaseView key={place} name={place} parameters={parameters} names={cases} />;
}

interface CaseProperties {
  readonly name: string;
  readonly parameters: URLSearchParams;
  readonly names: Loading<readonly string[]>;
}

/** A golden case in the editor. */
function CaseView({ name, parameters, names }: CaseProperties): VNode {
  const cases = useData('cases');
  if (cases.kind === 'loading') return <p class="quiet">Loading the cases …</p>;
  const named = cases.kind === 'loaded' ? cases.data.find(each => each.name === name) : undefined;
  if (named === undefined)
    return <p class="mistake">{cases.kind === 'failed' ? cases.message : `There is no case ${name}.`}</p>;
  return <WrittenChainView text={named.text} name={name} parameters={parameters} cases={names} />;
}
