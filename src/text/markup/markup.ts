import type { Span } from '../sentences';
import { joinTraced, sliceTraced, standIn, traced, type Traced } from '../traced';
import type { Manner, Mark, Passage, Reading } from './passage';
import { bracketEffect, elements, type Attributes, type Effect, type Markup } from './spellings';
import { tokens, type Token } from './tokens';

/** An element that is open. */
type Frame = {
  name: string;
  manner: Manner;
  effect: Effect;
  /** Where it begins in the passage, and in the author's text. */
  start: number;
  from: number;
};

/** Elements in each other; what is deeper does nothing, so that no text takes long. */
const deepest = 100;

const plain: Manner = { rate: 1, absolute: false, voice: undefined, language: undefined };

/**
 * The parts of a text, without its markup. Markup that is not closed is in force until the end, except for what marks
 * words, which does nothing then; an end without a beginning does nothing.
 */
export function* passages(
  text: string,
  markup: Markup = 'any',
): Generator<Passage, void, undefined> {
  const reader = new MarkupReader(text, markup);
  let at = 0;
  if (markup !== 'none') {
    for (const token of tokens(text)) {
      if (token.from < at) continue;
      reader.addText({ from: at, to: token.from });
      at = token.to;
      reader.take(token);
      yield* reader.finished();
    }
  }
  reader.addText({ from: at, to: text.length });
  reader.finish(true);
  yield* reader.finished();
}

class MarkupReader {
  readonly #source: Traced;
  readonly #markup: Markup;
  readonly #frames: Frame[] = [];
  /** How many frames have a name: an end without a beginning must not search through all of them. */
  readonly #open = new Map<string, number>();
  #base: Manner = plain;
  #parts: Traced[] = [];
  #length = 0;
  #marks: Mark[] = [];
  #pause = 0;
  #skipping = 0;
  #done: Passage[] = [];

  constructor(text: string, markup: Markup) {
    this.#source = traced(text);
    this.#markup = markup;
  }

  get #manner(): Manner {
    return this.#frames.at(-1)?.manner ?? this.#base;
  }

  *finished(): Generator<Passage, void, undefined> {
    yield* this.#done.splice(0);
  }

  addText({ from, to }: Span): void {
    if (from < to) this.#add(sliceTraced(this.#source, from, to));
  }

  take(token: Token): void {
    if (token.is === 'open') this.#openElement(token);
    else if (token.is === 'close') this.#close(token);
    else if (token.is === 'empty') this.#apply(this.#effectOf(token));
    else if (token.is === 'bracket') this.#applyBracket(token);
    else if (token.is === 'entity') this.#add(standIn(token.say, token));
    else if (token.is === 'ipa') this.#addPronounced(token);
  }

  /** Ends the passage; behind the last one a pause may be left, which is one without text. */
  finish(last = false): void {
    const text = joinTraced(this.#parts);
    if (text.text.trim() !== '' || (last && this.#pause > 0)) {
      this.#done.push({ ...this.#manner, text, marks: this.#marks, pause: this.#pause });
      this.#pause = 0;
    }
    this.#parts = [];
    this.#length = 0;
    this.#marks = [];
    for (const frame of this.#frames) frame.start = 0;
  }

  #add(part: Traced): void {
    if (this.#skipping > 0) return;
    this.#parts.push(part);
    this.#length += part.text.length;
  }

  #effectOf({ name, attributes }: { name: string; attributes: Attributes }): Effect {
    const effect = Object.hasOwn(elements, name) ? elements[name] : undefined;
    return effect?.(attributes, this.#markup) ?? {};
  }

  #apply({ pause = 0, apart = false }: Effect): void {
    if (pause === 0 && !apart) return;
    this.finish();
    this.#pause += pause;
  }

  #openElement(token: Token & { is: 'open' }): void {
    if (this.#frames.length >= deepest) return;
    const effect = this.#effectOf(token);
    const manner = { ...this.#manner, ...effect.manner };
    if (!isSame(manner, this.#manner)) this.finish();
    this.#apply(effect);
    const { name, to: from } = token;
    this.#frames.push({ name, manner, effect, start: this.#length, from });
    this.#open.set(name, (this.#open.get(name) ?? 0) + 1);
    if (effect.skip || effect.alias !== undefined) this.#skipping++;
  }

  #close({ name, from }: Token & { is: 'close' }): void {
    if (!this.#open.get(name)) return;
    for (;;) {
      const frame = this.#frames.pop();
      if (!frame) return;
      this.#open.set(frame.name, (this.#open.get(frame.name) ?? 1) - 1);
      this.#leave(frame, from);
      if (frame.name === name) return;
    }
  }

  #leave({ effect, manner, start, from }: Frame, to: number): void {
    const { alias, reading, skip, apart } = effect;
    if (skip || alias !== undefined) this.#skipping--;
    if (alias !== undefined) this.#add(standIn(alias, { from, to }));
    if (reading && this.#length > start) {
      this.#marks.push({ from: start, to: this.#length, ...reading });
    }
    if (!apart && isSame(manner, this.#manner)) return;
    if (apart) this.#add(standIn('\n', { from: to, to }));
    // What was said in the element is a passage of its own, in its manner.
    this.#frames.push({ name: '', manner, effect: {}, start: 0, from });
    this.finish();
    this.#frames.pop();
  }

  #applyBracket({ name, value }: Token & { is: 'bracket' }): void {
    const effect = bracketEffect(name, value);
    if (!effect) return;
    this.#apply(effect);
    if (!effect.manner) return;
    this.finish();
    this.#base = { ...this.#base, ...effect.manner };
    for (const frame of this.#frames) frame.manner = { ...frame.manner, ...effect.manner };
  }

  #addPronounced({ word, ipa }: Token & { is: 'ipa' }): void {
    const reading: Reading = { as: 'ipa', ipa };
    const from = this.#length;
    this.addText(word);
    if (this.#length > from) this.#marks.push({ from, to: this.#length, ...reading });
  }
}

function isSame(one: Manner, other: Manner): boolean {
  return (
    one.rate === other.rate &&
    one.absolute === other.absolute &&
    one.voice === other.voice &&
    one.language === other.language
  );
}
