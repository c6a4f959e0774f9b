import type { z } from "zod";
import type { KeyScope } from "../../db/schema/research.ts";
import type { AppLoadContext } from "../context.server.ts";
import type { Duty } from "../services/guard.ts";
import type { Session } from "../services/session.server.ts";
import type { Action } from "./limits.ts";
import { parseFields, type readBody } from "./read-body.ts";
import { type Refusal, type RefusalCode, refuse } from "./refusals.ts";

/** A request as far as it has been read. */
export interface Asked {
  request: Request;
  context: AppLoadContext;
  params: Readonly<Record<string, string | undefined>>;
  query: Record<string, unknown>;
  fields: ReturnType<typeof readBody>;
  session: Session | null;
}

export type Settled = Response | Refusal;

/** What the rules let become of a call only later; no fault of the stores, whose time is short. */
interface Postponed {
  postponed: () => Promise<Settled>;
}

export type Outcome = Settled | Postponed;

/** What one method of an address does. */
export interface Call {
  /** Who may make it: anybody, who has a session, or who has a role. */
  access: "open" | "session" | Duty;
  /** Replies with an event stream. */
  streams: boolean;
  /** The scope of keys that may make it; left out: no key may. */
  scope?: KeyScope | undefined;
  /** The allowance that it is taken from, beside that of all requests. */
  costs?: Action | undefined;
  run: (asked: Asked) => Promise<Outcome>;
  /** Where a browser goes after a plain form succeeded. */
  then?: (asked: Asked) => string;
  /** Where it goes after one was refused, when it does not say where it came from. */
  home?: (asked: Asked) => string;
}

interface Pages {
  then?: Call["then"];
  home?: Call["home"];
  costs?: Call["costs"];
  scope?: Call["scope"];
}

export type ByPlayer = Asked & { session: Session };

/** A call that anybody may make. */
export function open(run: (asked: Asked) => Promise<Outcome>, pages: Pages = {}): Call {
  return { access: "open", streams: false, run, ...pages };
}

/** A call by a player. */
export function byPlayer(
  run: (asked: ByPlayer) => Promise<Outcome>,
  pages: Pages & { streams?: boolean } = {},
): Call {
  return {
    access: "session",
    streams: false,
    run: ({ session, ...asked }) =>
      session ? run({ ...asked, session }) : Promise.resolve(refuse("session/none")),
    ...pages,
  };
}

/** A call by somebody whose role it is; an admin may make every call. */
export function byRole(
  duty: Duty,
  run: (asked: ByPlayer) => Promise<Outcome>,
  pages: Pages = {},
): Call {
  return { ...byPlayer(run, pages), access: duty };
}

/** Goes on with a body that a schema accepts. */
export async function withBody<T>(
  { fields }: Asked,
  schema: z.ZodType<T>,
  go: (body: T) => Promise<Outcome>,
  invalid: RefusalCode = "http/invalid",
): Promise<Outcome> {
  if (!fields.ok) return fields;
  const parsed = parseFields(schema, fields.value);
  return parsed.ok ? go(parsed.value) : { ...parsed, code: invalid };
}

/** Goes on with a query that a schema accepts. */
export async function withQuery<T>(
  { query }: Asked,
  schema: z.ZodType<T>,
  go: (query: T) => Promise<Outcome>,
): Promise<Outcome> {
  const parsed = parseFields(schema, query);
  return parsed.ok ? go(parsed.value) : parsed;
}

const HEADERS = { "Cache-Control": "no-store" };

export function reply(
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { "Content-Type": "application/json; charset=utf-8", ...HEADERS, ...headers },
  });
}

export function done(): Response {
  return new Response(null, { status: 204, headers: HEADERS });
}
