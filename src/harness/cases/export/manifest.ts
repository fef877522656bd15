/** `manifest.json` of an exported corpus; paths are relative to its folder, with `/` between their parts. */
export interface Manifest {
  readonly format: 'map-parity corpus 1';
  /** The qemu-imgs that the expected bytes come from: short name to what `--version` says first. */
  readonly versions: Readonly<Record<string, string>>;
  readonly checks: readonly ManifestCheck[];
}

/** One command and what each version answers to it. */
export interface ManifestCheck {
  readonly case: string;
  /** Why the case exists; empty for drawn ones. */
  readonly note: string;
  /** The working directory of the command: names in images are relative to it. */
  readonly folder: string;
  /** What follows `qemu-img map`. */
  readonly arguments: readonly string[];
  /** The image, where `arguments` are `--output=json` and its name alone; for programs without such options. */
  readonly image?: string;
  /** The answer depends on holes of files: it holds only where copying has kept them. */
  readonly needsHoles: boolean;
  /** Versions that say the same are one entry. */
  readonly expected: readonly ManifestOutcome[];
}

export interface ManifestOutcome {
  readonly versions: readonly string[];
  readonly status: number;
  /** The file that holds the bytes of stdout. */
  readonly stdout: string;
  /** The file that holds the bytes of stderr. */
  readonly stderr: string;
}
