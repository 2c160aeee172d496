// Ids on a generic panel: its own, and that of the first row of each measure.

export const genericAnchor = (modality: string): string => `modality-${modality}`;

export const measureAnchor = (modality: string, measure: string): string =>
  `${genericAnchor(modality)}-${measure}`;
