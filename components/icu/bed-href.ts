export const bedHref = (bed: string): string => `/icu/${encodeURIComponent(bed)}`;
