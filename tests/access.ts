import { newDesign } from "../game/study-template.ts";

/** Who asks: a visitor without a session, players, and whoever has a duty. */
export const VISITORS = [
  "nobody",
  "guest",
  "player",
  "stranger",
  "moderator",
  "researcher",
  "admin",
] as const;
export type Visitor = (typeof VISITORS)[number];

/** `start` and `sign-in` are redirects to those pages; `yes` is every reply that lets one in. */
export type Answer = "yes" | "start" | "sign-in" | 401 | 403 | 404;
export type Rule = Readonly<Record<Visitor, Answer>>;

const to = (rest: Answer, more: Partial<Rule> = {}): Rule => ({
  ...{ nobody: rest, guest: rest, player: rest, stranger: rest },
  ...{ moderator: rest, researcher: rest, admin: rest },
  ...more,
});

const everybody = to("yes");
const session = to("yes", { nobody: 401 });
/** Of a match in which the guest and the player sit. */
const seated = to(404, { nobody: 401, guest: "yes", player: "yes" });

/** Their own session, or another's: the stranger asks for the player's. */
const ownSession = to("yes", { nobody: 401, stranger: 404 });
const ownDecision = to(404, { nobody: 401, player: "yes" });
const moderator = to(403, { nobody: 401, moderator: "yes", admin: "yes" });
const admin = to(403, { nobody: 401, admin: "yes" });

const researcher = to(403, { nobody: 401, researcher: "yes", admin: "yes" });
/** Of what belongs to the researcher: an admin has no look at it. */
const ownStudy = to(403, { nobody: 401, researcher: "yes", admin: 404 });

/** Of a study in which the player takes part. */
const inStudy = to(404, { nobody: 401, player: "yes" });

const moderatorPage = to(403, {
  ...{ nobody: "sign-in", guest: "sign-in" },
  ...{ moderator: "yes", admin: "yes" },
});
const researcherPage = to(403, {
  ...{ nobody: "sign-in", guest: "sign-in" },
  ...{ researcher: "yes", admin: "yes" },
});
const adminPage = to(403, { nobody: "sign-in", guest: "sign-in", admin: "yes" });
const ownStudyPage = to(403, {
  ...{ nobody: "sign-in", guest: "sign-in" },
  ...{ researcher: "yes", admin: 404 },
});
const ownPage = to("yes", { nobody: "start" });
const seatedPage = to(404, { nobody: "start", guest: "yes", player: "yes" });

const CODES = {
  finished: "DONE",
  left: "LEFT",
  "failed-attention": "ATTN",
  "waited-too-long": "WAIT",
};

interface Things {
  conversationId: string;
  seat: string;
}

/** A valid body where an address looks at it before it looks at who sends it. */
export function bodyOf(path: string, { conversationId, seat }: Things): object | undefined {
  const bodies: Record<string, object> = {
    "/api/v1/decisions/:decisionId/appeal": { text: "It was not like that." },
    "/api/v1/experiments/:experimentId": { revision: 1, design: newDesign("A", "B?", CODES) },
    "/api/v1/experiments/:experimentId/start": { revision: 1 },
    "/api/v1/matches/:matchId/guesses": { seat, pAi: 0.5 },
    "/api/v1/matches/:matchId/messages": { conversationId, body: "hello", clientId: "sweep" },
    "/api/v1/matches/:matchId/reports": { seat, category: "spam" },
    "/api/v1/matches/:matchId/typing": { conversationId, on: true },
  };
  return bodies[path];
}

/**
 * What each address answers to whom, method by method; every other method is refused. The sweep
 * fails for an address or a method that is not here.
 */
export const ACCESS: Readonly<Record<string, Readonly<Record<string, Rule>>>> = {
  "/api/v1/analysis": { GET: researcher },
  // Of a town with hardly a game there is no figure.
  "/api/v1/analysis/figures/:file": { GET: to(403, { nobody: 401, researcher: 404, admin: 404 }) },
  "/api/v1/appeals/:appealId/answer": { POST: moderator },
  "/api/v1/audit": { GET: moderator },
  "/api/v1/cases": { GET: moderator },
  "/api/v1/cases/:caseId": { GET: moderator },
  "/api/v1/cases/:caseId/claim": { POST: moderator, DELETE: moderator },
  "/api/v1/cases/:caseId/decisions": { POST: moderator },
  "/api/v1/decisions/:decisionId/appeal": { POST: ownDecision },
  "/api/v1/decisions/:decisionId/seen": { POST: ownDecision },
  "/api/v1/decisions/:decisionId/undo": { POST: moderator },
  "/api/v1/experiments": { GET: researcher, POST: researcher },
  "/api/v1/experiments/:experimentId": {
    GET: ownStudy,
    PUT: ownStudy,
    DELETE: ownStudy,
  },
  "/api/v1/experiments/:experimentId/amend": { POST: ownStudy },
  "/api/v1/experiments/:experimentId/close": { POST: ownStudy },
  "/api/v1/experiments/:experimentId/design": { GET: ownStudy },
  "/api/v1/experiments/:experimentId/pause": { POST: ownStudy },
  "/api/v1/experiments/:experimentId/recruits": { GET: ownStudy },
  "/api/v1/experiments/:experimentId/resume": { POST: ownStudy },
  "/api/v1/experiments/:experimentId/start": { POST: ownStudy },
  "/api/v1/exports": { GET: researcher, POST: researcher },
  "/api/v1/exports/:exportId": { GET: ownStudy, DELETE: ownStudy },
  "/api/v1/exports/:exportId/file": { GET: ownStudy },
  "/api/v1/exports/:exportId/key": { GET: ownStudy },
  "/api/v1/exports/table": { GET: researcher },
  "/api/v1/keys": { GET: researcher, POST: researcher },
  "/api/v1/keys/:keyId": { DELETE: ownStudy },
  "/api/v1/leaderboards/:board": { GET: everybody },
  "/api/v1/lobby": { POST: session, DELETE: session },
  "/api/v1/lobby/events": { GET: session },
  "/api/v1/matches/:matchId": { GET: seated },
  "/api/v1/matches/:matchId/events": { GET: seated },
  "/api/v1/matches/:matchId/guesses": { POST: seated },
  "/api/v1/matches/:matchId/leave": { POST: seated },
  "/api/v1/matches/:matchId/messages": { POST: seated },
  "/api/v1/matches/:matchId/reports": { POST: seated },
  "/api/v1/matches/:matchId/stop": { POST: moderator },
  "/api/v1/matches/:matchId/survey": { POST: seated },
  "/api/v1/matches/:matchId/typing": { POST: seated },
  "/api/v1/me": { DELETE: session },
  "/api/v1/me/data": { GET: session },
  "/api/v1/openapi.json": { GET: everybody },
  "/api/v1/persona-versions/:versionId/rotation": { POST: admin },
  "/api/v1/players/:playerId/role": { POST: admin },
  "/api/v1/players/:playerId/sessions": { DELETE: admin },
  "/api/v1/rulesets": { GET: everybody },
  "/api/v1/rulesets/:slug/listing": { POST: admin },
  "/api/v1/session": { POST: everybody },
  "/api/v1/sessions": { GET: session, DELETE: session },
  "/api/v1/sessions/:sessionId": { DELETE: ownSession },
  // Without an issuer there is no sign-in; tests of its own have one.
  "/api/v1/sign-in": { POST: to(404) },
  "/api/v1/sign-out": { POST: to("start") },
  "/api/v1/studies/:code": { GET: everybody },
  "/api/v1/studies/:code/answers": { POST: inStudy },
  "/api/v1/studies/:code/enrolment": { POST: everybody },
  "/api/v1/studies/:code/leave": { POST: inStudy },
  "/api/v1/studies/:code/wait": { POST: inStudy, DELETE: inStudy },
  "/api/v1/studies/:code/withdrawal": { POST: inStudy },
  "/api/v1/switches/:name": { POST: admin },

  "/": { GET: everybody },
  "/admin": { GET: adminPage },
  "/admin/model": { GET: adminPage },
  "/admin/personas": { GET: adminPage },
  "/admin/players": { GET: adminPage },
  "/admin/players/:playerId": { GET: adminPage },
  "/admin/rulesets": { GET: adminPage },
  "/desk": { GET: moderatorPage },
  "/desk/audit": { GET: moderatorPage },
  "/desk/cases/:caseId": { GET: moderatorPage },
  "/healthz": { GET: everybody },
  "/how": { GET: everybody },
  "/leaderboards/:board": { GET: everybody },
  "/lobby": { GET: ownPage },
  "/matches/:matchId": { GET: seatedPage },
  "/matches/:matchId/report": { GET: seatedPage },
  "/me": { GET: ownPage },
  "/me/delete": { GET: ownPage },
  "/me/notices": { GET: ownPage },
  "/me/notices/:decisionId": { GET: to(404, { nobody: "start", player: "yes" }) },
  "/me/sessions": { GET: ownPage },
  "/me/history": { GET: ownPage },
  "/play": { GET: everybody },
  "/privacy": { GET: everybody },
  "/readyz": { GET: everybody },
  "/research": { GET: researcherPage },
  "/research/experiments/:experimentId": { GET: ownStudyPage },
  "/research/experiments/:experimentId/draft": { GET: ownStudyPage },
  "/research/experiments/:experimentId/start": { GET: ownStudyPage },
  "/research/experiments/new": { GET: researcherPage },
  "/research/exports": { GET: researcherPage },
  "/research/analysis": { GET: researcherPage },
  "/research/keys": { GET: researcherPage },
  "/research/power": { GET: researcherPage },
  "/sign-in": { GET: everybody },
  "/sign-in/callback": { GET: to("sign-in") },
  "/sign-in/onward": { GET: to("sign-in") },
  "/sign-out": { GET: everybody },
  "/study": { GET: ownPage },
  "/study/:code": { GET: everybody },
  "/study/:code/wait": { GET: ownPage },
  "/study/:code/withdraw": { GET: to(404, { nobody: "start", player: "yes" }) },
  "/theme": { GET: to("start"), POST: everybody },
};
