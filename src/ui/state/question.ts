/** What is asked before something is done that cannot be taken back. */
export type Question = {
  title: string;
  consequence: string;
  /** The button's word for doing it. */
  action: string;
  act: () => void;
};
