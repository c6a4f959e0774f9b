interface Price {
  model: RegExp;
  /** US dollars for a million tokens. */
  prompt: number;
  completion: number;
}

/**
 * Standard prices without cache or batch discounts: OpenAI's price list (openai.com/api/pricing),
 * as reprinted by public price tables, looked up on 2026-11-21. A model and its dated snapshots.
 */
const PRICES: readonly Price[] = [
  { model: named("gpt-5.4"), prompt: 2.5, completion: 15 },
  { model: named("gpt-5.4-mini"), prompt: 0.75, completion: 4.5 },
  { model: named("gpt-5.2"), prompt: 1.75, completion: 14 },
  { model: named("gpt-5.1"), prompt: 1.25, completion: 10 },
  { model: named("gpt-5"), prompt: 1.25, completion: 10 },
  { model: named("gpt-5-mini"), prompt: 0.25, completion: 2 },
  { model: named("gpt-5-nano"), prompt: 0.05, completion: 0.4 },
  { model: named("gpt-4.1"), prompt: 2, completion: 8 },
  { model: named("gpt-4.1-mini"), prompt: 0.4, completion: 1.6 },
  { model: named("gpt-4.1-nano"), prompt: 0.1, completion: 0.4 },
  { model: named("gpt-4o"), prompt: 2.5, completion: 10 },
  { model: named("gpt-4o-mini"), prompt: 0.15, completion: 0.6 },
];

/** What was counted for a call. */
export interface Usage {
  promptTokens: number;
  completionTokens: number;
}

/** US dollars; null where the list does not know the model or nothing was counted. */
export function costOf(model: string, usage: Usage | null): number | null {
  const price = PRICES.find((each) => each.model.test(model));
  if (!price || !usage) return null;
  return (
    (usage.promptTokens * price.prompt + usage.completionTokens * price.completion) / 1_000_000
  );
}

function named(model: string): RegExp {
  return new RegExp(`^(openai[./])?${model.replaceAll(".", "\\.")}(-\\d{4}-\\d{2}-\\d{2})?$`);
}
