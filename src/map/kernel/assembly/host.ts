// The functions that the kernel calls in its host. `id` is that of the layer. An exception of the host ends the kernel
// call that led to it.

/** Sets the run of the layer to its answer at a guest byte that the window doesn't cover; see `Finder.find` for `limit`. */
export declare function find(id: i32, offset: f64, limit: f64): void;

/** Moves the window of the layer to the L2 entry of a guest byte, which has an L2 table. False: that part can't be read. */
export declare function load(id: i32, offset: f64): bool;

/** The guest byte up to which one block-status request of qemu at `offset` looks. */
export declare function lookAhead(id: i32, offset: f64): f64;

/** Sets, by `setSegment`, the hole or data of the file with that number that holds a byte of it, for a request that ends at `end`. */
export declare function segment(id: i32, offset: f64, end: f64, file: i32): void;

/** Reports a damaged entry of the window, whose state has `code`. Never returns. */
export declare function damage(id: i32, entry: i32, code: i32): void;
