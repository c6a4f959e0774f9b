import type { Random } from "../../game/random.ts";

const PLACES =
  "Ghent Turin Leeds Basel Porto Graz Lyon Cork Oslo Bergen Riga Tartu Brno Pecs Split";
const THINGS = "tea soup bread chess rowing bees maps kites trains clay ferns jazz moss yarn salt";
const TIMES = "today yesterday lately mostly again often always rarely still once soon twice";
const list = (words: string) => words.split(" ");

/**
 * What simulated people have written, no line twice. They know each other by it, and an AI by its
 * absence: so nobody needs to be told who is who.
 */
export class Words {
  readonly #written = new Set<string>();

  write(random: Random): string {
    for (;;) {
      const [from, first, second] = [random.pick(list(PLACES)), ...random.shuffle(list(THINGS))];
      const when = random.pick(list(TIMES));
      const line = `hello from ${from}, it is ${first ?? ""} and ${second ?? ""} here ${when}, and you`;
      if (this.#written.has(line)) continue;
      this.#written.add(line);
      return line;
    }
  }

  areOfPerson(line: string): boolean {
    return this.#written.has(line);
  }
}
