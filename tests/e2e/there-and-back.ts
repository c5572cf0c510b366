/**
 * Runs in a page: says a request's sentence in a format, has the file written down by the sample model, and gives what
 * that heard. Throws the API's own words.
 */
export async function thereAndBack([spoken, format]: readonly [
  Record<string, unknown>,
  string,
]): Promise<string> {
  const speech = await fetch('/v1/audio/speech', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...spoken, response_format: format }),
  });
  if (!speech.ok) throw new Error(await speech.text());
  const form = new FormData();
  form.append('model', 'sample-whisper');
  form.append('file', await speech.blob(), `speech.${format === 'opus' ? 'ogg' : format}`);
  const answer = await fetch('/v1/audio/transcriptions', { method: 'POST', body: form });
  if (!answer.ok) throw new Error(await answer.text());
  return ((await answer.json()) as { text: string }).text;
}

/** A sentence of words that the sample models know, as they say and hear it best. */
export const sampleSentence = {
  ...{ model: 'sample-kokoro', voice: 'af_sample', speed: 0.9 },
  input: 'north three red',
} as const;
