/** The sum of the bytes of a footer, the checksum itself left out, with each bit turned (section "Hard Disk Footer"). */
export function footerChecksum(footer: Uint8Array): number {
  const [start, end] = [64, 68];
  const sum = footer.reduce((before, byte, at) => (at >= start && at < end ? before : before + byte), 0);
  return ~sum >>> 0;
}

/** Bytes of a footer. */
export const footerBytes = 512;
