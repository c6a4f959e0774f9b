import { agree } from "../../db/consents.ts";
import { hearTickets, lobbyStateOf } from "../../db/lobby.ts";
import { liveMatchOf } from "../../db/queries/views.ts";
import { beginTrialAgain, enrol } from "../../db/studies/enrol.ts";
import { keptAnswers } from "../../db/studies/kept-answers.ts";
import { partsOf, type Participation, participationIn } from "../../db/studies/participation.ts";
import { tendEnrolments } from "../../db/studies/tend.ts";
import { countFinished, linkedVersion, type StudyVersion } from "../../db/studies/version.ts";
import { CONSENT } from "../../game/consent.ts";
import { readAnswers } from "../../game/questionnaire.ts";
import { recruitingOf } from "../../game/recruiting.ts";
import { type Refusal, refuse } from "../api/refusals.ts";
import type { StudyShown, YourPart } from "../api/study-schemas.ts";
import type { AppLoadContext } from "../context.server.ts";
import { deviceOf, localeOf } from "./browser-traits.ts";
import { orUnavailable } from "./outage.ts";
import { beginSession } from "./session.server.ts";
import { endOf, shownQuestions } from "./study-end.server.ts";

type Context = Pick<AppLoadContext, "stores">;

const CODE = /^[a-z0-9-]{1,80}$/i;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** A player's part in the study of a link, brought up to now; null where they have none. */
export async function partIn(
  { stores }: Context,
  code: string,
  playerId: string | null,
): Promise<Participation | null> {
  if (playerId === null || !CODE.test(code)) return null;
  return orUnavailable(
    (async () => {
      const found = await participationIn(stores, code, playerId);
      // What has ended changes no more.
      if (found?.enrolment.closedAt !== null) return found ?? null;
      await tendEnrolments(stores, found.enrolment.id);
      return participationIn(stores, code, playerId);
    })(),
  );
}

/** A study as whoever follows its link sees it; null where there is none to be seen. */
export async function studyShown(
  context: Context,
  code: string,
  { playerId, draftId }: { playerId: string | null; draftId: string | null },
): Promise<StudyShown | null> {
  const part = await partIn(context, code, playerId);
  const version = part?.version ?? (await versionOf(context, code, draftId));
  if (!version) return null;
  const { design } = version;
  return {
    study: {
      ...{ code: version.code, title: design.title, version: version.version },
      state: await orUnavailable(stateOf(context, version)),
      trial: part ? part.enrolment.trial : version.state === "draft",
      ...{ matches: design.matches, waitSeconds: design.waitSeconds },
    },
    consent: part ? { ...design.consent, version: part.enrolment.consentVersion } : design.consent,
    you: part && (await orUnavailable(yourPart(context, part))),
  };
}

/**
 * What a recruiter's link says of whoever follows it, as fields of the form that they agree by.
 * @returns null for a link that is damaged.
 */
export async function linkFields(
  context: Context,
  code: string,
  search: URLSearchParams,
): Promise<Record<string, string> | null> {
  const draftId = search.get("try");
  const version = await versionOf(context, code, draftId);
  if (!version) return null;
  const { recruiterParams } = version.design;
  const given = Object.fromEntries(recruiterParams.map((name) => [name, search.getAll(name)]));
  const recruiting = recruitingOf(recruiterParams, given);
  if (!recruiting.ok) return null;
  return { ...recruiting.params, ...(draftId === null ? {} : { try: draftId }) };
}

export async function shownPart(context: Context, code: string, playerId: string) {
  return studyShown(context, code, { playerId, draftId: null });
}

/** A form of answers that was refused, as it was sent, with what was wrong by question. */
export interface RefusedAnswers {
  sent: Readonly<Record<string, string>>;
  problems: Readonly<Record<string, string>>;
}

/** What is still known of the answers that a player's form was refused for. */
export async function refusedAnswers(
  context: Context,
  code: string,
  playerId: string | null,
): Promise<RefusedAnswers> {
  const part = await partIn(context, code, playerId);
  const sent = part ? await keptAnswers(context.stores, part.enrolment.id) : {};
  if (!part || Object.keys(sent).length === 0) return { sent: {}, problems: {} };
  const read = readAnswers(part.version.design.questionnaire, sent);
  return { sent, problems: read.ok ? {} : read.fields };
}

async function versionOf(
  { stores }: Context,
  code: string,
  draftId: string | null,
): Promise<StudyVersion | null> {
  if (!CODE.test(code) || (draftId !== null && !UUID.test(draftId))) return null;
  return orUnavailable(linkedVersion(stores.database, code, draftId));
}

async function stateOf({ stores }: Context, version: StudyVersion) {
  if (version.state === "paused" || version.state === "closed") return version.state;
  if (version.state === "draft") return "open";
  const finished = await countFinished(stores.database, version.id);
  return finished >= version.design.target ? "full" : "open";
}

async function yourPart({ stores }: Context, part: Participation): Promise<YourPart> {
  const { enrolment, version } = part;
  const open = enrolment.state === "consented" || enrolment.state === "playing";
  const matchId =
    enrolment.state === "playing" ? await liveMatchOf(stores, enrolment.playerId) : null;
  const lobby = open && !matchId ? await lobbyStateOf(stores, enrolment.playerId) : null;
  const waits = lobby?.state === "waiting" && lobby.study ? lobby : null;
  const asks = enrolment.state === "consented";
  return {
    state: !open
      ? "ended"
      : asks
        ? "answering"
        : matchId
          ? "in-match"
          : waits
            ? "waiting"
            : "ready",
    consentVersion: enrolment.consentVersion,
    played: enrolment.played,
    questions: asks ? shownQuestions(version.design.questionnaire) : [],
    matchId,
    nextWaveAt: waits ? new Date(waits.nextWaveAt).toISOString() : null,
    withdrawn: enrolment.state === "withdrawn",
    ...(await endOf(stores, part)),
  };
}

interface Entering {
  request: Request;
  playerId: string | null;
  consent: string;
  draftId: string | null;
  /** What came with the recruiter's link. */
  given: Readonly<Record<string, readonly string[]>>;
}

export interface Entered {
  ok: true;
  repeated: boolean;
  playerId: string;
  cookie: string | null;
}

/** Takes somebody into a study who agrees; who takes part already is where they were. */
export async function enterStudy(
  context: AppLoadContext,
  code: string,
  entering: Entering,
): Promise<Entered | Refusal> {
  const { playerId } = entering;
  const part = await partIn(context, code, playerId);
  if (part && playerId !== null) {
    if (part.enrolment.trial) await beginTrialAgain(context.stores, part.enrolment.id);
    return { ok: true, repeated: true, playerId, cookie: null };
  }
  const version = await versionOf(context, code, entering.draftId);
  if (!version) return refuse("study/not-found");
  const state = await stateOf(context, version);
  if (state !== "open") return refuse(`study/${state}`);
  if (entering.consent !== version.design.consent.version) return refuse("study/consent");
  const recruiting = recruitingOf(version.design.recruiterParams, entering.given);
  if (!recruiting.ok)
    return refuse("study/link", { fields: { [recruiting.name]: "cannot be read" } });
  return takeIn(context, version, entering, recruiting.params);
}

async function takeIn(
  context: AppLoadContext,
  version: StudyVersion,
  { request, playerId }: Entering,
  params: Record<string, string>,
): Promise<Entered | Refusal> {
  const { stores, limits, address } = context;
  const retryAfter = playerId === null ? await limits.newSession(address) : null;
  if (retryAfter !== null) return refuse("rate/too-many", { retryAfter });
  const begun = playerId === null ? await beginSession(context, request, undefined) : null;
  const id = begun?.player.id ?? playerId;
  if (id === null) return refuse("session/none");
  const enrolled = await enrol(stores, version, {
    ...{ playerId: id, params, trial: version.state === "draft" },
    locale: localeOf(request.headers.get("Accept-Language")),
    device: deviceOf(request.headers.get("User-Agent")),
  });
  if (!enrolled.ok) return refuse(enrolled.code);
  await agree(stores, id, CONSENT.version);
  return { ok: true, repeated: false, playerId: id, cookie: begun?.cookie ?? null };
}

/** Keeps the place of who waits with a page that loads itself again. */
export async function keepWaiting({ stores }: Context, playerId: string): Promise<void> {
  const state = await orUnavailable(lobbyStateOf(stores, playerId));
  if (state?.state === "waiting") await orUnavailable(hearTickets(stores, [state.ticketId]));
}

export interface StudyEntry {
  code: string;
  title: string;
  since: string;
  goesOn: boolean;
  justEnded: boolean;
  withdrawn: boolean;
}

/** The studies that a player takes part in or has, those that go on first. */
export async function studiesOf({ stores }: Context, playerId: string): Promise<StudyEntry[]> {
  const parts = await orUnavailable(partsOf(stores, playerId));
  return parts.map(({ code, title, state, consentedAt, justEnded }) => ({
    ...{ code, title, justEnded, since: consentedAt.toISOString() },
    goesOn: state === "consented" || state === "playing",
    withdrawn: state === "withdrawn",
  }));
}
