/**
 * The words that have to be put in, left out or changed to make one text of the other (Levenshtein's distance over the
 * words said); case and punctuation do not count.
 * @param {string} said
 * @param {string} heard
 * @returns {{ errors: number, words: number }} `words` of what was said
 */
export function wordErrors(said, heard) {
  const [a, b] = [words(said), words(heard)];
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  a.forEach((word, index) => {
    const before = row;
    row = [index + 1];
    b.forEach((other, at) => {
      const changed = before[at] + Number(word !== other);
      row.push(Math.min(changed, before[at + 1] + 1, row[at] + 1));
    });
  });
  return { errors: row.at(-1), words: a.length };
}

/**
 * Errors over the words said.
 * @param {string} said
 * @param {string} heard
 * @returns {number} 0 for the same words; above 1 where more is heard than was said
 */
export function wordErrorRate(said, heard) {
  const { errors, words } = wordErrors(said, heard);
  return errors / Math.max(1, words);
}

function words(text) {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}
