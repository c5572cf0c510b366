/** A file name from the first words of a text, safe on every system: `the-train-to-oxford.wav`. */
export function fileName(text: string, extension: string): string {
  const words = text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  let name = '';
  for (const word of words) {
    if (name.length + word.length > 40) break;
    name += name ? `-${word}` : word;
  }
  return `${name || 'speech'}.${extension}`;
}
