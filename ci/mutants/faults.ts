/** A small fault to plant in the map: `text`, which occurs once in `file`, becomes `replacement`. */
export interface Fault {
  /** What it does, for people. */
  readonly name: string;
  /** Relative to src/map. */
  readonly file: string;
  readonly text: string;
  readonly replacement: string;
}

/**
 * Faults as people make them: a border off by one, a bit that is forgotten, a case that is left out. They stand for what a
 * change of the map may break. None of them makes an endless loop.
 */
export const faults: readonly Fault[] = [
  // The entries of tables.
  fault(
    'a zero flag beside a host offset counts as data',
    'kernel/assembly/entry.ts',
    'return hostOffset(word) === 0 ? zeroBit : zeroBit | hostedBit;',
    'return hostOffset(word) === 0 ? zeroBit : dataBit | hostedBit;',
  ),
  fault(
    'a plain zero cluster counts as unallocated',
    'kernel/assembly/entry.ts',
    'hostOffset(word) === 0 ? zeroBit :',
    'hostOffset(word) === 0 ? 0 :',
  ),
  fault(
    'compressed clusters lose their flag',
    'kernel/assembly/flags.ts',
    'const printedBits: i32 = dataBit | zeroBit | compressedBit;',
    'const printedBits: i32 = dataBit | zeroBit;',
  ),
  fault(
    'a host cluster at offset 0 of a data file counts as none',
    'kernel/assembly/entry.ts',
    '(external ? hostMask | copied : hostMask)',
    '(external ? hostMask : hostMask)',
  ),
  fault(
    'a subcluster that reads as zeros without a host cluster is unallocated',
    'kernel/assembly/entry.ts',
    'return isZero ? zeroBit : 0;',
    'return 0;',
  ),
  fault(
    'a reserved subcluster has no host offset',
    'kernel/assembly/entry.ts',
    '? dataBit | hostedBit : hostedBit;',
    '? dataBit | hostedBit : 0;',
  ),
  fault(
    'an illegal bitmap is taken as it is',
    'kernel/assembly/entry.ts',
    'if ((zeros & allocated) !== 0) return invalidBit;',
    '',
  ),
  fault(
    'allocation bits without a host cluster are accepted',
    'kernel/assembly/entry.ts',
    'if (allocated !== 0) return invalidBit;',
    '',
  ),
  // Runs of one layer.
  fault(
    'data goes on where host offsets jump',
    'kernel/assembly/clusters.ts',
    'if (isElsewhere || clusterCode(next, isExternal) !== code)',
    'if (clusterCode(next, isExternal) !== code)',
  ),
  fault(
    'subclusters go on where host offsets jump',
    'kernel/assembly/subclusters.ts',
    'if (isElsewhere || next !== code)',
    'if (next !== code)',
  ),
  fault(
    'damage right after compressed clusters counts at once',
    'kernel/assembly/subclusters.ts',
    '(next & invalidBit) !== 0 && (code & compressedBit) === 0',
    '(next & invalidBit) !== 0',
  ),
  fault(
    'an encrypted cluster has a host offset',
    'kernel/assembly/window.ts',
    'isHosted & !layer.isEncrypted',
    'isHosted',
  ),
  fault(
    'zero clusters are looked up in holes, too',
    'kernel/assembly/window.ts',
    '(code & kindMask) === dataBit);',
    '(code & dataBit) !== 0);',
  ),
  fault(
    'an unaligned host offset is accepted',
    'kernel/assembly/window.ts',
    '(isUnaligned | (layer.isExternal & isElsewhere))',
    '(layer.isExternal & isElsewhere)',
  ),
  fault(
    'a data file may have other host offsets than the guest',
    'kernel/assembly/window.ts',
    '(isUnaligned | (layer.isExternal & isElsewhere))',
    'isUnaligned',
  ),
  // The walk down the chain.
  fault(
    'the last sector of the layer below is not looked at',
    'kernel/assembly/walk.ts',
    'position >= below.virtualSize',
    'position + 512 >= below.virtualSize',
  ),
  fault(
    'a run of the layer below is not cut at its end',
    'kernel/assembly/walk.ts',
    'min(until, below.virtualSize)',
    'until',
  ),
  fault(
    'clusters that are decided together have no damage',
    'kernel/assembly/columns.ts',
    'isDamaged(layer, first + index, code, host) ||',
    '',
  ),
  fault(
    'clusters that are decided together are not looked up in holes',
    'kernel/assembly/columns.ts',
    '(isRefined && !isInSegment(layer, host))',
    'false',
  ),
  fault(
    'depth stays where the walk goes up',
    'kernel/assembly/walk.ts',
    '      depth--;\n',
    '      depth -= depth > 4 ? 0 : 1;\n',
  ),
  fault(
    'zeros that no layer allocates are present',
    'kernel/assembly/flags.ts',
    'presentBit, select(zeroBit, 0, layer.supportsBacking), isPresent',
    'presentBit, select(zeroBit | presentBit, 0, layer.supportsBacking), isPresent',
  ),
  fault(
    'what nobody allocates is neither zero nor data',
    'kernel/assembly/flags.ts',
    'select(zeroBit, 0, layer.supportsBacking)',
    'select(0, 0, layer.supportsBacking)',
  ),
  fault(
    'zeros that a raw image makes up are allocated',
    'kernel/assembly/flags.ts',
    '(kind & (zeroBit | synthesisedBit)) === zeroBit',
    '(kind & zeroBit) !== 0',
  ),
  fault(
    'damage after a run counts only where the walk arrives at it',
    'kernel/assembly/cursor.ts',
    'if (min(reach, limit) > run.end) find(layer.id, <f64>run.end, <f64>limit);\n',
    '',
  ),
  // Extents.
  fault(
    'extents merge where host offsets jump',
    'kernel/assembly/steps.ts',
    '(offset === expected) & (file === last.file) & (((last.flags',
    '((offset === noOffset) === (expected === noOffset)) & (file === last.file) & (((last.flags',
  ),
  fault(
    'zeros of two layers are one extent',
    'status/extent-flags.ts',
    'return -depthUnit | flags;',
    'return flags;',
  ),
  fault(
    'a window that ends in the last sector reaches the end of the image',
    'status/window.ts',
    'end < size ? end : size',
    'end < size - 512n ? end : size',
  ),
  fault(
    'a file has data past its end',
    'host/nodejs/segments/host-segments.ts',
    'if (offset >= this.#length) return { hole: true,',
    'if (offset >= this.#length) return { hole: false,',
  ),
  fault(
    'holes count as data',
    'kernel/assembly/cursor.ts',
    'part.kind |= select(zeroBit, 0, layer.isHole);',
    '',
  ),
  fault(
    'host offsets wrap at 2^32',
    'kernel/assembly/cursor.ts',
    'run.offset + (byte - run.start), run.offset === noOffset',
    '(run.offset + (byte - run.start)) & 0xffff_ffff, run.offset === noOffset',
  ),
  // Printing.
  fault(
    'zero is not printed in hexadecimal',
    'print/human.ts',
    "value === 0n ? '0' :",
    "value === 0n ? '0x0' :",
  ),
  fault('the offset column is narrower', 'print/human.ts', 'const column = 16;', 'const column = 15;'),
  fault(
    'rows of zeros are printed',
    'print/print-map.ts',
    'if (!data || zero) continue;',
    'if (!data) continue;',
  ),
  fault(
    'a table names the top instead of the layer',
    'print/print-map.ts',
    'fileOfRun(chain.layers[depth]!, extents.file(index)).name',
    'fileOfRun(chain.layers[0]!, extents.file(index)).name',
  ),
  fault(
    'a compressed extent has no row and no error',
    'print/print-map.ts',
    "if (offset === undefined) return 'File contains external, encrypted or compressed clusters.';",
    'if (offset === undefined) continue;',
  ),
  fault(
    'numbers of nine digits lose a zero',
    'kernel/assembly/digits.ts',
    'if (unsigned < hundredMillion)',
    'if (unsigned < 10_000_000)',
  ),
  // Opening.
  fault(
    'the L1 table may be too small',
    'drivers/qcow2/header/check-header.ts',
    "if (header.l1Size < l1Needed) throw new Refusal('L1 table is too small');",
    '',
  ),
  fault(
    'a header of 103 bytes is long enough',
    'drivers/qcow2/header/check-header.ts',
    'headerLength < 104',
    'headerLength < 103',
  ),
  fault(
    'the compression type is read from short headers',
    'drivers/qcow2/header/header.ts',
    'headerLength > 104 ? fields.getUint8(104) : 0',
    'fields.getUint8(104)',
  ),
  fault(
    'zero clusters of version 2 are accepted',
    'drivers/qcow2/qcow2-finder.ts',
    '(header.version < 3 ? zeroBit : 0)',
    '0',
  ),
  fault(
    'compressed clusters with a data file are accepted',
    'drivers/qcow2/qcow2-finder.ts',
    '(external ? compressedBit : 0)',
    '0',
  ),
  fault(
    'an unaligned L2 table is read',
    'drivers/qcow2/qcow2-finder.ts',
    'if (tableOffset % this.#clusterSize !== 0) {',
    'if (tableOffset % 512 !== 0) {',
  ),
  fault(
    'a full file counts as preallocated one cluster early',
    'drivers/qcow2/tables/preallocation.ts',
    'stored + 2)',
    'stored + 1)',
  ),
  fault(
    'refcounts of 4 bits are read in the wrong order',
    'drivers/qcow2/tables/refcounts.ts',
    '(block[bit >> 3]! >> (bit & 7)) & mask',
    '(block[bit >> 3]! >> (8 - width - (bit & 7))) & mask',
  ),
  fault(
    'host offsets in a part of a raw file count from its start',
    'drivers/raw/raw-image.ts',
    'noOffset : found.offset,',
    'noOffset : found.offset - this.offset,',
  ),
  fault(
    'the format in the header beats that of the options',
    'chain/backing.ts',
    "if (header.format !== '' && !child.has('driver'))",
    "if (header.format !== '')",
  ),
  fault(
    'holes of NBD are told by one rule in all versions',
    'status/nbd-blocks.ts',
    "profile.nbdHole === 'no-data' ? !data : owner === 0",
    '!data',
  ),
];

function fault(name: string, file: string, text: string, replacement: string): Fault {
  return { name, file, text, replacement };
}
