/** Why the model abstains, in the words of reports. */
export type Reason =
  | 'misuse of the command line'
  | 'a request for help'
  | 'an object that is no plain secret'
  | 'a context of NBD in a window, or of filters'
  | 'a size beyond plain ones'
  | 'image options of another kind'
  | 'a format that is not the file’s'
  | 'a name that is no plain path'
  | 'a file that is not in the recipe'
  | 'a chain that never ends'
  | 'a data file of an image that is served'
  | 'part of a sector that is served'
  | 'damage'
  | 'a format that some builds of this version lack'
  | 'zstd, which some builds of this version lack'
  | 'zero clusters in version 2'
  | 'a bitmap that no program may write'
  | 'compressed clusters and a data file'
  | 'holes that show or not by the blocks of the host'
  | 'a header extension that changes how the image opens';

/** The model doesn't know what map must print. */
export interface Abstention {
  readonly kind: 'abstains';
  readonly reason: Reason;
}

export function abstain(reason: Reason): Abstention {
  return { kind: 'abstains', reason };
}
