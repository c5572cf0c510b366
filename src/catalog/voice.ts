/** Somebody to speak with. */
export type Voice = {
  id: string;
  name: string;
  /** BCP 47. */
  language: string;
  gender: 'female' | 'male' | 'neutral';
};
