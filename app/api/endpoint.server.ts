import type { LoaderFunctionArgs } from "@remix-run/node";
import type { AppLoadContext } from "../context.server.ts";
import { isOutage, within } from "../services/outage.ts";
import { callerOf, type Session } from "../services/session.server.ts";
import { mayAct } from "../services/guard.ts";
import { endedSession } from "../services/session-cookie.server.ts";
import type { Asked, Call, Outcome, Settled } from "./call.server.ts";
import { idIn } from "./ids.ts";
import { backward, isNavigation, isSameOrigin, onward } from "./navigation.ts";
import { fieldsOf, readBody } from "./read-body.ts";
import { type Refusal, refusalParts, refuse } from "./refusals.ts";

type Method = "GET" | "POST" | "PUT" | "DELETE";
type Methods = Partial<Record<Method, Call>>;

/** The longest that a call may wait for the stores: then the caller is asked to come again. */
const PATIENCE_MS = 5000;

/** The loader and the action of a resource route, from what each method does. */
export function endpoint(methods: Methods) {
  const handle = (args: LoaderFunctionArgs) => answer(methods, args);
  return { loader: handle, action: handle };
}

async function answer(methods: Methods, args: LoaderFunctionArgs): Promise<Response> {
  const { request, context } = args;
  const fields = fieldsIn(context);
  const call = callOf(methods, context, fields);
  if (!call) return replyOf(refuse("http/method", { allow: Object.keys(methods) }));
  const asked: Asked = {
    request,
    context,
    fields,
    params: args.params,
    query: fieldsOf(new URL(request.url).searchParams),
    session: null,
  };
  const outcome = await decideSafely(call, asked);
  const navigates = changes(context) && isNavigation(request.headers);
  if (outcome instanceof Response) {
    return navigates && call.then ? onward(outcome, call.then(asked)) : outcome;
  }
  if (!navigates || outcome.code === "http/origin") return replyOf(outcome, context);
  return backward(request, outcome, call.home?.(asked) ?? "/");
}

function changes({ method }: AppLoadContext): boolean {
  return method !== "GET" && method !== "HEAD";
}

/** A plain form knows only POST: its field `_method` stands for the method that it means. */
function callOf(
  methods: Methods,
  { method, received }: AppLoadContext,
  fields: Asked["fields"],
): Call | undefined {
  const isForm = method === "POST" && received?.type.startsWith("application/x-www-form");
  const named = isForm && fields.ok ? fields.value._method : undefined;
  const meant = typeof named === "string" ? named.toUpperCase() : method;
  if (meant === "HEAD") return methods.GET?.streams ? undefined : methods.GET;
  return isMethod(meant) ? methods[meant] : undefined;
}

function isMethod(name: string): name is Method {
  return name === "GET" || name === "POST" || name === "PUT" || name === "DELETE";
}

function fieldsIn({ received }: AppLoadContext): Asked["fields"] {
  return received ? readBody(received) : { ok: true, value: {} };
}

async function decideSafely(call: Call, asked: Asked): Promise<Settled> {
  const { context, request, params } = asked;
  try {
    const outcome = await within(PATIENCE_MS, decide(call, asked));
    return "postponed" in outcome ? await outcome.postponed() : outcome;
  } catch (error) {
    const { requestId, log } = context;
    const about = { requestId, matchId: idIn(params.matchId), err: error };
    if (isOutage(error) || error instanceof Response) {
      log.warn(about, "the stores do not answer");
      return refuse("service/unavailable", { retryAfter: 2 });
    }
    if (request.signal.aborted) return refuse("service/unavailable");
    log.error(about, "a call failed");
    return refuse("service/failed");
  }
}

async function decide(call: Call, asked: Asked): Promise<Outcome> {
  const { context, request } = asked;
  if (changes(context) && !isSameOrigin(request, context.env.PUBLIC_URL))
    return refuse("http/origin");
  const caller = await callerOf(request, context);
  const session = typeof caller === "string" ? null : caller;
  const { limits, address } = context;
  const wait = await waitOf(session, context);
  if (wait !== null) return refuse("rate/too-many", { retryAfter: wait });
  if (caller === "unreachable") return refuse("service/unavailable", { retryAfter: 5 });
  if (caller === "refused") return refuse("session/token");
  if (caller === "refused-key") return refuse("key/refused");
  if (session?.key && !(call.scope && session.key.scopes.includes(call.scope)))
    return refuse("key/scope");
  if (call.access !== "open") {
    if (!session) return refuse("session/none");
    if (call.access !== "session" && !mayAct(session, call.access)) return refuse("session/role");
  }
  const playerId = session?.playerId ?? null;
  const later = call.costs ? await limits.action(call.costs, { playerId, address }) : null;
  if (later !== null) return refuse("rate/too-many", { retryAfter: later });
  return call.run({ ...asked, session });
}

/** Seconds, or null: each key has an allowance of its own, beside its owner's. */
function waitOf(session: Session | null, { limits, address }: AppLoadContext) {
  if (!session) return limits.stranger(address);
  return session.key ? limits.key(session.key.id) : limits.request(session.playerId);
}

function replyOf(refusal: Refusal, context?: AppLoadContext): Response {
  const { status, headers, body } = refusalParts(refusal);
  const reply = new Response(body, { status, headers });
  if (refusal.code === "session/token" || refusal.code === "key/refused")
    reply.headers.set("WWW-Authenticate", 'Bearer error="invalid_token"');
  if (refusal.code === "session/none" && context)
    reply.headers.append("Set-Cookie", endedSession(context.env));
  return reply;
}
