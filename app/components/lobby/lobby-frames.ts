/*
 * Frames of the lobby's stream, read by hand: the schemas would bring their library to the browser.
 */
export interface Waiting {
  nextWaveAt: string;
  offer: string | null;
}

export function readWaiting(data: unknown): Waiting | null {
  const nextWaveAt = text(data, "nextWaveAt");
  return nextWaveAt === null ? null : { nextWaveAt, offer: text(data, "offer") };
}

export function readSeated(data: unknown): { matchId: string } | null {
  const matchId = text(data, "matchId");
  return matchId === null ? null : { matchId };
}

export function readEnded(data: unknown): { reason: string } | null {
  const reason = text(data, "reason");
  return reason === null ? null : { reason };
}

function text(data: unknown, name: string): string | null {
  if (typeof data !== "object" || data === null) return null;
  const value: unknown = Reflect.get(data, name);
  return typeof value === "string" ? value : null;
}
