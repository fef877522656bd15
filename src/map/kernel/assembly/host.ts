// What the kernel can't do itself. `id` is the layer's. Where the host throws, the call of the kernel that led there ends.

/** Sets the layer's run to its answer at a guest byte that the window doesn't have; see `Finder.find` for `limit`. */
export declare function find(id: i32, offset: f64, limit: f64): void;

/** Moves the layer's window to the L2 entry of a guest byte whose table has one. */
export declare function load(id: i32, offset: f64): void;

/** How far one question of qemu's at a guest byte looks at most: a guest byte. */
export declare function lookAhead(id: i32, offset: f64): f64;

/** Tells by `setSegment` what the host has at a byte of the layer's data file. */
export declare function segment(id: i32, offset: f64): void;

/** Never returns: an entry of the window is wrong, whose state has `code`. */
export declare function damage(id: i32, entry: i32, code: i32): void;
