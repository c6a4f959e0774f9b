import OpenAI from "openai";
import { z } from "zod";
import type { Flag, SaidLine } from "../../game/flagging.ts";
import { faultOf, isPassing } from "./faults.ts";
import type { Provider } from "./provider.ts";

/** A model that reads messages after a match. */
export interface Moderation {
  /** @throws where it may be asked again; what will not go better the next time finds nothing. */
  flagsIn(matchId: string, said: readonly SaidLine[]): Promise<Flag[]>;
}

interface ModerationOptions {
  model: string;
  /** Why nobody may be asked now: the switch is off, or the day's budget is spent. */
  refusal: (matchId: string) => Promise<string | null>;
  onCall: (outcome: string) => void;
}

const [TEXTS_PER_CALL, TIMEOUT_MS] = [32, 10_000];
/** A category of which a moderator should know at once, and how sure the model must be. */
const [GRAVE, SURE] = [/threat|minors|violence|hate|self-harm/, 0.5];

const answerSchema = z.object({
  results: z.array(
    z.object({ flagged: z.boolean(), category_scores: z.record(z.string(), z.number()) }),
  ),
});

export function openModeration(provider: Provider, options: ModerationOptions): Moderation {
  const client = new OpenAI({
    baseURL: provider.baseUrl,
    apiKey: provider.apiKey ?? "unused",
    maxRetries: 0,
    logLevel: "off",
  });

  async function ask(input: readonly string[]): Promise<Result[] | string> {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    try {
      const body = { model: options.model, input: [...input] };
      const answer: unknown = await client.moderations.create(body, { signal });
      return answerSchema.parse(answer).results;
    } catch (error) {
      return codeOf(error, signal);
    }
  }

  async function read(lines: readonly SaidLine[]): Promise<Flag[]> {
    const results = await ask(lines.map(({ body }) => body));
    options.onCall(typeof results === "string" ? results : "ok");
    if (typeof results !== "string")
      return lines.flatMap((line, index) => flagOf(line, results[index]) ?? []);
    if (isPassing(results)) throw new Error(`the moderation model failed: ${results}`);
    return [];
  }

  return {
    async flagsIn(matchId, said) {
      if (said.length === 0 || (await options.refusal(matchId)) !== null) return [];
      const found: Flag[] = [];
      for (let at = 0; at < said.length; at += TEXTS_PER_CALL)
        found.push(...(await read(said.slice(at, at + TEXTS_PER_CALL))));
      return found;
    },
  };
}

function codeOf(error: unknown, signal: AbortSignal): string {
  if (signal.aborted) return "timeout";
  if (error instanceof z.ZodError) return "malformed";
  const { said } = faultOf(error, Date.now());
  return said.ok ? "malformed" : said.error;
}

type Result = z.infer<typeof answerSchema>["results"][number];

/** The category that the model is surest of, under its own name for it. */
function flagOf({ id, seatId }: SaidLine, result: Result | undefined): Flag | null {
  if (!result?.flagged) return null;
  const [category, score] = Object.entries(result.category_scores).reduce<[string, number]>(
    (best, next) => (next[1] > best[1] ? next : best),
    ["unknown", 0],
  );
  const detail = { rule: category, score: Math.round(score * 100) / 100 };
  const grave = GRAVE.test(category) && score >= SURE;
  return { kind: "model", seatId, messageId: id, detail, grave };
}
