import type { FileSource } from './host/file-source.ts';
import type { Profile } from './profile/profile.ts';

/** How `openImage` opens an image. */
export interface OpenImageOptions {
  /** The driver of the image, as `-f`: `qcow2`, `raw`, `null-co`, …; absent: it is probed. Not together with `imageOptions`. */
  readonly format?: string;
  /**
   * The name is an option string, as with `--image-opts`: `driver=qcow2,file.filename=a.qcow2`.
   *
   * @defaultValue false
   */
  readonly imageOptions?: boolean;
  /**
   * As `-U`: the image is opened even if another process may write to it. Image options that contradict it are refused.
   *
   * @defaultValue false
   */
  readonly share?: boolean;
  /**
   * The folders in which files may be opened, for images that you don't trust: an image can name any file as its backing
   * or data file. It applies to every file, the image itself included. Links and `..` don't lead out. The paths are
   * absolute. Absent: all folders, as in qemu-img.
   */
  readonly confine?: readonly string[];
  /**
   * Where all files come from, in place of the system's: bytes in memory, the files that a page was given, a server. Not together with
   * `directory` or `confine`. Absent: the files of the system, which only Node has.
   */
  readonly files?: FileSource;
  /** The folder that relative file names start from. Absent: the working directory. */
  readonly directory?: string;
  /** The version to behave as; see `profileNamed`. Absent: the newest known qemu-img. */
  readonly profile?: Profile;
  /** Passwords by their ids, which the option `encrypt.key-secret=ID` refers to. A string is encoded as UTF-8. */
  readonly secrets?: Readonly<Record<string, string | Uint8Array>>;
  /** The ids of throttle groups, which the option `throttle-group=ID` of the driver throttle refers to. */
  readonly throttleGroups?: readonly string[];
  /**
   * Takes what qemu writes to stderr while it goes on, such as warnings and reports of damage. A text ends with a line
   * feed and may have several lines. Called by `openImage`, and while an iterator of the image advances.
   */
  readonly notice?: (text: string) => void;
}
