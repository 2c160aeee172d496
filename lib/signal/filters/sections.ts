/** One second-order section, normalised to a0 = 1: y = b0·x + b1·x₁ + b2·x₂ − a1·y₁ − a2·y₂. */
export type Section = {
  readonly b0: number;
  readonly b1: number;
  readonly b2: number;
  readonly a1: number;
  readonly a2: number;
};

type Edge = { readonly hz: number; readonly rate: number };

function checkEdge({ hz, rate }: Edge): void {
  if (!(hz > 0 && hz < rate / 2))
    throw new RangeError(`A filter at ${hz} Hz needs more than ${2 * hz} samples per second, not ${rate}`);
}

/** Quality of each pole pair of a Butterworth filter of even order. */
const qualities = (order: number): number[] =>
  Array.from({ length: order / 2 }, (_, k) => 1 / (2 * Math.cos((Math.PI * (2 * k + 1)) / (2 * order))));

function section(edge: Edge, quality: number, kind: 'low' | 'high'): Section {
  const k = Math.tan((Math.PI * edge.hz) / edge.rate);
  const scale = 1 / (1 + k / quality + k * k);
  const b0 = kind === 'low' ? k * k * scale : scale;
  return {
    b0,
    b1: kind === 'low' ? 2 * b0 : -2 * b0,
    b2: b0,
    a1: 2 * (k * k - 1) * scale,
    a2: (1 - k / quality + k * k) * scale,
  };
}

/**
 * Butterworth low-pass or high-pass as second-order sections, by the bilinear transform with prewarping
 * (Oppenheim and Schafer, Discrete-Time Signal Processing, section 7.1).
 *
 * @param order even
 * @param hz frequency of −3 dB, below half of `rate`; else `RangeError`
 */
export function butterworth(kind: 'low' | 'high', order: number, hz: number, rate: number): Section[] {
  checkEdge({ hz, rate });
  return qualities(order).map((quality) => section({ hz, rate }, quality, kind));
}

/** A high-pass and a low-pass of `order` each, in series; the low-pass is left out where `rate` cannot carry it. */
export const bandPass = (order: number, low: number, high: number, rate: number): Section[] => [
  ...butterworth('high', order, low, rate),
  ...(high < 0.45 * rate ? butterworth('low', order, high, rate) : []),
];

/** Second-order notch at the mains frequency; `quality` is centre frequency over −3 dB width. */
export function notch(hz: number, quality: number, rate: number): Section[] {
  checkEdge({ hz, rate });
  const angle = (2 * Math.PI * hz) / rate;
  const width = Math.tan(angle / (2 * quality));
  const gain = 1 / (1 + width);
  const middle = -2 * gain * Math.cos(angle);
  return [{ b0: gain, b1: middle, b2: gain, a1: middle, a2: 2 * gain - 1 }];
}
