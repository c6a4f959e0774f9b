import type { Features } from "../learn/columns.ts";
import type { Answer, MatchRecord } from "../record.ts";
import { mean, most, quantile } from "./sums.ts";

const ROUTE = "/api/v1/matches/:id";

/** Statuses, sizes and times of the replies to one's own requests; real milliseconds. */
export function answers({ answers: all }: MatchRecord): Features {
  const posts = to(all, "POST", `${ROUTE}/messages`);
  const accepted = posts.filter(({ status }) => status === 201);
  const times = accepted.map(({ ms }) => ms);
  const looks = to(all, "GET", ROUTE);
  return {
    accepted: accepted.length,
    refused: posts.filter(({ status }) => status === 400).length,
    "409s": all.filter(({ status }) => status === 409).length,
    "429s and 503s": all.filter(({ status }) => status === 429 || status === 503).length,
    "other faults": all.filter(({ status }) => status >= 500 && status !== 503).length,
    "time to post, mean": mean(times),
    "time to post, median": quantile(times, 0.5),
    "time to post, most": most(times),
    "time to look": mean(looks.map(({ ms }) => ms)),
    "time to be refused": mean(posts.filter(({ status }) => status === 400).map(({ ms }) => ms)),
  };
}

const to = (all: readonly Answer[], method: string, route: string) =>
  all.filter((answer) => answer.method === method && answer.route === route);
