import type { EntryKey } from '../../map/profile/entry-fields.ts';

/** A chain that shows what readers get wrong about a key of map's JSON, and what to look at. */
export interface FieldChain {
  /** In the picture notation, with one query. */
  readonly text: string;
  readonly look: string;
}

/** One chain for each key. */
export const fieldChains: Readonly<Record<EntryKey, FieldChain>> = {
  start: {
    text: 'top.qcow2 qcow2 64k |#.#.|\nmap --output=json -s 1000 -l 128k top.qcow2\n',
    look: 'The window begins inside a cluster, and so does the first entry; its offset is that of byte 1000.',
  },
  length: {
    text: 'top.qcow2 qcow2 64k |####..##|\n    at 4 5 6 9 7 8\nmap --output=json top.qcow2\n',
    look:
      'Three clusters are one entry, since they follow each other in the file; the fourth is an entry of its own, since it does ' +
      'not. Neither length is a cluster size.',
  },
  depth: {
    text: 'base.qcow2 qcow2 64k |#.|\nmid.qcow2  qcow2 64k |..|\ntop.qcow2  qcow2 64k |...|\nmap --output=json top.qcow2\n',
    look:
      'Depth 2 is data of the base. The second entry has depth 2 as well, though nobody allocates it, and the third has depth 0, ' +
      'because the backing file ends before it: in neither case does the layer at depth hold anything.',
  },
  present: {
    text: 'base.qcow2 qcow2 64k |##|\ntop.qcow2  qcow2 64k |0.|\nmap --output=json `json:{"driver":"qcow2","file":{"driver":"file","filename":"top.qcow2"},"backing":null}`\n',
    look:
      'The first cluster hides the base, the second lets it through. Without present, in 5.2, both are one entry of zeros: a copy ' +
      'of the layer that goes by zero and data alone is wrong in one of them.',
  },
  zero: {
    text: 'base.qcow2 qcow2 64k |###|\ntop.qcow2  qcow2 64k |0z.|\nmap --output=json top.qcow2\n',
    look:
      'Both zero clusters read as zeros and hide the data below. Whoever leaves ranges with zero out of an overlay lets that data ' +
      'through.',
  },
  data: {
    text: 'top.qcow2 qcow2 64k |#0z.|\nmap --output=json top.qcow2\n',
    look:
      'Three entries have data false: explicit zeros, explicit zeros with a host cluster, and nothing. Only present and offset ' +
      'tell them apart.',
  },
  compressed: {
    text: 'top.qcow2 qcow2 64k |#c|\nmap --output=json top.qcow2\n',
    look: 'A compressed cluster is data without an offset. Before 8.2 nothing else says so: whoever expects an offset with all data fails.',
  },
  offset: {
    text: 'base.qcow2 qcow2 64k |#.|\ntop.qcow2  qcow2 64k |.z|\nmap --output=json top.qcow2\n',
    look:
      'The first offset is one in base.qcow2, not in the image that was mapped. The second is that of a cluster which reads as ' +
      'zeros, whatever its bytes are.',
  },
};
