/** A promise that was broken, as seen from outside. */
export interface Problem {
  kind:
    | "lost"
    | "repeated"
    | "reordered"
    | "invented"
    | "altered"
    | "gap"
    | "late-phase"
    | "early-phase"
    | "wrong-reveal"
    | "no-end";
  matchId: string;
  about: string;
}
