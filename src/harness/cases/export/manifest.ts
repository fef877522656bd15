/** The content of `manifest.json` in an exported corpus. Paths are relative to its folder, with `/` between their parts. */
export interface Manifest {
  readonly format: 'map-parity corpus 1';
  /** The qemu-imgs of the expected outputs: short name to the first line of `--version`. */
  readonly versions: Readonly<Record<string, string>>;
  readonly checks: readonly ManifestCheck[];
}

/** One command and its expected outputs. */
export interface ManifestCheck {
  readonly case: string;
  /** Why the case exists; empty for random cases. */
  readonly note: string;
  /** The working directory of the command: file names in images are relative to it. */
  readonly folder: string;
  /** The words after `qemu-img map`. */
  readonly arguments: readonly string[];
  /** The image, if `arguments` are only `--output=json` and its name: for programs without such options. */
  readonly image?: string;
  /** The output depends on holes of files: it is expected only if copying has kept them. */
  readonly needsHoles: boolean;
  /** One entry for each distinct outcome. */
  readonly expected: readonly ManifestOutcome[];
}

/** One outcome and the versions that have it. */
export interface ManifestOutcome {
  readonly versions: readonly string[];
  readonly status: number;
  /** The file that holds the bytes of stdout. */
  readonly stdout: string;
  /** The file that holds the bytes of stderr. */
  readonly stderr: string;
}
