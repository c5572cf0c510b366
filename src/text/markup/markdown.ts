import type { Replacement } from '../traced';

/**
 * What Markdown left in a text that is to be read: signs of headings, lists, quotes, emphasis, code, links, pictures and
 * tables, in order and without overlaps. What they hold together stays; a line that had one ends a sentence, since it
 * keeps its line break.
 */
export function markdownMarks(text: string): Replacement[] {
  const found: Replacement[] = [];
  let at = 0;
  for (const line of text.split('\n')) {
    for (const { from, to, say } of lineMarks(line))
      found.push({ from: at + from, to: at + to, say });
    at += line.length + 1;
  }
  return found;
}

const fence = /^\s{0,3}(?:`{3,}|~{3,})[\w+#-]*\s*$/;
const rule = /^\s{0,3}(?:(?:\*\s*){3,}|(?:-\s*){3,}|(?:_\s*){3,}|={3,})\s*$/;
const tableRule = /^\s*\|?(?:\s*:?-{2,}:?\s*\|)+(?:\s*:?-{2,}:?\s*)?$/;
const lead = /^\s{0,12}(?:>\s?)*(?:#{1,6}\s+|[-*+]\s+(?:\[[ xX]\]\s+)?|>\s*)?/;
const inline = new RegExp(
  [
    String.raw`!?\[(?<label>[^[\]]{0,300})\]\((?:[^()\s]|\([^()\s]*\))*(?:\s+"[^"]*")?\)`,
    String.raw`!?\[(?<text>[^[\]]{1,300})\]\[[^[\]]{0,100}\]`,
    '(?<ticks>`+)(?<code>[^`]+)\\k<ticks>',
    String.raw`(?<![*\w])(?<stars>\*{1,3})(?=\S)|(?<=\S)(?<after>\*{1,3})(?![*\w])`,
    String.raw`(?<![\p{L}\p{N}_])_{1,3}(?=[^\s_])|(?<=[^\s_])_{1,3}(?![\p{L}\p{N}_])`,
    '~~',
  ].join('|'),
  'gu',
);

function lineMarks(line: string): Replacement[] {
  if (line === '') return [];
  const only = [fence, rule, tableRule].some((pattern) => pattern.test(line));
  if (only) return [{ from: 0, to: line.length, say: '' }];
  const start = lead.exec(line)?.[0] ?? '';
  if (start.includes('#')) return headingMarks(line, start);
  const from = start.trim() === '' ? 0 : start.length;
  const inner = /^\s*\|.*\|\s*$/.test(line) ? cells(line) : inlineMarks(line, from, line.length);
  // A line break more: no sentence goes on from the line before.
  const mark = { from: 0, to: from, say: start.includes('>') ? '' : '\n' };
  return from > 0 ? [mark, ...inner] : inner;
}

/** With a line break on both sides: no sentence goes on into it or out of it. */
function headingMarks(line: string, start: string): Replacement[] {
  const to = /\s#{1,6}\s*$/.exec(line)?.index ?? line.length;
  return [
    { from: 0, to: start.length, say: '\n' },
    ...inlineMarks(line, start.length, to),
    { from: to, to: line.length, say: '\n' },
  ];
}

/** Cells of a table are read like a list. */
function cells(line: string): Replacement[] {
  const bars = [...line.matchAll(/\s*\|\s*/g)];
  return bars.map(({ 0: bar, index }, at) => ({
    from: index,
    to: index + bar.length,
    say: at === 0 ? '' : at === bars.length - 1 ? '.' : ', ',
  }));
}

function inlineMarks(line: string, from: number, to: number): Replacement[] {
  const marks: Replacement[] = [];
  const pairs = new Set(emphases(line));
  for (const match of line.slice(0, to).matchAll(inline)) {
    const { label, text, code, ticks } = match.groups ?? {};
    const at = match.index;
    const end = at + match[0].length;
    if (at < from) continue;
    const kept = label ?? text ?? code;
    if (kept !== undefined) {
      const start = at + match[0].indexOf(ticks ? kept : `[${kept}`) + (ticks ? 0 : 1);
      marks.push({ from: at, to: start, say: '' }, { from: start + kept.length, to: end, say: '' });
    } else if (pairs.has(at)) marks.push({ from: at, to: end, say: '' });
  }
  return marks;
}

/** Where signs of emphasis stand that have a partner in their line. */
function emphases(line: string): number[] {
  const waiting = new Map<string, number>();
  const found: number[] = [];
  for (const match of line.matchAll(inline)) {
    const { label, text, code } = match.groups ?? {};
    if ((label ?? text ?? code) !== undefined) continue;
    const partner = waiting.get(match[0]);
    if (partner === undefined) waiting.set(match[0], match.index);
    else {
      found.push(partner, match.index);
      waiting.delete(match[0]);
    }
  }
  return found;
}
