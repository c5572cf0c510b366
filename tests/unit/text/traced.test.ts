import { describe, expect, it } from 'vitest';
import {
  joinTraced,
  replaceTraced,
  sliceTraced,
  sourceSpan,
  standIn,
  traced,
} from '../../../src/text/traced';

function sources(author: string, text: ReturnType<typeof traced>): string[] {
  return [...text.text].map((_, at) => {
    const { from, to } = sourceSpan(text, at, at + 1);
    return author.slice(from, to);
  });
}

describe('a traced text', () => {
  const author = 'It cost $5 and £2.';
  const said = replaceTraced(traced(author), [
    { from: 8, to: 10, say: 'five dollars' },
    { from: 15, to: 17, say: 'two pounds' },
  ]);

  it('knows where what was copied came from, and what stands for what', () => {
    expect(said.text).toBe('It cost five dollars and two pounds.');
    expect(sources(author, said).join('')).toBe(
      `It cost ${'$5'.repeat(12)} and ${'£2'.repeat(10)}.`,
    );
    expect(sourceSpan(said, 3, 12)).toEqual({ from: 3, to: 10 });
  });

  it('can be replaced again', () => {
    const again = replaceTraced(said, [{ from: 3, to: 20, say: 'was cheap' }]);
    expect(again.text).toBe('It was cheap and two pounds.');
    expect(sourceSpan(again, 3, 6)).toEqual({ from: 3, to: 10 });
    expect(sourceSpan(again, 17, 20)).toEqual({ from: 15, to: 17 });
  });

  it('is cut and joined', () => {
    const part = sliceTraced(said, 8, 24);
    expect(part.text).toBe('five dollars and');
    expect(sourceSpan(part, 5, 12)).toEqual({ from: 8, to: 10 });
    expect(sourceSpan(part, 13, 16)).toEqual({ from: 11, to: 14 });
    const joined = joinTraced([part, standIn('!', { from: 17, to: 18 })]);
    expect(sourceSpan(joined, 16, 17)).toEqual({ from: 17, to: 18 });
  });

  it('knows the place of what is empty', () => {
    expect(sourceSpan(said, 3, 3)).toEqual({ from: 3, to: 3 });
    const gone = replaceTraced(traced('abc'), [{ from: 1, to: 2, say: '' }]);
    expect(gone.text).toBe('ac');
    expect(sourceSpan(gone, 1, 2)).toEqual({ from: 2, to: 3 });
  });
});
