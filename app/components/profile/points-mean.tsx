import { Interval } from "../interval.tsx";

interface PointsMeanProps {
  mean: number;
  low: number | null;
  high: number | null;
}

export function PointsMean({ mean, low, high }: PointsMeanProps) {
  return <Interval as="number" decimals={1} value={mean} low={low} high={high} />;
}
