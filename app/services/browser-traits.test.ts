import { expect, test } from "vitest";
import { deviceOf, localeOf } from "./browser-traits.ts";

test.each([
  ["pt-BR,pt;q=0.9,en;q=0.8", "pt-BR"],
  ["en", "en"],
  ["*", null],
  ["<script>", null],
  [null, null],
])("%s asks for %s", (header, locale) => {
  expect(localeOf(header)).toBe(locale);
});

test.each([
  ["Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Mobile/15E148", "mobile"],
  ["Mozilla/5.0 (Linux; Android 14; Pixel 8) Chrome/120.0 Mobile Safari/537.36", "mobile"],
  ["Mozilla/5.0 (Linux; Android 14; SM-X200) Chrome/120.0 Safari/537.36", "tablet"],
  ["Mozilla/5.0 (iPad; CPU OS 16_0 like Mac OS X)", "tablet"],
  ["Mozilla/5.0 (X11; Linux x86_64) Chrome/120.0 Safari/537.36", "desktop"],
  [null, "desktop"],
])("%s runs on a %s", (agent, device) => {
  expect(deviceOf(agent)).toBe(device);
});
