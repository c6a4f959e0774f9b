import type { FollowUp, Match, MatchEvent } from "../game/match.ts";
import type { StoredMessage } from "../game/view.ts";
import type { MatchAnnouncement } from "./events.ts";
import type { Stores } from "./stores.ts";

/** What the time that a frame takes is counted from. */
type Since = Pick<MatchAnnouncement, "postedAt" | "dueAt">;

/** Announces what happened and enqueues what follows; both can be derived again from Postgres. */
export function tell(
  stores: Stores,
  match: Match,
  events: MatchEvent[],
  followUps: readonly FollowUp[],
  now: number,
  messages: StoredMessage[],
  since: Since = {},
): void {
  const seen = events.filter((event) => event.type !== "guess" && event.type !== "left");
  if (seen.length > 0) {
    const frames = match.participants.map((participant) => participant.frames);
    const about = { matchId: match.id, events: seen, messages, frames };
    stores.events.announce({ kind: "match", ...about, ...since });
  }
  if (seen.some((event) => event.type === "phase" && event.phase === "revealed"))
    stores.queues.enqueue("flag-match", { matchId: match.id }, { jobId: match.id });
  for (const followUp of followUps) enqueueFollowUp(stores, match.id, followUp, now);
}

function enqueueFollowUp({ queues }: Stores, matchId: string, followUp: FollowUp, now: number) {
  switch (followUp.job) {
    case "compose-reply": {
      const { job, ...occasion } = followUp;
      const jobId = [occasion.conversationId, occasion.seat, occasion.after].join("-");
      queues.enqueue(job, { matchId, ...occasion }, { jobId });
      return;
    }
    case "make-guess": {
      const { job, ...seat } = followUp;
      queues.enqueue(job, { matchId, ...seat }, { jobId: `${matchId}-${seat.round}-${seat.seat}` });
      return;
    }
    case "close-phase": {
      queues.enqueue(
        followUp.job,
        { matchId },
        { delayMs: followUp.dueAt - now, jobId: `${matchId}-${followUp.dueAt}` },
      );
      return;
    }
    case "score-match": {
      queues.enqueue(followUp.job, { matchId }, { jobId: matchId });
      return;
    }
  }
}
