const COUNT = new Intl.NumberFormat("en-GB");
const DAY = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  year: "numeric",
  timeZone: "UTC",
});
const MINUTE = new Intl.DateTimeFormat("en-GB", {
  hour: "2-digit",
  minute: "2-digit",
  hour12: false,
  timeZone: "UTC",
});

export function count(value: number): string {
  return COUNT.format(value);
}

/** "1 game", "20 games". */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

export function percent(share: number, decimals = 0): string {
  return `${(share * 100).toFixed(decimals)} %`;
}

/** A true minus sign, and a plus where a sign says something. */
export function signed(value: number, decimals = 0): string {
  const text = Math.abs(value).toFixed(decimals);
  if (Number(text) === 0) return text;
  return value < 0 ? `−${text}` : `+${text}`;
}

export function decimal(value: number, decimals = 2): string {
  return value.toFixed(decimals).replace("-", "−");
}

/** In UTC, so that the server and every browser print the same. */
export function day(instant: string): string {
  return DAY.format(new Date(instant));
}

export function minute(instant: string): string {
  return `${MINUTE.format(new Date(instant))} UTC`;
}
