import { fc } from "@fast-check/vitest";
import { type Visitor, VISITORS } from "./access.ts";
import type { Address } from "./addresses.ts";
import { hostileText, hostileValue } from "./hostile.ts";

/** A request as it goes over the wire. */
export interface Shot {
  who: Visitor;
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string | null;
}

interface Range {
  addresses: readonly Address[];
  /** The methods that an address has. */
  methodsOf: (address: Address) => readonly string[];
  /** Ids and names that exist, by the name of a parameter or of a field. */
  known: Readonly<Record<string, unknown>>;
  /** Names of the fields that bodies and queries have. */
  fields: readonly string[];
}

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND"];
const FORM = "application/x-www-form-urlencoded";

const TYPES = [
  "application/json",
  "application/json; charset=utf-16",
  "text/plain",
  "multipart/form-data",
  "multipart/form-data; boundary=x",
  "application/xml",
  "nonsense",
  "",
];

/** Headers that proxies, browsers and attackers send. */
const HEADERS: readonly (readonly [string, readonly string[]])[] = [
  ["Accept", ["text/html", "application/json", "text/event-stream", "*/*;q=x", ""]],
  ["Accept-Encoding", ["gzip", "br;q=9", "identity;q=0", "nonsense"]],
  ["Accept-Language", ["xx-XX", "*".repeat(500)]],
  ["Authorization", ["Bearer x", "Bearer a.b.c", "Basic Og==", "Bearer", "x".repeat(5000)]],
  ["Cookie", ["session=x", "session=..; session=%00", "theme=<script>", "a=b; ".repeat(200), "="]],
  ["If-None-Match", ["*", '"x"']],
  ["Last-Event-ID", ["0", "-1", "1e9", "99999999999999999999", "' or 1=1"]],
  ["Range", ["bytes=0-", "bytes=9-1", "bytes=-99999999999"]],
  ["Referer", ["https://evil.example/", "nonsense", "//x", "http://[/"]],
  ["Sec-Fetch-Mode", ["navigate", "cors", "x"]],
  ["User-Agent", ["", "curl", "() { :; }; echo", "x".repeat(4000)]],
  ["X-Forwarded-For", ["1.2.3.4", "' or 1=1", "::1, x"]],
  ["X-Forwarded-Host", ["evil.example", "a b"]],
  ["X-Forwarded-Proto", ["https", "javascript"]],
  ["X-HTTP-Method-Override", ["DELETE"]],
  ["Content-Encoding", ["gzip"]],
  ["Origin", ["null", "https://evil.example", "nonsense"]],
];

/** Requests that no client of ours would send, and some that it would. */
export function shots({ addresses, methodsOf, known, fields }: Range): fc.Arbitrary<Shot> {
  // Names of fields are hostile, too: "constructor" is none that is known.
  const value = (name: string) => {
    if (!Object.hasOwn(known, name)) return hostileValue;
    const right = { weight: 3, arbitrary: fc.constant(known[name]) };
    return fc.oneof(right, { weight: 2, arbitrary: hostileValue });
  };
  const fieldName = fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom(...fields) },
    { weight: 1, arbitrary: hostileText },
  );
  const entry = fieldName.chain((name) => fc.tuple(fc.constant(name), value(name)));
  // Bodies in which nearly all is right go further than those in which nothing is.
  const whole = fc
    .array(entry, { maxLength: 3 })
    .map((wrong) => [...Object.entries(known), ...wrong]);
  const entries = fc.oneof(fc.array(entry, { maxLength: 6 }), whole);

  const address = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...addresses.filter(({ kind }) => kind === "api")) },
    { weight: 1, arbitrary: fc.constantFrom(...addresses.filter(({ kind }) => kind !== "api")) },
  );
  const search = fc.oneof(
    { weight: 3, arbitrary: fc.constant("") },
    { weight: 2, arbitrary: entries.map((list) => `?${formOf(list)}`) },
    { weight: 1, arbitrary: hostileText.map((text) => `?${printable(text)}`) },
  );
  return address.chain((at) =>
    fc
      .record({
        who: fc.constantFrom(...VISITORS),
        method: fc.oneof(
          { weight: 5, arbitrary: fc.constantFrom(...methodsOf(at)) },
          { weight: 1, arbitrary: fc.constantFrom(...METHODS) },
        ),
        path: pathTo(at, known),
        search,
        headers: someHeaders,
        content: contents(entries),
      })
      .map(({ who, method, path, search: query, headers, content: { type, body } }) => ({
        who,
        method,
        path: `${path}${query}`.slice(0, 8000),
        headers: { ...(type === null ? {} : { "Content-Type": type }), ...headers },
        body: method === "GET" || method === "HEAD" || method === "TRACE" ? null : body,
      })),
  );
}

function pathTo({ path, kind }: Address, known: Range["known"]): fc.Arbitrary<string> {
  const parts = path.split("/").map((part) => {
    if (!part.startsWith(":")) return fc.constant(part);
    const hostile = hostileText.map((text) =>
      encodeURIComponent(text.toWellFormed()).slice(0, 500),
    );
    const own = known[part.slice(1)];
    return typeof own === "string"
      ? fc.oneof({ weight: 4, arbitrary: fc.constant(own) }, { weight: 1, arbitrary: hostile })
      : hostile;
  });
  const endings = kind === "page" ? ["", "", ".data", "/"] : ["", "", "", "", "/", ".data", "%00"];
  return fc
    .tuple(fc.tuple(...parts), fc.constantFrom(...endings))
    .map(([all, ending]) => (all.join("/") || "/") + (path === "/" ? "" : ending));
}

const someHeaders = fc
  .array(
    fc
      .constantFrom(...HEADERS)
      .chain(([name, values]) => fc.tuple(fc.constant(name), fc.constantFrom(...values))),
    { maxLength: 2 },
  )
  .map((pairs) => Object.fromEntries(pairs));

type Entry = readonly [string, unknown];

function contents(entries: fc.Arbitrary<readonly Entry[]>) {
  const json = entries.map((list) => ({ type: "application/json", body: jsonOf(list) }));
  const form = entries.map((list) => ({ type: FORM, body: formOf(list) }));
  const broken = fc
    .tuple(entries, fc.nat(80))
    .map(([list, cut]) => ({ type: "application/json", body: jsonOf(list).slice(0, cut) }));
  const odd = fc.record({
    type: fc.constantFrom(...TYPES),
    body: fc.oneof(
      hostileText,
      hostileValue.map((value) => JSON.stringify(value)),
    ),
  });
  const none = fc.constant({ type: null, body: null });
  return fc.oneof(
    { weight: 6, arbitrary: json },
    { weight: 2, arbitrary: form },
    { weight: 1, arbitrary: broken },
    { weight: 1, arbitrary: odd },
    { weight: 1, arbitrary: none },
  );
}

/** With a key twice where it is there twice. */
function jsonOf(entries: readonly Entry[]): string {
  return `{${entries.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`).join(",")}}`;
}

function formOf(entries: readonly Entry[]): string {
  const plain = (value: unknown) =>
    (typeof value === "string" ? value : JSON.stringify(value)).toWellFormed();
  return entries
    .map(([key, value]) => `${encodeURIComponent(plain(key))}=${encodeURIComponent(plain(value))}`)
    .join("&");
}

/** What may stand in a request's first line. */
const printable = (text: string) => text.replace(/[^\x21-\x7e]/g, "%EF");
