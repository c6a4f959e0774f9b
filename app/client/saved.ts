import { isObject, parseJson } from "./frames.ts";
import { type Draft, type MatchState, NO_BELIEF } from "./match-state.ts";
import type { Saved } from "./reduce.ts";

/*
 * What a tab keeps of a match over a reload: drafts, the guess in the making, messages that the
 * server may not have. Nothing else leaves the page, and it ends with the tab.
 */

export type Store = Pick<Storage, "getItem" | "setItem">;

const keyOf = (matchId: string) => `match:${matchId}`;

export function save(store: Store, state: MatchState): void {
  const { view, outbox, drafts, belief } = state;
  try {
    store.setItem(keyOf(view.id), JSON.stringify({ outbox, drafts, belief }));
  } catch {
    // A full or forbidden store costs the draft at a reload, not the match.
  }
}

export function recall(store: Store, matchId: string): Saved | null {
  const data = readJson(store, keyOf(matchId));
  if (!isObject(data)) return null;
  const belief = isObject(data.belief) ? data.belief : {};
  return {
    outbox: Array.isArray(data.outbox) ? data.outbox.filter(isItem) : [],
    drafts: recordOf(data.drafts, isDraft),
    belief: {
      pAi: recordOf(belief.pAi, isNumber),
      reason: isString(belief.reason) ? belief.reason : NO_BELIEF.reason,
      confidence: isNumber(belief.confidence) ? belief.confidence : NO_BELIEF.confidence,
      tells: Array.isArray(belief.tells) ? belief.tells.filter(isString) : NO_BELIEF.tells,
    },
  };
}

function readJson(store: Store, key: string): unknown {
  try {
    return parseJson(store.getItem(key) ?? "null");
  } catch {
    return null;
  }
}

function recordOf<T>(data: unknown, is: (value: unknown) => value is T): Record<string, T> {
  if (!isObject(data)) return {};
  const entries = Object.entries(data).flatMap(([key, value]) =>
    is(value) ? [[key, value] as const] : [],
  );
  return Object.fromEntries(entries);
}

function isItem(data: unknown): data is Saved["outbox"][number] {
  return (
    isObject(data) &&
    isString(data.clientId) &&
    isString(data.conversationId) &&
    isString(data.body) &&
    typeof data.pasted === "boolean"
  );
}

function isDraft(data: unknown): data is Draft {
  return isObject(data) && isString(data.text) && typeof data.pasted === "boolean";
}

function isString(data: unknown): data is string {
  return typeof data === "string";
}

function isNumber(data: unknown): data is number {
  return typeof data === "number";
}
