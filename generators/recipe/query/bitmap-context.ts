/** A context of NBD for a dirty bitmap: this, and the name of the bitmap. */
export const bitmapContext = 'qemu:dirty-bitmap:';
