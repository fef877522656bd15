import { toByteString, toText } from './basics/byte-string.ts';
import type { Chain } from './chain/chain.ts';
import { openChain } from './chain/open-chain.ts';
import { Confinement } from './file/confinement.ts';
import type { Secrets } from './node/secrets.ts';
import { newest, type Profile } from './profile/profile.ts';

/** How `openImage` opens an image. */
export interface OpenImageOptions {
  /** The driver of the image, as `-f`: `qcow2` or `raw`. Absent: it is probed. Not together with `imageOptions`. */
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
   * or data file. It applies to every file, the image itself included. Links and `..` don't lead out. Relative folders
   * start from the working directory. Absent: all folders, as in qemu-img.
   */
  readonly confine?: readonly string[];
  /** The folder that relative file names start from. Absent: the working directory. */
  readonly directory?: string;
  /** The version to behave as; see `profileNamed`. Absent: the newest known qemu-img. */
  readonly profile?: Profile;
  /** Passwords by their ids, which the option `encrypt.key-secret=ID` refers to. A string is encoded as UTF-8. */
  readonly secrets?: Readonly<Record<string, string | Uint8Array>>;
  /**
   * Takes what qemu writes to stderr while it goes on, such as warnings and reports of damage. A text ends with a line
   * feed and may have several lines. Called by `openImage`, and while an iterator of the image advances.
   */
  readonly notice?: (text: string) => void;
}

/** One layer of an open image. */
export interface Layer {
  /** The name that the layer was opened by, as qemu prints it. */
  readonly name: string;
  /** The driver, by its name in qemu: `qcow2` or `raw`. */
  readonly format: string;
  /** In bytes, a multiple of 512. */
  readonly virtualSize: bigint;
  /** In bytes; absent if the format has no clusters. */
  readonly clusterSize?: number;
  /** False if the host can't tell holes from data: then a file counts as data throughout. */
  readonly knowsHoles: boolean;
}

/** An open image with all its backing files. */
export interface Image extends Disposable {
  /** In bytes, a multiple of 512. */
  readonly virtualSize: bigint;
  /** The layers from the top down; the index is the depth. */
  readonly layers: readonly Layer[];
  /** The version that the image was opened as. */
  readonly profile: Profile;
  /** Closes the files. After that the image can't be mapped. To be called once; `using` does so. */
  close(): void;
}

const chains = new WeakMap<Image, Chain>();

/** The chain of an image that `openImage` returned. */
export function chainOf(image: Image): Chain {
  return chains.get(image)!;
}

/**
 * Opens an image and all its backing files for reading.
 *
 * @param name a file name, a name with a protocol or `json:{…}`, as qemu-img takes it. A string is encoded as UTF-8;
 * bytes are for names that aren't UTF-8
 * @throws Refusal (code `refused`) if qemu-img refuses the image or the options, with the text that it prints
 * @throws Unsupported (code `unsupported`) if only qemu-img can map the image
 * @throws Confined (code `confined`) if a file lies outside of the folders of `confine`
 * @throws MapError with code `bad-folder` if a folder of `confine` doesn't exist, with code `unreadable` if the system
 * can't read a file
 */
export function openImage(name: string | Uint8Array, options: OpenImageOptions = {}): Image {
  const { format, directory, notice, confine } = options;
  const profile = options.profile ?? newest;
  const chain = openChain(toByteString(name), {
    profile,
    imageOptions: options.imageOptions ?? false,
    forceShare: options.share ?? false,
    notice: text => notice?.(toText(text)),
    secrets: secretsOf(options.secrets ?? {}),
    ...(format !== undefined && { format: toByteString(format) }),
    ...(directory !== undefined && { directory: toByteString(directory) }),
    ...(confine !== undefined && { confinement: new Confinement(confine) }),
  });
  const layers = chain.layers.map(layer => ({
    name: toText(layer.file.name),
    format: layer.driver,
    virtualSize: BigInt(layer.virtualSize),
    ...(layer.clusterSize !== undefined && { clusterSize: layer.clusterSize }),
    get knowsHoles() {
      return layer.dataFile.knowsHoles;
    },
  }));
  const image: Image = {
    virtualSize: layers[0]!.virtualSize,
    layers,
    profile,
    close: () => chain.close(),
    [Symbol.dispose]: () => chain.close(),
  };
  chains.set(image, chain);
  return image;
}

function secretsOf(passwords: Readonly<Record<string, string | Uint8Array>>): Secrets {
  return new Map(Object.entries(passwords).map(([id, data]) => [toByteString(id), Buffer.from(data)]));
}
