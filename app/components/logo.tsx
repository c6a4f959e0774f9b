/** Half circle, half square. */
export function Logo({ size = 28 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 28 28" aria-hidden className="logo">
      <path className="fill-human" d="M13.25 0v28A14 14 0 0 1 13.25 0Z" />
      <path
        className="fill-ai"
        d="M14.75 0H25.2A2.8 2.8 0 0 1 28 2.8v22.4a2.8 2.8 0 0 1-2.8 2.8H14.75Z"
      />
    </svg>
  );
}
