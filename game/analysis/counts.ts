/*
 * What the figures are made of: games counted by what they have in common. A game is one guess by
 * a person; where it says which of two witnesses is human, its complement about the other counts
 * as `implied`.
 */

/** Judgements about witnesses that are alike in all but the verdict. */
export interface WitnessCount {
  isAi: boolean;
  /** Slug and version of the persona; null for people. */
  persona: string | null;
  /** Null for people. */
  model: string | null;
  /** Slug and version. */
  ruleset: string;
  /** Name, and the version of the experiment; null in public play. */
  arm: string | null;
  /** The detective chose between two witnesses. */
  forcedChoice: boolean;
  implied: boolean;
  judgedHuman: number;
  judgedAi: number;
  draws: number;
}

/** Stated probabilities of AI, 0 to 1, and what was so. */
export interface ForecastCount {
  pAi: number;
  n: number;
  ai: number;
}

/** Games by how many their detective had played, this one included. */
export interface LearningCount {
  game: number;
  n: number;
  correct: number;
  /** Guesses of exactly one half take no side. */
  draws: number;
}

/** Games by the time from the round's opening to the guess. */
export interface DecisionCount {
  ms: number;
  isAi: boolean;
  judgedAi: boolean | null;
  n: number;
}

/** What was said along with guesses. */
export interface ReasonCount {
  isAi: boolean;
  judgedAi: boolean | null;
  n: number;
  withReason: number;
  withTells: number;
  tells: number;
}

/** Games by a whole number of the game: its messages, or the witness's mean delay in seconds. */
export interface ExchangeCount {
  value: number;
  isAi: boolean;
  n: number;
  judgedHuman: number;
}

/** How a cluster (a detective; in forced choice one guess) judged witnesses of one kind. */
export interface ClusterCount {
  /** Detectives are resampled whole. */
  cluster: number;
  /** Witnesses of one stratum are compared with each other. */
  stratum: number;
  /** A persona's slug and version; null for people. */
  persona: string | null;
  judgedHuman: number;
  judgedAi: number;
}

export interface Counts {
  witnesses: readonly WitnessCount[];
  forecasts: readonly ForecastCount[];
  learning: readonly LearningCount[];
  decisions: readonly DecisionCount[];
  reasons: readonly ReasonCount[];
  messages: readonly ExchangeCount[];
  delays: readonly ExchangeCount[];
  clusters: readonly ClusterCount[];
}
