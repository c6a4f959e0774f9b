interface IntervalProps {
  value: number;
  low: number | null;
  high: number | null;
  /** `share` prints 0–1 as per cent with one decimal; `number` prints as it is. */
  as?: "share" | "number";
  decimals?: number;
  className?: string;
}

/** An estimate is never shown without its interval; where there is none yet, that is said. */
export function Interval({
  value,
  low,
  high,
  as = "share",
  decimals = as === "share" ? 1 : 0,
  className = "",
}: IntervalProps) {
  const scale = as === "share" ? 100 : 1;
  const unit = as === "share" ? " %" : "";
  const print = (figure: number) => (figure * scale).toFixed(decimals).replace("-", "−");
  const known = low !== null && high !== null;
  return (
    <span className={`figure whitespace-nowrap ${className}`}>
      <span aria-hidden>
        {print(value)}
        {unit}{" "}
        <span className="text-muted">
          {known ? `(${print(low)}–${print(high)})` : "(no interval yet)"}
        </span>
      </span>
      <span className="sr-only">
        {print(value)}
        {unit}
        {known ? `, between ${print(low)} and ${print(high)}` : ", too few games for an interval"}
      </span>
    </span>
  );
}
