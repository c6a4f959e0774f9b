import type { MatchView, MessageView } from "../api/schemas.ts";
import { isMatchView, isMessage, isObject } from "./frames.ts";
import type { Failure } from "./match-state.ts";

export interface Refusal extends Failure {
  status: number;
  fields: Record<string, string>;
  /** Seconds to wait, as the server asked. */
  retryAfter: number | null;
}

export type Answer<T> = { ok: true; body: T } | { ok: false; refusal: Refusal };

const UNREACHABLE = "network/unreachable";

const PATIENCE = 10_000;

export interface Guess {
  seat: string;
  pAi: number;
  confidence?: number;
  reason?: string;
  tells: readonly string[];
}

export interface Survey {
  playedAsSelf?: boolean;
  knewPartner?: boolean;
}

interface Message {
  conversationId: string;
  body: string;
  clientId: string;
  pasted: boolean;
}

/** The calls of API v1 that a match needs. */
export function matchApi(matchId: string, fetcher: typeof fetch = (...args) => fetch(...args)) {
  const at = (rest: string) => `/api/v1/matches/${matchId}${rest}`;
  const post = (rest: string, body: object, patience?: number) =>
    call(fetcher, at(rest), { method: "POST", body: JSON.stringify(body), patience });
  return {
    eventsUrl: at("/events"),
    async view(): Promise<Answer<MatchView>> {
      return expecting(await call(fetcher, at(""), { method: "GET" }), (body) =>
        isMatchView(body) ? body : null,
      );
    },
    /** Where messages appear at slots' ends, the server answers only then. */
    async send(message: Message, slotSeconds = 0): Promise<Answer<MessageView>> {
      const patience = PATIENCE + 1000 * slotSeconds;
      return expecting(await post("/messages", message, patience), (body) =>
        isObject(body) && isMessage(body.message) ? body.message : null,
      );
    },
    typing: (conversationId: string, on: boolean) => post("/typing", { conversationId, on }),
    guess: (guess: Guess) => post("/guesses", guess),
    survey: (survey: Survey) => post("/survey", survey),
    leave: () => post("/leave", {}),
  };
}

export type MatchApi = ReturnType<typeof matchApi>;

async function call(
  fetcher: typeof fetch,
  path: string,
  init: { method: string; body?: string; patience?: number },
): Promise<Answer<unknown>> {
  try {
    const response = await fetcher(path, {
      method: init.method,
      body: init.body,
      headers: {
        Accept: "application/json",
        ...(init.body ? { "Content-Type": "application/json" } : {}),
      },
      credentials: "same-origin",
      // What a player did last is heard though the page closes.
      keepalive: init.body !== undefined,
      signal: AbortSignal.timeout(init.patience ?? PATIENCE),
    });
    const body: unknown = response.status === 204 ? null : await response.json().catch(() => null);
    return response.ok ? { ok: true, body } : { ok: false, refusal: refusalIn(response, body) };
  } catch {
    return { ok: false, refusal: refusalOf(UNREACHABLE, "The server did not answer.") };
  }
}

function refusalIn(response: Response, body: unknown): Refusal {
  const error = isObject(body) && isObject(body.error) ? body.error : {};
  const seconds = Number(response.headers.get("Retry-After") ?? NaN);
  const fields = isObject(error.fields)
    ? Object.entries(error.fields).map(([name, text]) => [name, String(text)] as const)
    : [];
  return {
    status: response.status,
    code: typeof error.code === "string" ? error.code : `http/${response.status}`,
    message: typeof error.message === "string" ? error.message : "The server refused this.",
    fields: Object.fromEntries(fields),
    retryAfter: Number.isFinite(seconds) ? seconds : null,
  };
}

function refusalOf(code: string, message: string): Refusal {
  return { status: 0, code, message, fields: {}, retryAfter: null };
}

function expecting<T>(answer: Answer<unknown>, read: (body: unknown) => T | null): Answer<T> {
  if (!answer.ok) return answer;
  const body = read(answer.body);
  if (body !== null) return { ok: true, body };
  return {
    ok: false,
    refusal: refusalOf("network/unreadable", "The server's answer could not be read."),
  };
}

/** Whether the same request may simply be made again: nothing was decided. */
function isPassing({ code, status }: Refusal): boolean {
  return code === UNREACHABLE || status === 429 || status >= 500;
}

const PAUSES = [0.5, 1, 2, 4];
const LONGEST_PAUSE = 10;

/**
 * Repeats a call while what stops it is passing: the network, 429, 503. Waits as long as the
 * server asks; gives up after five tries or where it asks for more than ten seconds.
 */
export async function persist<T>(
  attempt: () => Promise<Answer<T>>,
  wait: (ms: number) => Promise<void> = (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
): Promise<Answer<T>> {
  for (const pause of PAUSES) {
    const answer = await attempt();
    if (answer.ok || !isPassing(answer.refusal)) return answer;
    const seconds = Math.max(pause, answer.refusal.retryAfter ?? 0);
    if (seconds > LONGEST_PAUSE) return answer;
    await wait(seconds * 1000);
  }
  return attempt();
}
