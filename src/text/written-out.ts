import { script, type ScriptOptions } from './script';
import type { Span } from './sentences';
import { sourceSpan } from './traced';

/** A part of the text written out that stands for a part of the author's, which is written in another way. */
export type WrittenSpan = Span & { source: Span };

/** A text as it will be said, a line for each of the author's; `spans` are in order. */
export async function writeOut(
  text: string,
  options: ScriptOptions,
): Promise<{ text: string; spans: WrittenSpan[] }> {
  const spans: WrittenSpan[] = [];
  let written = '';
  let reached = 0;
  for await (const { said } of script(text, options)) {
    if (said.text.trim() === '') continue;
    const source = sourceSpan(said, 0, said.text.length);
    const gap = text.slice(reached, source.from).includes('\n') ? '\n' : ' ';
    if (written !== '') written += gap;
    for (const [index, run] of said.runs.entries()) {
      const to = said.runs[index + 1]?.at ?? said.text.length;
      if (run.copied) continue;
      spans.push({ from: written.length + run.at, to: written.length + to, source: run.source });
    }
    written += said.text;
    reached = source.to;
  }
  return { text: written, spans };
}
