import type { ModelCard, Precision, Weights } from './models';

/** The repositories that may have the model's files; the first one that exists on the hub is used. */
export function repositoriesOf({ repo, twin }: Weights): string[] {
  return twin === undefined ? [repo] : [repo, twin];
}

/** Path of a voice inside a model's repository. */
export function voicePath(id: string): string {
  return `voices/${id}.bin`;
}

/** Paths of the words that the model was taught, of all its languages. */
export function lexiconPaths({ lexicons = {} }: Weights): string[] {
  return Object.values(lexicons).map(({ path }) => path);
}

/** For each precision, the paths of all that the model needs before it can work. */
export function pathsNeededFirst(card: ModelCard): string[][] {
  const precisions = Object.keys(card.weights?.files ?? {}) as Precision[];
  return precisions.map((precision) => pathsNeededFor(card, precision));
}

/** The same for one precision; nothing for one that the model does not have. */
export function pathsNeededFor(
  { kind, weights, defaultVoice }: ModelCard,
  precision: Precision,
): string[] {
  const file = weights?.files[precision];
  const voice = kind === 'speech' ? [voicePath(defaultVoice)] : [];
  return file ? [file.path, ...(file.with ?? []), ...voice] : [];
}
