/** Half circle, half square. */
export function Logo({ size = 28 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 30 30" aria-hidden>
      <path className="mark-human" d="M14.2 1v28a14 14 0 0 1 0-28Z" />
      <path
        className="mark-ai"
        d="M15.8 1h11.2a2.8 2.8 0 0 1 2.8 2.8v22.4a2.8 2.8 0 0 1-2.8 2.8H15.8Z"
      />
    </svg>
  );
}
