import type { FileDecision } from "../../../db/queries/case-file.ts";
import type { FlagKind, ReportCategory } from "../../../db/queries/case-queue.ts";
import { day, minute } from "../format.ts";

export type DecisionAction = FileDecision["action"];

export const CATEGORIES: Readonly<Record<ReportCategory, string>> = {
  harassment: "Harassment",
  hate: "Hate",
  threat: "Threat",
  sexual: "Sexual",
  "personal-data": "Personal data",
  spam: "Spam",
  cheating: "Cheating",
  other: "Other",
};

export const FLAGS: Readonly<Record<FlagKind, string>> = {
  slur: "Slur",
  threat: "Threat",
  "personal-data": "Personal data",
  link: "Link",
  spam: "Spam",
  flood: "Flood",
  model: "Model's verdict",
  collusion: "Collusion",
};

/** What a moderator may do, with its key. */
export const ACTIONS: readonly { action: DecisionAction; key: string; text: string }[] = [
  { action: "dismiss", key: "d", text: "Dismiss" },
  { action: "warn", key: "w", text: "Warn" },
  { action: "mute", key: "m", text: "Mute" },
  { action: "ban", key: "b", text: "Ban" },
  { action: "hide", key: "h", text: "Hide a message" },
  { action: "void", key: "v", text: "Void the match" },
  { action: "count", key: "r", text: "Let the match count" },
];

export const DONE: Readonly<Record<DecisionAction, string>> = {
  dismiss: "Dismissed",
  warn: "Warned",
  mute: "Muted",
  ban: "Banned",
  hide: "Hid a message",
  void: "Voided the match",
  count: "Let the match count",
};

/** "3 h", "2 d": how long something has waited. */
export function ageText(since: string, now: string): string {
  const minutes = Math.max(0, Math.floor((Date.parse(now) - Date.parse(since)) / 60_000));
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h` : `${Math.floor(hours / 24)} d`;
}

export function when(instant: string): string {
  return `${day(instant)}, ${minute(instant)}`;
}

/** To the second, for what was said in a match. */
export function second(instant: string): string {
  return instant.slice(11, 19);
}
