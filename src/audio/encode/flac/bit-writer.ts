/** Bits, the highest first, into bytes. */
export class BitWriter {
  #bytes = new Uint8Array(16384);
  #length = 0;
  /** Bits that make no whole byte yet: fewer than 8, the lowest of this number. */
  #rest = 0;
  #restBits = 0;

  /** The lowest `bits` (up to 24) of a value that is not negative. */
  write(value: number, bits: number): void {
    this.#rest = (this.#rest << bits) | value;
    this.#restBits += bits;
    while (this.#restBits >= 8) {
      this.#restBits -= 8;
      if (this.#length === this.#bytes.length) this.#grow();
      this.#bytes[this.#length++] = this.#rest >>> this.#restBits;
    }
    this.#rest &= (1 << this.#restBits) - 1;
  }

  /** That many zeros, then a one. */
  unary(zeros: number): void {
    let left = zeros;
    for (; left >= 16; left -= 16) this.write(0, 16);
    this.write(1, left + 1);
  }

  /** Zeros up to the next whole byte. */
  align(): void {
    if (this.#restBits > 0) this.write(0, 8 - this.#restBits);
  }

  /** The whole bytes so far: a view that further writing may change. */
  get bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  /** The whole bytes in an array of their own; the writer starts anew. */
  take(): Uint8Array<ArrayBuffer> {
    const taken = this.#bytes.slice(0, this.#length);
    this.#length = 0;
    return taken;
  }

  #grow(): void {
    const larger = new Uint8Array(2 * this.#bytes.length);
    larger.set(this.#bytes);
    this.#bytes = larger;
  }
}
