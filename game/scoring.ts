import {
  currentRound,
  isDetective,
  type Label,
  type Match,
  type Occupant,
  participantAt,
  type Round,
  type Seat,
  seatLabelled,
  suspectsOf,
} from "./match.ts";

/** What one guess says about one witness. A `which-human` guess makes two of them. */
export interface Judgement {
  round: number;
  by: Label;
  about: Label;
  detective: Occupant;
  witness: Occupant;
  /** Probability that the witness is an AI, 0 to 1. */
  pAi: number;
  witnessIsAi: boolean;
  /** Null for a draw, exactly one half. */
  correct: boolean | null;
  /** The complement of a guess about the other witness. */
  implied: boolean;
}

export interface Score {
  round: number;
  seat: Label;
  as: "detective" | "witness";
  points: number;
}

/**
 * A detective's points for a probability: the quadratic rule 100·(1 − 4·(outcome − pAi)²), which
 * pays honest probabilities best. 0 at one half, 100 at certainty, −300 at certain error.
 */
export function detectivePoints(pAi: number, witnessIsAi: boolean): number {
  const miss = (witnessIsAi ? 1 : 0) - pAi;
  return wholePoints(100 * (1 - 4 * miss * miss));
}

/** A human witness's points, 50·(1 − 2·pAi): nobody gains by posing as a bot. */
export function witnessPoints(pAi: number): number {
  return wholePoints(50 * (1 - 2 * pAi));
}

/** The verdict: the guess cut at one half; null for a draw. */
export function judgedAi(pAi: number): boolean | null {
  return pAi === 0.5 ? null : pAi > 0.5;
}

/** Every guess of a match as judgements, in round order. */
export function judgementsOf(match: Match): Judgement[] {
  return match.rounds.flatMap((round) =>
    round.guesses.flatMap((guess) => {
      const by = seatLabelled(round, guess.by);
      const about = seatLabelled(round, guess.about);
      if (!by || !about) return [];
      const made = judge(match, round, by, about, guess.pAi, false);
      if (match.ruleset.guess !== "which-human") return [made];
      const others = suspectsOf(round, by).filter((seat) => seat !== about);
      return [made, ...others.map((seat) => judge(match, round, by, seat, 1 - guess.pAi, true))];
    }),
  );
}

function judge(
  match: Match,
  round: Round,
  by: Seat,
  about: Seat,
  pAi: number,
  implied: boolean,
): Judgement {
  const witness = participantAt(match, about);
  const witnessIsAi = witness.kind === "ai";
  const verdict = judgedAi(pAi);
  return {
    round: round.number,
    by: by.label,
    about: about.label,
    detective: participantAt(match, by),
    witness,
    pAi,
    witnessIsAi,
    correct: verdict === null ? null : verdict === witnessIsAi,
    implied,
  };
}

/** Points of every seat: detectives once for each guess made, human witnesses for each judgement. */
export function scoresOf(judgements: readonly Judgement[]): Score[] {
  return judgements.flatMap(({ round, by, about, pAi, witnessIsAi, implied }) => [
    ...(implied
      ? []
      : [{ round, seat: by, as: "detective" as const, points: detectivePoints(pAi, witnessIsAi) }]),
    ...(witnessIsAi
      ? []
      : [{ round, seat: about, as: "witness" as const, points: witnessPoints(pAi) }]),
  ]);
}

/** What decides whether a match counts for ratings, besides the match itself. */
export interface RatingFacts {
  /** Eligible humans in the wave that seated the match. */
  humansEligible: number;
  /** Two of its players share an address, a device or an invitation. */
  playersConnected: boolean;
  /** Two of its players met within the last seven days. */
  metRecently: boolean;
  /** Somebody at it reviews matches, or may read what players may not. */
  staffSeated: boolean;
  /** Signs that two of its players play together (game/collusion.ts), found after the reveal. */
  collusionSuspected: boolean;
  /** Played for an experiment, or to try one out. */
  inStudy: boolean;
  notAsSelf: boolean;
  knewPartner: boolean;
}

export type RatedReason =
  | "rated"
  | "voided"
  | "study"
  | "abandoned"
  | "too-few-players"
  | "somebody-silent"
  | "players-connected"
  | "met-recently"
  | "staff"
  | "suspected-collusion"
  | "not-as-self"
  | "knew-partner";

/** Whether a match counts for ratings, and why not (DESIGN.md, "Rated or not"). */
export function ratedReason(match: Match, facts: RatingFacts): RatedReason {
  if (match.phase === "voided") return "voided";
  if (facts.inStudy) return "study";
  if (facts.humansEligible < match.ruleset.ratedMinHumans) return "too-few-players";
  if (facts.playersConnected) return "players-connected";
  if (facts.metRecently) return "met-recently";
  if (facts.staffSeated) return "staff";
  if (facts.collusionSuspected) return "suspected-collusion";
  if (facts.notAsSelf) return "not-as-self";
  if (facts.knewPartner) return "knew-partner";
  if (match.endReason === "abandoned" && judgementsOf(match).length === 0) return "abandoned";
  return match.rounds.every(everySideSpoke) ? "rated" : "somebody-silent";
}

function everySideSpoke(round: Round): boolean {
  return round.seats.every((seat) =>
    round.conversations
      .filter(({ seats }) => seats.includes(seat.label))
      .some(({ spoken }) => (spoken[seat.label]?.count ?? 0) > 0),
  );
}

/** The part in which a participant's rating is shown at the reveal. */
export function shownRating(match: Match, occupant: number): "skill" | "humanness" {
  const seat = currentRound(match).seats.find((candidate) => candidate.occupant === occupant);
  return seat && isDetective(seat) ? "skill" : "humanness";
}

/** Rounds half up, without a negative zero. */
function wholePoints(points: number): number {
  return Math.round(points) + 0;
}
