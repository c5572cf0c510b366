import type { Random } from '../../base/seeded-random';
import { logSumExp, ruleOut } from './logit-rules';
import type { Step, WhisperModel } from './model';
import { sample, shares } from './sampling';
import type { SpecialTokens } from './special-tokens';

export type WindowOptions = {
  tokens: SpecialTokens;
  /** Language (ISO 639-1) and task; both are left out for a model of English alone. */
  language: string | undefined;
  task: 'transcribe' | 'translate';
  /** What was said before, or the user's prompt; the last part of it is used where it is too long. */
  context: readonly number[];
  timestamps: boolean;
  /** Whether it is kept where the model looked, for times of words. */
  looks: boolean;
  temperature: number;
  random: Random;
  signal: AbortSignal;
  /** Called with the text tokens so far, after each. */
  onToken?: (sampled: readonly number[]) => void;
};

/** What a model wrote for a window. */
export type WindowText = {
  /** Text and times, without the prompt and the end. */
  tokens: number[];
  /** Of each token. */
  logProbs: number[];
  /** The mean over all tokens and the end. */
  averageLogProb: number;
  /** There was no room for more. */
  cutShort: boolean;
  /** How likely the window has no speech, 0 to 1; 0 where the model cannot tell. */
  noSpeech: number;
  temperature: number;
  /**
   * Where the model looked when it chose each token, as `Step.attention`, and, unless it was cut short, when it chose the
   * end; empty rows unless asked for.
   */
  attention: Float32Array[][];
};

/** Writes down one window, token by token. Throws the reason of `signal` after the token under way. */
export async function decodeWindow<Encoded>(
  model: WhisperModel<Encoded>,
  encoded: Encoded,
  options: WindowOptions,
): Promise<WindowText> {
  const { tokens, timestamps, temperature, random, signal } = options;
  const prompt = promptOf(options, model.facts.mostTokens);
  const decoding = model.decode(encoded, options);
  const text: WindowText = {
    ...{ tokens: [], logProbs: [], attention: [], temperature },
    ...{ averageLogProb: 0, noSpeech: 0, cutShort: false },
  };
  try {
    let step = await decoding.step(prompt);
    text.noSpeech = noSpeechOf(step, prompt, tokens);
    let sum = 0;
    // The reference leaves half of the positions to the text.
    const most = Math.min(
      model.facts.mostTokens - prompt.length,
      Math.floor(model.facts.mostTokens / 2),
    );
    for (let ended = false; !ended;) {
      signal.throwIfAborted();
      const logits = step.logits.at(-1);
      if (!logits) break;
      ruleOut(logits, text.tokens, { tokens, timestamps });
      const { token, logProb } = sample(logits, temperature, random);
      sum += logProb;
      text.cutShort = token !== tokens.end && text.tokens.length >= most;
      ended = token === tokens.end || text.cutShort;
      if (!text.cutShort) text.attention.push(step.attention);
      if (ended) break;
      text.tokens.push(token);
      text.logProbs.push(logProb);
      options.onToken?.(text.tokens);
      step = await decoding.step([token]);
    }
    text.averageLogProb = sum / (text.tokens.length + 1);
    return text;
  } finally {
    decoding.end();
  }
}

/** The start tokens of a window, with what was said before in front. */
function promptOf(
  { tokens, context, language, task, timestamps }: WindowOptions,
  mostTokens: number,
): number[] {
  const room = Math.floor(mostTokens / 2) - 1;
  const before =
    tokens.previous === undefined || context.length === 0
      ? []
      : [tokens.previous, ...context.slice(-room)];
  const spoken = language === undefined ? undefined : tokens.languages.get(language);
  const start = [tokens.start, spoken, spoken === undefined ? undefined : tokens[task]];
  const mode = timestamps ? [] : [tokens.noTimestamps];
  return [...before, ...start.filter((id) => id !== undefined), ...mode];
}

function noSpeechOf(step: Step, prompt: readonly number[], tokens: SpecialTokens): number {
  const atStart = step.logits[prompt.indexOf(tokens.start)];
  if (!atStart || tokens.noSpeech === undefined) return 0;
  return Math.exp((atStart[tokens.noSpeech] ?? -Infinity) - logSumExp(atStart));
}

/** How likely each language is, in a window; empty for a model of English alone. */
export async function detectLanguage<Encoded>(
  model: WhisperModel<Encoded>,
  encoded: Encoded,
  tokens: SpecialTokens,
): Promise<ReadonlyMap<string, number>> {
  const languages = [...tokens.languages];
  if (languages.length === 0) return new Map();
  const decoding = model.decode(encoded);
  try {
    const { logits } = await decoding.step([tokens.start]);
    const likely = shares(
      logits[0] ?? new Float32Array(0),
      languages.map(([, id]) => id),
    );
    return new Map(languages.map(([code], index) => [code, likely[index] ?? 0]));
  } finally {
    decoding.end();
  }
}
