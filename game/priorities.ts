/** What players may report, the gravest first, with how soon moderators look at it: 0 to 100. */
export const REPORT_PRIORITY = {
  threat: 90,
  hate: 70,
  sexual: 70,
  "personal-data": 60,
  harassment: 50,
  cheating: 30,
  other: 30,
  spam: 20,
} as const;

/** The same for what the platform notices by itself. */
export const FLAG_PRIORITY = {
  threat: 80,
  slur: 60,
  model: 60,
  "personal-data": 40,
  collusion: 25,
  flood: 15,
  spam: 10,
  link: 5,
} as const;
