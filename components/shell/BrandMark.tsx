/** Several specialists round one patient. */
export function BrandMark({ size = 24 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" fill="none" aria-hidden="true">
      <circle cx="12" cy="12" r="3.1" fill="var(--accent)" />
      <g stroke="var(--accent)" strokeWidth="1.9" strokeLinecap="round">
        <path d="M8.2 3.6a9.2 9.2 0 0 1 7.6 0" />
        <path d="M20.1 7.6a9.2 9.2 0 0 1 .5 7.6" />
        <path d="M15.9 20.4a9.2 9.2 0 0 1-7.7 0" />
        <path d="M3.4 15.3a9.2 9.2 0 0 1 .5-7.7" />
      </g>
    </svg>
  );
}
