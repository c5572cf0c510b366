/** What a page of an Ogg stream says of itself (RFC 3533, section 6). */
export type OggPage = {
  first: boolean;
  last: boolean;
  granule: number;
  sequence: number;
  intact: boolean;
  body: Buffer;
};

/** The pages of a file; throws where one does not follow the other. */
export function readOggPages(file: Buffer): OggPage[] {
  const pages: OggPage[] = [];
  for (let at = 0; at < file.length;) {
    if (file.toString('latin1', at, at + 4) !== 'OggS') throw new Error(`No page at byte ${at}.`);
    const segments = file.readUInt8(at + 26);
    const table = file.subarray(at + 27, at + 27 + segments);
    const start = at + 27 + segments;
    const end = start + table.reduce((sum, size) => sum + size, 0);
    const flags = file.readUInt8(at + 5);
    pages.push({
      first: (flags & 2) !== 0,
      last: (flags & 4) !== 0,
      granule: Number(file.readBigInt64LE(at + 6)),
      sequence: file.readUInt32LE(at + 18),
      intact: checksum(file.subarray(at, end)) === file.readUInt32LE(at + 22),
      body: file.subarray(start, end),
    });
    at = end;
  }
  return pages;
}

/** Polynomial 0x04c11db7, its own four bytes taken for zeros. */
function checksum(page: Buffer): number {
  let crc = 0;
  page.forEach((byte, i) => {
    crc ^= (i >= 22 && i < 26 ? 0 : byte) << 24;
    for (let bit = 0; bit < 8; bit++) crc = crc < 0 ? (crc << 1) ^ 0x04c11db7 : crc << 1;
  });
  return crc >>> 0;
}
