const sector = 512;
const entryBytes = 8;

/** Where clusters and tables of a QED image can be. Sizes and offsets are bytes. */
export class QedLayout {
  readonly clusterBytes: number;
  readonly headerBytes: number;
  /** Entries of the L1 table, and of each L2 table. */
  readonly tableEntries: number;
  /** What an L1 entry covers. */
  readonly tableCovers: number;
  readonly #tableClusters: number;
  /** The end of the last whole cluster in the file. */
  readonly end: number;

  constructor(fileLength: number, clusterBytes: number, tableClusters: number, headerClusters: number) {
    this.clusterBytes = clusterBytes;
    this.headerBytes = headerClusters * clusterBytes;
    this.tableEntries = (tableClusters * clusterBytes) / entryBytes;
    this.tableCovers = this.tableEntries * clusterBytes;
    this.#tableClusters = tableClusters;
    const length = Math.ceil(fileLength / sector) * sector;
    this.end = length - (length % clusterBytes);
  }

  /** Whether a data cluster can be there. */
  isCluster(offset: number): boolean {
    const isAligned = Math.floor(offset / this.clusterBytes) * this.clusterBytes === offset;
    return isAligned && offset >= this.headerBytes && offset < this.end;
  }

  /** How many clusters are in the file from that offset of a cluster on. */
  clustersFrom(offset: number): number {
    return (this.end - offset) / this.clusterBytes;
  }

  /** Whether a table can be there: not one of a single cluster, which qemu takes for one that ends where it begins. */
  isTable(offset: number): boolean {
    const last = offset + (this.#tableClusters - 1) * this.clusterBytes;
    return last > offset && this.isCluster(offset) && this.isCluster(last);
  }
}
