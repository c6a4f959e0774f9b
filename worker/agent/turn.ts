import { z } from "zod";

/** What a model decides for its persona on one occasion. */
const turnSchema = z.object({
  /** `wait` lets the occasion pass; `leave` walks away for good. */
  act: z.enum(["say", "wait", "leave"]),
  text: z.string(),
  /** A second, short message, or null. */
  then: z.string().nullable().default(null),
});
export type Turn = z.infer<typeof turnSchema>;

/** The name by which models are asked for it, and its shape. */
export const TURN = { name: "turn", schema: turnSchema };

/** A model's answer read as a turn; null when it is none. A fence or chatter around it is let pass. */
export function readTurn(answer: string): Turn | null {
  const plain = answer.replace(/<think>[\s\S]*?<\/think>/g, "");
  const from = plain.indexOf("{");
  const to = plain.lastIndexOf("}");
  if (from < 0 || to < from) return null;
  try {
    const parsed = turnSchema.safeParse(JSON.parse(plain.slice(from, to + 1)));
    return parsed.success && isWhole(parsed.data) ? parsed.data : null;
  } catch {
    return null;
  }
}

function isWhole({ act, text }: Turn): boolean {
  return act !== "say" || text.trim() !== "";
}
