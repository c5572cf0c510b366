/** Sixty words of running English. */
export const paragraph =
  'The keeper of the light had lived on the rock for thirty years, and he knew every voice of the sea. ' +
  'On quiet mornings it whispered along the stones, and in winter it shouted until the windows shook. ' +
  'He wrote it all down in a thick book, so that whoever came after him would know what to expect, ' +
  'and would not be afraid.';

/** At least `length` characters of sentences, each with a number of its own. */
export function longText(length: number): string {
  let text = '';
  for (let count = 1; text.length < length; count++) {
    text += `Sentence number ${count} says that the harbour is calm and the boats are home. `;
  }
  return text.trim();
}
