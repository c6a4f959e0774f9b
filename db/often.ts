import { LRUCache } from "lru-cache";
import type pg from "pg";

/** A text that came so often is prepared; those that seldom repeat would fill Postgres's memory. */
const OFTEN = 16;
/** Texts that one connection may hold prepared. */
const MOST_PREPARED = 300;
/**
 * Characters of all texts that are counted. Lists of values come in as many lengths as there are
 * sizes of waves; kept by number, their texts would be megabytes after hours.
 */
const MOST_COUNTED = 2 ** 18;
/** Longer texts are lists of values, of which no two are alike. */
const LONGEST = 10_000;

/** The names under which a process has its frequent statements prepared, once in each connection. */
export class StatementNames {
  readonly #counts = new LRUCache<string, number>({
    maxSize: MOST_COUNTED,
    sizeCalculation: (_, text) => text.length,
  });
  readonly #names = new Map<string, string>();

  /** @returns undefined for a text that is not frequent, or not yet. */
  nameOf(text: string): string | undefined {
    const known = this.#names.get(text);
    if (known !== undefined || this.#names.size >= MOST_PREPARED || text.length > LONGEST)
      return known;
    const count = (this.#counts.get(text) ?? 0) + 1;
    if (count < OFTEN) {
      this.#counts.set(text, count);
      return undefined;
    }
    this.#counts.delete(text);
    const name = `often-${this.#names.size + 1}`;
    this.#names.set(text, name);
    return name;
  }
}

/**
 * Lets a connection parse and plan once what it is asked often. Statements with a name, without
 * values, and cursors stay as they are.
 */
export function prepareOften(client: pg.PoolClient, names: StatementNames): void {
  const query: unknown = Reflect.get(client, "query");
  if (typeof query !== "function") return;
  const prepares = new Proxy(query, {
    apply: (asked, self: unknown, [statement, ...more]: unknown[]): unknown =>
      Reflect.apply(asked, self, [named(statement, more[0], names), ...more]),
  });
  Object.assign(client, { query: prepares });
}

function named(statement: unknown, values: unknown, names: StatementNames): unknown {
  if (!Array.isArray(values) || values.length === 0) return statement;
  const asked = typeof statement === "string" ? { text: statement } : statement;
  if (!isNameless(asked)) return statement;
  const name = names.nameOf(asked.text);
  return name === undefined ? statement : { ...asked, name };
}

function isNameless(asked: unknown): asked is { text: string } {
  if (typeof asked !== "object" || asked === null || "submit" in asked) return false;
  if ("name" in asked && asked.name !== undefined) return false;
  return "text" in asked && typeof asked.text === "string";
}
