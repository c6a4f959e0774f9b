import type { z } from "zod";
import type { matchFrames, MatchView, MessageView, RevealView } from "../api/schemas.ts";

type Frames = { [Name in keyof typeof matchFrames]: z.infer<(typeof matchFrames)[Name]> };

/** One frame of a match's stream, by event name. */
export type Frame = {
  [Name in keyof Frames]: { event: Name; data: Frames[Name] };
}[keyof Frames];

export const FRAME_NAMES = ["view", "message", "turn", "typing", "phase", "reveal"] as const;

/**
 * Reads a frame; null for what this client does not know. The server checks its frames against
 * the schemas: only the outline is looked at here, so that the page need not carry Zod.
 */
export function readFrame(event: string, text: string): Frame | null {
  const data = parseJson(text);
  switch (event) {
    case "view":
      return isMatchView(data) ? { event, data } : null;
    case "message":
      return isMessageFrame(data) ? { event, data } : null;
    case "turn":
      return isTurnFrame(data) ? { event, data } : null;
    case "typing":
      return isTypingFrame(data) ? { event, data } : null;
    case "phase":
      return isPhaseFrame(data) ? { event, data } : null;
    case "reveal":
      return isObject(data) && isReveal(data.reveal)
        ? { event, data: { reveal: data.reveal } }
        : null;
    default:
      return null;
  }
}

export function isMatchView(data: unknown): data is MatchView {
  return (
    isObject(data) &&
    typeof data.id === "string" &&
    typeof data.phase === "string" &&
    typeof data.now === "string" &&
    isObject(data.ruleset) &&
    isObject(data.you) &&
    Array.isArray(data.seats) &&
    Array.isArray(data.conversations) &&
    Array.isArray(data.guesses)
  );
}

export function isMessage(data: unknown): data is MessageView {
  return (
    isObject(data) &&
    typeof data.id === "string" &&
    typeof data.seat === "string" &&
    typeof data.body === "string" &&
    typeof data.at === "string"
  );
}

export function isObject(data: unknown): data is Record<string, unknown> {
  return typeof data === "object" && data !== null;
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isMessageFrame(data: unknown): data is Frames["message"] {
  return isObject(data) && typeof data.conversationId === "string" && isMessage(data.message);
}

function isTurnFrame(data: unknown): data is Frames["turn"] {
  return isObject(data) && typeof data.conversationId === "string" && isInstant(data.deadlineAt);
}

function isTypingFrame(data: unknown): data is Frames["typing"] {
  return (
    isObject(data) &&
    typeof data.conversationId === "string" &&
    typeof data.seat === "string" &&
    typeof data.on === "boolean"
  );
}

function isPhaseFrame(data: unknown): data is Frames["phase"] {
  return isObject(data) && typeof data.phase === "string" && isInstant(data.deadlineAt);
}

function isReveal(data: unknown): data is RevealView {
  return isObject(data) && Array.isArray(data.seats) && Array.isArray(data.guesses);
}

function isInstant(data: unknown): data is string | null {
  return data === null || typeof data === "string";
}
