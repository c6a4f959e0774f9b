import type OpenAI from "openai";
import { z } from "zod";
import type { ToolName } from "../../game/persona.ts";
import type { Random } from "../../game/random.ts";
import type { ToolCall } from "../model/ask.ts";
import type { Character } from "../cast.ts";
import { sumIn, workOut } from "./tools/arithmetic.ts";
import { localDate, localTime } from "./tools/clock.ts";
import { recall } from "./tools/recall.ts";

export interface Desk {
  character: Character;
  now: number;
  /** Of the reply's sums: asked again, the same sum comes out the same. */
  random: () => Random;
}

interface Tool {
  description: string;
  input: z.ZodType;
  /** Null when the input does not fit. */
  run: (input: unknown, desk: Desk) => unknown;
}

function tool<Input>(
  description: string,
  input: z.ZodType<Input>,
  run: (input: Input, desk: Desk) => unknown,
): Tool {
  return {
    description,
    input,
    run: (given, desk) => {
      const parsed = input.safeParse(given);
      return parsed.success ? run(parsed.data, desk) : null;
    },
  };
}

/** What a persona can look up or work out: no more than the person could. */
const TOOLS: Record<ToolName, Tool> = {
  clock: tool("The time and weekday where you are.", z.object({}), (_, { character, now }) => ({
    local: localTime(now, character.particulars.zone),
  })),
  calendar: tool(
    "The date where you are, today or so many days from now.",
    z.object({ inDays: z.number().int().min(-400).max(400).default(0) }),
    ({ inDays }, { character, now }) => ({
      date: localDate(now, character.particulars.zone, inDays),
    }),
  ),
  arithmetic: tool(
    "A sum, worked out in your head: what you would say, right or wrong.",
    z.object({ expression: z.string().max(100) }),
    ({ expression }, { random }) => {
      const sum = sumIn(expression);
      const answer = sum && workOut(sum, random()).answer;
      return answer ? { answer } : { answer: "too hard to do in your head" };
    },
  ),
  recall: tool(
    "What you remember of a topic from your own life and knowledge.",
    z.object({ topic: z.string().max(200) }),
    ({ topic }, { character }) => {
      const remembered = recall(character.body.knowledge, topic);
      return remembered.length > 0 ? { remembered } : { remembered: "nothing: you do not know" };
    },
  ),
};

export function toolsOf(names: readonly ToolName[]): OpenAI.ChatCompletionFunctionTool[] {
  return names.map((name) => {
    const parameters = { ...z.toJSONSchema(TOOLS[name].input, { io: "input" }) };
    delete parameters.$schema;
    return {
      type: "function",
      function: { name, description: TOOLS[name].description, parameters },
    };
  });
}

/** What a call gives, as the `tool` message's text. A call that makes no sense is told so. */
export function runTool({ name, arguments: given }: ToolCall, desk: Desk): string {
  const own = desk.character.body.tools.find((one) => one === name);
  const result = own ? TOOLS[own].run(parsed(given), desk) : null;
  return JSON.stringify(result ?? { error: "no such tool, or not with these arguments" });
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json === "" ? "{}" : json);
  } catch {
    return null;
  }
}
