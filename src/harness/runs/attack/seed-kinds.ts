/** A kind of image, as a real qemu-img makes it from `source.raw`. */
export interface SeedKind {
  /** What it is, for people. */
  readonly name: string;
  readonly format: string;
  /** The file that is mapped. */
  readonly image: string;
  /** The command lines that make it, without the word qemu-img. */
  readonly commands: readonly (readonly string[])[];
}

/** The raw file that all kinds are made from. */
export const source = 'source.raw';

function converted(format: string, kind: string, ...words: string[]): SeedKind {
  const image = `a.${format}`;
  return {
    name: kind === '' ? format : `${format}, ${kind}`,
    format,
    image,
    commands: [['convert', '-f', 'raw', '-O', format, ...words, source, image]],
  };
}

function followedBy(kind: SeedKind, ...commands: readonly string[][]): SeedKind {
  return { ...kind, commands: [...kind.commands, ...commands] };
}

/** A top that writes the whole source over a base, so that it has zero clusters where the source has zeros. */
function overBase(format: string): SeedKind {
  return {
    ...converted(format, 'over a base', '-B', 'base.raw', '-F', 'raw'),
    commands: [
      ['create', '-f', 'raw', 'base.raw', '4M'],
      ['create', '-f', format, '-b', 'base.raw', '-F', 'raw', `a.${format}`],
      ['convert', '-n', '-f', 'raw', '-O', format, source, `a.${format}`],
    ],
  };
}

/** The kinds of all formats that qemu-img can write, but LUKS: its key material alone is 256 KiB of noise. */
export const seedKinds: readonly SeedKind[] = [
  converted('qcow2', ''),
  converted('qcow2', 'version 2', '-o', 'compat=0.10'),
  converted('qcow2', 'clusters of 512 bytes', '-o', 'cluster_size=512'),
  converted('qcow2', 'subclusters', '-o', 'extended_l2=on'),
  converted('qcow2', 'compressed', '-c'),
  converted('qcow2', 'compressed with zstd', '-c', '-o', 'compression_type=zstd'),
  converted('qcow2', 'preallocated', '-o', 'preallocation=metadata'),
  converted('qcow2', 'refcounts of 1 bit', '-o', 'refcount_bits=1'),
  converted('qcow2', 'with a data file', '-o', 'data_file=data.raw,data_file_raw=on'),
  followedBy(converted('qcow2', 'with snapshots'), ['snapshot', '-c', 'one', 'a.qcow2']),
  followedBy(converted('qcow2', 'with a bitmap'), ['bitmap', '--add', 'a.qcow2', 'one']),
  overBase('qcow2'),
  converted('qcow', ''),
  converted('qed', ''),
  converted('qed', 'small', '-o', 'cluster_size=4k,table_size=2'),
  overBase('qed'),
  converted('vmdk', 'monolithicSparse'),
  converted('vmdk', 'monolithicFlat', '-o', 'subformat=monolithicFlat'),
  converted('vmdk', 'twoGbMaxExtentSparse', '-o', 'subformat=twoGbMaxExtentSparse'),
  converted('vmdk', 'twoGbMaxExtentFlat', '-o', 'subformat=twoGbMaxExtentFlat'),
  converted('vmdk', 'streamOptimized', '-o', 'subformat=streamOptimized'),
  converted('vmdk', 'zeroed grains', '-o', 'zeroed_grain=on'),
  converted('vdi', ''),
  converted('vdi', 'static', '-o', 'static=on'),
  converted('vpc', 'dynamic'),
  converted('vpc', 'fixed', '-o', 'subformat=fixed,force_size=on'),
  converted('vhdx', 'dynamic', '-o', 'block_size=1M'),
  converted('vhdx', 'fixed', '-o', 'subformat=fixed'),
  converted('parallels', ''),
  converted('parallels', 'small', '-o', 'cluster_size=64k'),
];
