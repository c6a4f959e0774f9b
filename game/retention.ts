/** A time for which something is kept. */
export interface Period {
  amount: number;
  unit: "days" | "months" | "years";
}

/** How long personal data is kept: the pages say it, and the worker keeps to it. */
export const PERIODS = {
  /** What was written in a match, from its end on. */
  words: { amount: 24, unit: "months" },
  /** The hashes of address and device, from the day on which somebody waited for a match. */
  traces: { amount: 30, unit: "days" },
  /** From their end on; one that nobody ends goes when it expires. */
  endedSessions: { amount: 90, unit: "days" },
  /** What was refused before it reached anybody. */
  refusedTexts: { amount: 90, unit: "days" },
  /** What a recruiter's link said of a participant, from when the last version of the study closed. */
  recruits: { amount: 90, unit: "days" },
  /** The files of researchers' exports, from when they are made. */
  exports: { amount: 14, unit: "days" },
  /** The least: nothing erases the log of what staff did. */
  audit: { amount: 5, unit: "years" },
} as const satisfies Record<string, Period>;

/** "24 months", "30 days". */
export function periodText({ amount, unit }: Period): string {
  return `${amount} ${unit}`;
}

/** What stands where words were erased. */
export const ERASED_WORDS = "(erased)";

/** The name of a player who is gone. */
export const DELETED_HANDLE = "Deleted player";
