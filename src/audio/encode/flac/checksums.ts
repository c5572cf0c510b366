/** FLAC's check of a frame's header: polynomial x⁸ + x² + x + 1 (RFC 9639, section 9.1.8). */
export function crc8(bytes: Uint8Array): number {
  let crc = 0;
  for (const byte of bytes) crc = table8[crc ^ byte]!;
  return crc;
}

/** FLAC's check of a whole frame: polynomial x¹⁶ + x¹⁵ + x² + 1 (RFC 9639, section 9.3). */
export function crc16(bytes: Uint8Array): number {
  let crc = 0;
  for (const byte of bytes) crc = ((crc << 8) & 0xffff) ^ table16[(crc >> 8) ^ byte]!;
  return crc;
}

const table8 = tableOf(0x07, 8);
const table16 = tableOf(0x8005, 16);

function tableOf(polynomial: number, bits: number): Uint16Array {
  const top = 1 << (bits - 1);
  const mask = 2 ** bits - 1;
  return Uint16Array.from({ length: 256 }, (_, byte) => {
    let crc = byte << (bits - 8);
    for (let i = 0; i < 8; i++) crc = ((crc << 1) ^ (crc & top ? polynomial : 0)) & mask;
    return crc;
  });
}
