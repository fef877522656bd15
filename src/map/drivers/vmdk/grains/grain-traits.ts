/** What the header of an extent with entries of 32 bits says of its grains. */
export interface GrainTraits {
  readonly isCompressed: boolean;
  readonly hasZeroGrains: boolean;
  /** A marker stands in front of each compressed grain. */
  readonly hasMarkers: boolean;
}

/** The entry of a grain of zeros, in an image that has such entries. */
export const zeroGrain = 1;
