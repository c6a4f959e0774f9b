/** One thing that a partner may say, and what a persona can say to it. */
export interface Intent {
  name: string;
  /** Group 1, where there is one, is what was named; lines put it in place of {heard}. */
  test: RegExp;
  /** {key} stands for a fact or a manner of the persona; a line it cannot fill is not used. */
  lines: readonly string[];
  /** The persona's own sayings that come before the lines. */
  says?: string;
  /** When it is asked why, or for more, right afterwards. */
  more?: readonly string[];
  /** When it has been asked before. */
  again?: readonly string[];
  /** Questions to give back. */
  back?: readonly string[];
  /** What the partner told with it, by the name of the intent that asks for it. */
  tells?: string;
}
