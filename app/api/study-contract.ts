import { z } from "zod";
import type { Operation } from "./operation.ts";
import * as study from "./study-schemas.ts";

const code = z.object({ code: z.string() });
const BAD_BODY = ["http/json", "http/content-type", "http/invalid", "http/too-large"] as const;
const TAKING_PART = ["session/none", "study/not-found", "http/origin"] as const;

/** What participants of experiments call. */
export const STUDY_OPERATIONS: readonly Operation[] = [
  {
    method: "get",
    path: "/api/v1/studies/{code}",
    summary: "A study as whoever asks sees it, and how far they are in it",
    session: false,
    parameters: code,
    query: study.studyQuery,
    replies: { 200: { what: "The study", schema: "Study" } },
    refusals: ["study/not-found", "http/invalid"],
  },
  {
    method: "post",
    path: "/api/v1/studies/{code}/enrolment",
    summary: "Agree to the consent text and take part; begins a session where there is none",
    session: false,
    parameters: code,
    body: study.enrolmentRequest,
    replies: {
      200: { what: "Taking part already: where one was", schema: "Study" },
      201: { what: "Taking part", schema: "Study" },
    },
    refusals: [
      "study/not-found",
      "study/paused",
      "study/full",
      "study/closed",
      "study/consent",
      "study/link",
      "study/enrolled",
      "http/origin",
      ...BAD_BODY,
    ],
  },
  {
    method: "post",
    path: "/api/v1/studies/{code}/answers",
    summary: "Answer the questions, once",
    session: true,
    parameters: code,
    body: study.answersRequest,
    replies: { 200: { what: "How it goes on", schema: "Study" } },
    refusals: [...TAKING_PART, "study/not-ready", ...BAD_BODY],
  },
  {
    method: "post",
    path: "/api/v1/studies/{code}/wait",
    summary: "Wait for the next match; what becomes of it, /api/v1/lobby/events tells",
    session: true,
    parameters: code,
    replies: { 202: { what: "The ticket, and when the next wave seats", schema: "Ticket" } },
    refusals: [...TAKING_PART, "study/not-ready", "lobby/in-match", "lobby/muted", "lobby/banned"],
  },
  {
    method: "delete",
    path: "/api/v1/studies/{code}/wait",
    summary: "Stop waiting; the part goes on",
    session: true,
    parameters: code,
    replies: { 204: { what: "Nobody waits any more" } },
    refusals: TAKING_PART,
  },
  {
    method: "post",
    path: "/api/v1/studies/{code}/leave",
    summary: "Leave the study, and the match that one sits in",
    session: true,
    parameters: code,
    replies: { 200: { what: "The end, with its code", schema: "Study" } },
    refusals: TAKING_PART,
  },
  {
    method: "post",
    path: "/api/v1/studies/{code}/withdrawal",
    summary: "Withdraw the consent: one's data are in no later export and no later analysis",
    session: true,
    parameters: code,
    replies: { 200: { what: "The end, with the code that it had", schema: "Study" } },
    refusals: TAKING_PART,
  },
];
