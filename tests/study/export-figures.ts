import { parse } from "csv-parse/sync";
import { normalQuantile, signalDetection, wilson } from "../../game/statistics.ts";
import type { Researcher } from "./researcher.ts";
import type { Estimate, Estimates } from "./verdict.ts";

type Row = Record<string, string>;
const Z_95 = 1.959964;

/** The same figures from the tables of the export alone, every game that is not excluded. */
export async function exportedEstimates(
  researcher: Researcher,
  experiment: string,
): Promise<Estimates> {
  const read = async (name: string) =>
    parse<Row>(await researcher.table(experiment, name), { columns: true });
  const [seats, guesses] = await Promise.all([read("seats"), read("guesses")]);
  const kinds = new Map(seats.map(({ seat_id: id = "", kind = "" }) => [id, kind]));
  const counted = guesses.filter(
    ({ excluded, by_seat_id: by = "" }) => excluded === "false" && kinds.get(by) === "human",
  );
  const about = (kind: string) => {
    const games = counted.filter(({ about_seat_id: seat = "" }) => kinds.get(seat) === kind);
    return { n: games.length, calledAi: games.filter((game) => Number(game.p_ai) > 0.5).length };
  };
  return estimatesOfCounts(about("ai"), about("human"));
}

interface Count {
  n: number;
  calledAi: number;
}

function estimatesOfCounts(ai: Count, human: Count): Estimates {
  const judged = { hits: ai.calledAi, aiGames: ai.n };
  const found = signalDetection({ ...judged, falseAlarms: human.calledAi, humanGames: human.n });
  if (!found) throw new Error("the export holds no games about both AI and people");
  const { hitRate, falseAlarmRate } = found;
  const half = Z_95 * Math.sqrt(spread(hitRate, ai.n + 1) + spread(falseAlarmRate, human.n + 1));
  const n = ai.n + human.n;
  return {
    "d′": { ...around(found.dPrime, half), n },
    c: { ...around(found.criterion, half / 2), n },
    "AI pass rate": passRate(ai),
    "human pass rate": passRate(human),
  };
}

const around = (value: number, half: number) => ({ value, low: value - half, high: value + half });

function passRate({ n, calledAi }: Count): Estimate {
  const { rate, low, high } = wilson(n - calledAi, n);
  return { value: rate ?? 0, low, high, n };
}

/** The variance of z(rate), Gourevitch & Galanter 1967. */
function spread(rate: number, n: number): number {
  const density = Math.exp(-(normalQuantile(rate) ** 2) / 2) / Math.sqrt(2 * Math.PI);
  return (rate * (1 - rate)) / (n * density ** 2);
}
