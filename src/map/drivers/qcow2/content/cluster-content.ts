import { Unsupported } from '../../../basics/error.ts';
import type { ImageFile } from '../../../file/image-file.ts';
import type { Host } from '../../../host/host.ts';
import { eachPart, unreadableData, WholeBlocks } from '../../format/whole-blocks.ts';
import { readDecrypted } from '../../luks/read-decrypted.ts';
import type { SectorDecryption } from '../../luks/sector-decryption.ts';
import { cryptMethods } from '../encryption/encryption.ts';
import { incompatible } from '../header/features.ts';
import { type Header, hasFeature, l1Shift } from '../header/header.ts';
import { compressedData, hostOffset, isCompressed } from '../tables/entry.ts';
import type { L1Table } from '../tables/l1-table.ts';
import { readDeflatedCluster } from './deflated-cluster.ts';
import { unzstdFrames } from './zstd-frames.ts';

/** What it takes to read clusters that are not in the file as they are. */
export interface ContentParts {
  /** Absent: the image isn't encrypted. */
  readonly decrypt: SectorDecryption | undefined;
  readonly unzstd: Host['unzstd'];
}

/** The parts of an image that reading needs. */
interface ClusterPlaces {
  readonly file: ImageFile;
  readonly dataFile: ImageFile;
  readonly header: Header;
  readonly l1: L1Table;
  readonly content: ContentParts;
}

const zstd = 1;

/** The data of compressed and of encrypted clusters. No cluster is both: qemu writes compressed ones without encryption. */
export class ClusterContent {
  readonly #places: ClusterPlaces;
  readonly #clusterSize: number;
  readonly #compressed: WholeBlocks;

  constructor(places: ClusterPlaces) {
    this.#places = places;
    this.#clusterSize = 2 ** places.header.clusterBits;
    this.#compressed = new WholeBlocks(
      this.#clusterSize,
      (cluster, index) => this.#decompress(cluster, index),
      'forgotten',
    );
  }

  /**
   * Fills `bytes` with the guest's bytes at `offset`, which lie in such clusters.
   *
   * @throws MapError `unreadable`
   * @throws Unsupported if the host has no zstd
   */
  readInto(bytes: Uint8Array, offset: number): void {
    eachPart(bytes, offset, this.#clusterSize, (part, index, byte) => {
      const guest = index * this.#clusterSize + byte;
      const [high, low] = this.#entryOf(index);
      if (isCompressed(high)) this.#readCompressed(part, guest);
      else this.#decrypt(part, guest, hostOffset(high, low) + byte);
    });
  }

  /** qemu keeps no cluster: who listens to the file is told of each read. */
  #readCompressed(part: Uint8Array, guest: number): void {
    const { file } = this.#places;
    if (file.onEvent !== undefined) {
      file.onEvent('read_compressed');
      this.#compressed.forget();
    }
    this.#compressed.readInto(part, guest);
  }

  /** The halves of the L2 entry of a cluster. */
  #entryOf(index: number): readonly [high: number, low: number] {
    const { file, header, l1 } = this.#places;
    const entryBytes = hasFeature(header, incompatible.extendedL2) ? 16 : 8;
    const entries = this.#clusterSize / entryBytes;
    const table = l1.l2Offset(Math.floor((index * this.#clusterSize) / 2 ** l1Shift(header)));
    const entry = file.read(table + (index % entries) * entryBytes, 8);
    return [entry.readUInt32BE(0), entry.readUInt32BE(4)];
  }

  #decrypt(part: Uint8Array, guest: number, host: number): void {
    const { dataFile, header, content } = this.#places;
    // The kernel gives the places of all other clusters.
    const decrypt = content.decrypt!;
    const numbered = header.cryptMethod === cryptMethods.luks ? host : guest;
    readDecrypted(part, { host, numbered }, (at, length) => dataFile.read(at, length), decrypt);
  }

  #decompress(cluster: Uint8Array, index: number): void {
    const { file, header, content } = this.#places;
    const [high, low] = this.#entryOf(index);
    const { offset, bytes } = compressedData(high, low, this.#clusterSize);
    if (header.compressionType !== zstd) {
      readDeflatedCluster(file, Number(offset), bytes, cluster);
      return;
    }
    if (content.unzstd === undefined) throw new Unsupported('reading an image in data compressed by zstd');
    const data = file.read(Number(offset), bytes);
    if (!unzstdFrames(data, cluster, content.unzstd)) throw unreadableData(file, Number(offset));
  }
}
