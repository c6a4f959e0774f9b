interface LiveRegionProps {
  /** Read out when it changes; empty says nothing. */
  message: string;
  urgent?: boolean;
}

/** Stays mounted: a region that appears together with its text is often not read. */
export function LiveRegion({ message, urgent = false }: LiveRegionProps) {
  return (
    <div className="sr-only" role={urgent ? "alert" : "status"} aria-atomic="true">
      {message}
    </div>
  );
}
