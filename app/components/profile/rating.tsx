interface RatingProps {
  rating: number;
  deviation: number;
}

/** A rating with two deviations either way. */
export function Rating({ rating, deviation }: RatingProps) {
  return (
    <span className="figure whitespace-nowrap">
      {Math.round(rating)} <span className="text-muted">±{Math.round(2 * deviation)}</span>
    </span>
  );
}
