import { PERIODS, periodText } from "./retention.ts";

/** One thing that is stored about players, in plain words. */
export interface StoredPart {
  what: string;
  how: string;
  /** Who sees it besides the player. */
  seenBy: string;
  kept: string;
}

/**
 * What players are told and agree to. A change of what is stored, for how long or for whom takes a
 * new version: players are then asked again, with `change` as the reason.
 */
export const CONSENT: {
  version: number;
  since: string;
  /** What is new against the version before, in one sentence; null for the first. */
  change: string | null;
  parts: readonly StoredPart[];
} = {
  version: 3,
  since: "2026-11-21",
  change:
    "Researchers may read ended matches, without names: under ids that are drawn anew each time. And it says what is kept of who takes part in a study.",
  parts: [
    {
      what: "Your messages",
      how: "As you sent them, with the time. Links are refused. Where the partner is an AI, the language model that plays it reads them, at its provider’s where this installation uses one. Where it is set up so, a provider’s model also looks through ended matches for abuse.",
      seenBy:
        "Your partner; moderators, once the match is over and somebody or something has pointed it out; researchers, once it is over, under an id that names nobody and without what looks like an address or a telephone number.",
      kept: `${periodText(PERIODS.words)} after the match, then the words are erased and only their times stay.`,
    },
    {
      what: "Your guesses",
      how: "The probability, the reason, the messages you marked, and how long you took.",
      seenBy:
        "Your partner, at the reveal: the guess, not the reason. Researchers, once the match is over, under an id that names nobody.",
      kept: `The number stays, since your partner’s figures rest on it. The reason goes with the messages, after ${periodText(PERIODS.words)}.`,
    },
    {
      what: "Your figures",
      how: "Points, ratings and rates, computed from the guesses.",
      seenBy: "Everybody, on the boards, under your name, once you have played enough.",
      kept: "As long as you are a player here.",
    },
    {
      what: "Your name, and your account if you have one",
      how: "The name that you chose. With an account also the number by which the service that you sign in with knows you, and how it shows you to yourself.",
      seenBy: "Your name: partners and readers of the boards. Your account: admins.",
      kept: "As long as you are a player here.",
    },
    {
      what: "Your browsers",
      how: "The name and system of each browser in which you are known, and the days on which it was seen.",
      seenBy: "Admins, who may end them.",
      kept: `${periodText(PERIODS.endedSessions)} after you sign out; until it expires if you never do.`,
    },
    {
      what: "Address and device",
      how: "As keyed hashes that cannot be read back. They only tell whether two players of a match are the same person, so that nobody plays themselves for points.",
      seenBy: "Nobody. A rule compares them.",
      kept: `${periodText(PERIODS.traces)}.`,
    },
    {
      what: "Texts that were refused",
      how: "What would have harmed whoever read it reaches nobody, and is kept aside for the moderators.",
      seenBy: "Moderators.",
      kept: `${periodText(PERIODS.refusedTexts)}.`,
    },
    {
      what: "Your part in a study",
      how: "Only if you take part in one: what you agreed to there, your answers, the language and kind of your device, and what the link that you came by said, such as your number at the recruiter’s.",
      seenBy:
        "The researcher whose study it is. Your answers stand in the study’s files under an id that names nobody; what the link said never does.",
      kept: `What the link said: ${periodText(PERIODS.recruits)} after the study has closed. The rest as long as the matches, or until you delete your data.`,
    },
    {
      what: "Reports and decisions",
      how: "What you report, what is reported about you, what moderators decided and why, and your appeals.",
      seenBy: "Moderators and admins. Nobody learns who reported them.",
      kept: "As long as the match. Your own words in them go when you delete your data.",
    },
    {
      what: "What staff did",
      how: "Each time that a moderator, researcher or admin reads or changes what concerns you: who, what, when and why.",
      seenBy: "Admins; moderators see what they did themselves.",
      kept: `At least ${periodText(PERIODS.audit)}; it can be added to, never changed.`,
    },
    {
      what: "Cookies",
      how: "One holds your session, one the theme if you chose it, and one lasts for some minutes while you sign in. Nobody else’s cookies, no tracking.",
      seenBy: "Nobody.",
      kept: "In your browser, until you delete them.",
    },
  ],
};
