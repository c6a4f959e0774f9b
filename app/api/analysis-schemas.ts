import { z } from "zod";
import { FIGURE_NAMES } from "../../game/analysis/figures.ts";
import { EXCLUSION_RULES, type RuleName } from "../../game/exclusion.ts";
import { emptyOr } from "./schemas.ts";

const name = emptyOr(z.string().max(80));
const instant = emptyOr(
  z.union([z.iso.date(), z.iso.datetime({ offset: true })]).describe("a day or an instant, UTC"),
);
const ruleNames = EXCLUSION_RULES.map((rule): RuleName => rule.name);
const rule = z.enum(ruleNames);

/** What is analysed, as the page's address and the API's query have it. */
export const analysisQuery = z.object({
  experiment: emptyOr(z.uuid()).describe("one's own; left out, public play"),
  arm: name.describe("name of an arm in all versions of the design, or `name v2` in one"),
  ruleset: name.describe("slug; of an arm, that of the ruleset that it goes by"),
  from: instant.describe("the match ended then or later"),
  until: instant.describe("the match ended before"),
  persona: name.describe("codename; games about people stay in, to be compared with"),
  rules: z
    .enum(["default", "chosen", ""])
    .default("default")
    .describe("`chosen`: exactly the exclusion rules named"),
  exclude: z
    .union([z.array(rule), rule.transform((only) => [only]), z.literal("").transform(() => [])])
    .optional()
    .describe("an exclusion rule; again for further ones"),
});
export type AnalysisQuery = z.infer<typeof analysisQuery>;

export const figureFile = z
  .string()
  .regex(/^[a-z-]{1,40}\.(svg|csv)$/)
  .transform((file) => file.split("."))
  .pipe(z.tuple([z.enum(FIGURE_NAMES), z.enum(["svg", "csv"])]));

const cell = z.union([z.string(), z.number(), z.null()]);
const figure = z.object({
  name: z.string(),
  title: z.string(),
  says: z.string(),
  n: z.int(),
  formula: z.string(),
  source: z.string(),
  columns: z.array(
    z.object({
      key: z.string(),
      label: z.string(),
      as: z.enum(["text", "count", "share", "number", "seconds"]).describe("`share` is 0 to 1"),
    }),
  ),
  rows: z.array(z.record(z.string(), cell)),
});

export const analysisReply = z.object({
  batch: z.object({
    until: z.string().describe("matches known to everybody in them by then are analysed"),
    waiting: z.int().describe("games since, which come with the next batch"),
  }),
  games: z.object({
    fitting: z.int(),
    analysed: z.int(),
    excluded: z.array(z.object({ rule, version: z.int(), n: z.int() })),
  }),
  rules: z.array(z.object({ name: rule, version: z.int() })).describe("those that were asked"),
  figures: z.array(figure).describe("none below twenty games that count"),
});
export type AnalysisReply = z.infer<typeof analysisReply>;
