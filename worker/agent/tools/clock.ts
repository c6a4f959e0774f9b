/** Making a formatter takes longer than all the rest of a prompt. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(key: "time" | "date", timeZone: string): Intl.DateTimeFormat {
  const name = `${key} ${timeZone}`;
  const known = formatters.get(name);
  if (known) return known;
  const options: Intl.DateTimeFormatOptions =
    key === "time"
      ? { timeZone, weekday: "long", hour: "2-digit", minute: "2-digit" }
      : { timeZone, weekday: "long", day: "numeric", month: "long", year: "numeric" };
  const made = new Intl.DateTimeFormat("en-GB", options);
  formatters.set(name, made);
  return made;
}

/** Weekday and time on a clock in that zone. */
export function localTime(now: number, timeZone = "UTC"): string {
  return formatter("time", timeZone).format(now).replace(" at ", " ").replace(",", "");
}

const DAY_MS = 86_400_000;

/** The date so many days from now in that zone. */
export function localDate(now: number, timeZone = "UTC", inDays = 0): string {
  return formatter("date", timeZone)
    .format(now + inDays * DAY_MS)
    .replace(",", "");
}
