/** What the body does minute by minute during a stay; everything measured follows from these. */
export const trackIds = [
  /** Of the sinus node, or of the ventricles in atrial fibrillation, /min; 1 where it fibrillates. */
  'heartRate',
  'fibrillating',
  /** mm Hg. */
  'meanPressure',
  'pulsePressure',
  /** /min, %, °C, mm Hg. */
  'respiratoryRate',
  'saturation',
  'temperature',
  'endTidal',
  /** 0 … 1. */
  'ventilated',
  'inspiredOxygen',
  'infection',
  'lung',
  /** µg/kg/min. */
  'noradrenaline',
  /** ml too little in the circulation. */
  'deficit',
  /** mmol/L, mg/dL, 10*3/uL, mg/L, ng/mL, 10*3/uL, mg/dL, g/dL, mmol/L, mm Hg. */
  'lactate',
  'creatinine',
  'leukocytes',
  'crp',
  'procalcitonin',
  'platelets',
  'bilirubin',
  'haemoglobin',
  'baseExcess',
  'paco2',
] as const;
export type TrackId = (typeof trackIds)[number];

export type Minute = Record<TrackId, number>;
export type Tracks = Readonly<Record<TrackId, Float32Array>>;

/** A value for each track. */
const byTrack = <T>(make: (id: TrackId) => T): Record<TrackId, T> =>
  // `fromEntries` forgets which keys there are; the list has each track once.
  Object.fromEntries(trackIds.map((id) => [id, make(id)])) as Record<TrackId, T>;

export const emptyTracks = (minutes: number): Tracks => byTrack(() => new Float32Array(minutes));

export function writeMinute(tracks: Tracks, minute: number, values: Readonly<Minute>): void {
  for (const id of trackIds) tracks[id][minute] = values[id];
}

/** Between two minutes by a straight line; at the ends the first or last value. */
export function valueAt(track: Float32Array, minute: number): number {
  const inside = Math.min(track.length - 1, Math.max(0, minute));
  const before = Math.floor(inside);
  const low = track[before] ?? 0;
  return low + (inside - before) * ((track[before + 1] ?? low) - low);
}

/** Of the minute that has begun: for what is on or off. */
export const stateAt = (track: Float32Array, minute: number): number =>
  track[Math.min(track.length - 1, Math.max(0, Math.floor(minute)))] ?? 0;
