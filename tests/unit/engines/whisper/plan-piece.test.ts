import { describe, expect, test } from 'vitest';
import { planPiece, speechIn, type Frame } from '../../../../src/engines/whisper/plan-piece';

const limits = { most: 20, longest: 30, margin: 2, longPause: 10, leastPause: 2, reach: 6 };

/** `#` is speech, `.` silence, `-` a doubt, `q` quiet speech, `l` as loud, but not recognised; `n` noise, a little quieter. */
function frames(picture: string): Frame[] {
  const speech = { '#': 0.9, q: 0.9, '-': 0.4, '.': 0, l: 0, n: 0 };
  const power = { '#': 0.1, q: 0.01, '-': 0.05, '.': 0, l: 0.1, n: 0.03 };
  return [...picture].map((sign) => ({
    speech: speech[sign as keyof typeof speech],
    power: power[sign as keyof typeof power],
  }));
}

describe('silence', () => {
  test('is passed over up to a margin before speech', () => {
    expect(planPiece(frames('.....###'), limits)).toEqual({ skip: 3 });
    expect(planPiece(frames('..###'), limits)).toEqual({ length: 5 });
  });

  test('is passed over to its end where the audio ends, else stays as far as speech may reach back', () => {
    expect(planPiece(frames('......'), limits)).toEqual({ skip: 6 });
    expect(planPiece(frames('.'.repeat(40)), limits)).toEqual({ skip: 32 });
  });

  test('a doubt does not begin speech, and does not end it', () => {
    expect(planPiece(frames('--------'), limits)).toEqual({ skip: 8 });
    expect(planPiece(frames('#-------'), limits)).toEqual({ length: 8 });
  });
});

describe('a piece ends', () => {
  test('at a long pause', () => {
    expect(planPiece(frames(`####${'.'.repeat(36)}`), limits)).toEqual({ length: 6 });
  });

  test('with the audio, a margin behind the last word', () => {
    expect(planPiece(frames('####....'), limits)).toEqual({ length: 6 });
    expect(planPiece(frames('####.'), limits)).toEqual({ length: 5 });
  });

  test('in the middle of the longest pause of its later half', () => {
    const picture = `###......##..###....${'#'.repeat(20)}`;
    expect(planPiece(frames(picture), limits)).toEqual({ length: 18 });
  });

  test('at an earlier pause where the later half has none', () => {
    expect(planPiece(frames(`###..${'#'.repeat(35)}`), limits)).toEqual({ length: 4 });
  });

  test('later than wanted where nobody pauses before', () => {
    expect(planPiece(frames(`${'#'.repeat(25)}..........`), limits)).toEqual({ length: 27 });
    expect(planPiece(frames(`${'#'.repeat(25)}..${'#'.repeat(13)}`), limits)).toEqual({
      length: 26,
    });
  });

  test('not in the silence of a consonant', () => {
    expect(planPiece(frames(`###.${'#'.repeat(18)}..........`), limits)).toEqual({ length: 24 });
    expect(planPiece(frames(`##..##.${'#'.repeat(33)}`), limits)).toEqual({ length: 3 });
  });

  test('where it is quietest when nobody pauses at all', () => {
    expect(planPiece(frames(`###qq${'#'.repeat(9)}qq${'#'.repeat(24)}`), limits)).toEqual({
      length: 15,
    });
  });
});

describe('what sounds on beside speech', () => {
  const spoken = (picture: string) =>
    speechIn(frames(picture), limits)
      .map((speaks) => (speaks ? '#' : '.'))
      .join('');

  test('is speech, with the closures of its consonants', () => {
    expect(spoken('....ll#ll....')).toBe('....#####....');
    expect(spoken('....l...l#l....l.....')).toBe('....############.....');
    expect(spoken('....l.....#....')).toBe('..........#....');
  });

  test('is not speech further away', () => {
    expect(spoken(`..${'l'.repeat(10)}##..`)).toBe('......########..');
  });

  test('is not speech where it is nearer to what is always there', () => {
    expect(spoken('nnnnnnnn##nnnnnnnn')).toBe('........##........');
    expect(spoken('nnnnnnllll##nnnnnnnn')).toBe('......######........');
  });

  test('begins a piece with it', () => {
    expect(planPiece(frames('......lll##'), limits)).toEqual({ skip: 4 });
  });
});
