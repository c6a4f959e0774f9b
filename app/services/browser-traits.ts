const LANGUAGE = /^([a-z]{2,3})(-[a-z0-9]{2,8})*$/i;

/** The language that a browser asks for first, such as `en` or `pt-BR`; null where it says none. */
export function localeOf(acceptLanguage: string | null): string | null {
  const [first = ""] = (acceptLanguage ?? "").split(/[,;]/);
  const tag = first.trim();
  return tag.length <= 35 && LANGUAGE.test(tag) ? tag : null;
}

/** What a browser runs on, by its own word. */
export function deviceOf(userAgent: string | null): "desktop" | "mobile" | "tablet" {
  const text = userAgent ?? "";
  if (/iPad|Tablet|Android(?!.*Mobile)/.test(text)) return "tablet";
  return /Mobi|iPhone|Android/.test(text) ? "mobile" : "desktop";
}
