import { z } from "zod";
import { DECISION_ACTIONS, FLAG_KINDS, REPORT_CATEGORIES } from "../../db/schema/moderation.ts";
import { emptyOr, flag, prose } from "./schemas.ts";

/** Text that somebody else will read as a reason: characters are code points. */
const words = (least: number, most: number) =>
  prose(most * 4)
    .transform((text) => text.normalize("NFC").trim())
    .pipe(
      z.string().refine((text) => {
        const { length } = Array.from(text);
        return length >= least && length <= most;
      }, `write ${least} to ${most} characters`),
    );
const nothing = z.literal("").transform(() => undefined);
const wholeNumber = (most: number) =>
  z.union([
    z.int().min(1).max(most),
    z
      .string()
      .regex(/^\d{1,9}$/, "a whole number")
      .transform(Number)
      .pipe(z.int().min(1).max(most)),
  ]);
const instant = z.iso.datetime({ offset: true, local: true });
const cursor = emptyOr(z.string().regex(/^[\w-]{1,400}$/, "not a cursor of this list"));
const choice = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.union([nothing, z.enum(values)]).optional();

export const casesQuery = z.object({
  state: z
    .enum(["open", "closed", "mine", ""])
    .default("open")
    .transform((state) => state || "open"),
  category: choice(REPORT_CATEGORIES),
  flag: choice(FLAG_KINDS),
  appeal: z.union([nothing, flag]).optional().describe("only those with an appeal that waits"),
  cursor,
});
export type CasesQuery = z.infer<typeof casesQuery>;

const LONGEST_MUTE_DAYS = 7;

export const decisionRequest = z
  .object({
    action: z.enum(DECISION_ACTIONS),
    playerId: emptyOr(z.uuid()).describe("whom a warning, mute or ban is for"),
    seat: emptyOr(z.string().regex(/^[A-H]$/)).describe("or the seat of the first round"),
    messageId: emptyOr(z.uuid()).describe("what is hidden"),
    days: z
      .union([nothing, wholeNumber(3650)])
      .optional()
      .describe("how long a mute or ban lasts; a ban without an end is for good"),
    until: emptyOr(instant).describe("or the instant at which it ends"),
    reason: words(3, 1000).describe("shown to whom the decision concerns"),
    version: wholeNumber(1e9).describe("of the case, as it was read"),
    keepOpen: z.union([nothing, flag]).optional().describe("more will be decided on this case"),
  })
  .superRefine(({ action, days, until }, context) => {
    const complain = (path: string, message: string) =>
      context.addIssue({ code: "custom", path: [path], message });
    const end = until === undefined ? undefined : Date.parse(until);
    if (end !== undefined && end <= Date.now()) complain("until", "an instant to come");
    if (action !== "mute") return;
    const lasts = days ?? (end === undefined ? Infinity : (end - Date.now()) / 86_400_000);
    if (lasts > LONGEST_MUTE_DAYS) complain("days", "a mute lasts seven days at most");
  });

export const undoRequest = z.object({ reason: words(3, 1000) });
export const appealRequest = z.object({ text: words(3, 2000) });
export const answerRequest = z.object({
  verdict: z.enum(["grant", "refuse"]),
  answer: words(3, 1000),
});
export const stopRequest = z.object({ reason: words(3, 1000) });

const filterText = emptyOr(z.string().max(200));
export const auditQuery = z.object({
  actor: filterText.describe("an id, or a name"),
  action: filterText.describe("verb-noun, such as void-match"),
  subject: filterText.describe("an id, or a kind such as match"),
  since: emptyOr(z.union([instant, z.iso.date()])),
  until: emptyOr(z.union([instant, z.iso.date()])),
  text: filterText.describe("somewhere in the reason"),
  format: z.enum(["json", "csv", "ndjson"]).default("json"),
  cursor,
});
export type AuditQuery = z.infer<typeof auditQuery>;

const time = z.iso.datetime({ precision: 3 });
const claim = z.object({ by: z.string(), until: time, mine: z.boolean() }).nullable();
const caseShape = {
  id: z.uuid(),
  matchId: z.uuid(),
  ruleset: z.string(),
  state: z.enum(["open", "closed"]),
  priority: z.int(),
  openedAt: time,
  closedAt: time.nullable(),
  running: z.boolean().describe("the match runs: the case opens at its reveal"),
  claim,
};

export const casesReply = z.object({
  cases: z.array(
    z.object({
      ...caseShape,
      reports: z.int(),
      flags: z.int(),
      categories: z.array(z.enum(REPORT_CATEGORIES)),
      kinds: z.array(z.enum(FLAG_KINDS)),
      appeals: z.int(),
    }),
  ),
  nextCursor: z.string().nullable(),
});
const part = z.array(z.looseObject({}));
export const caseReply = z.object({
  head: z.looseObject({ ...caseShape, version: z.int() }),
  file: z
    .object({
      seats: part,
      messages: part,
      reports: part,
      flags: part,
      guesses: part,
      generations: part,
      decisions: part,
      players: part,
    })
    .nullable()
    .describe("null while the match runs"),
});
export const claimReply = z.object({ claim: z.object({ until: time }) });
export const decisionReply = z.object({
  decision: z.object({ id: z.uuid() }),
  case: z.object({ version: z.int() }),
});
export const settledReply = z.object({ case: z.object({ version: z.int() }) });
export const appealReply = z.object({ appeal: z.object({ id: z.uuid() }) });
export const auditReply = z.object({
  entries: z.array(
    z.object({
      id: z.uuid(),
      at: time,
      actorId: z.uuid().nullable(),
      actorRole: z.string(),
      actor: z.string().nullable(),
      action: z.string(),
      subjectKind: z.string(),
      subjectId: z.string(),
      reason: z.string().nullable(),
      detail: z.looseObject({}),
      requestId: z.string().nullable(),
    }),
  ),
  nextCursor: z.string().nullable(),
});
