import type { Measured } from '../measured.ts';

/** Power in the bands of Task Force 1996 (table 2), in ms². */
export type BandPowers = { readonly vlf: Measured; readonly lf: Measured; readonly hf: Measured };

type Band = {
  readonly name: keyof BandPowers;
  readonly low: number;
  readonly high: number;
  /** Shortest recording in seconds: one minute for HF and two for LF (Task Force 1996), five for VLF. */
  readonly seconds: number;
};

/** VLF begins at one cycle in five minutes: below is trend. */
const BANDS: readonly Band[] = [
  { name: 'vlf', low: 0.0033, high: 0.04, seconds: 300 },
  { name: 'lf', low: 0.04, high: 0.15, seconds: 120 },
  { name: 'hf', low: 0.15, high: 0.4, seconds: 60 },
];

/** One-sided power spectral density in ms²/Hz at equally spaced frequencies. */
export type Spectrum = { readonly density: Float64Array; readonly step: number };

/** Area under a spectrum from `low` to `high`; a bin that an edge cuts counts in part. */
function bandArea({ density, step }: Spectrum, low: number, high: number): number {
  let area = 0;
  for (let k = 0; k < density.length; k += 1) {
    const [from, to] = [(k - 0.5) * step, (k + 0.5) * step];
    const width = Math.min(to, high) - Math.max(from, low);
    if (width > 0) area += width * (density[k] ?? 0);
  }
  return area;
}

/** Mean of several spectra on one grid. */
export function averageSpectra(spectra: readonly Spectrum[]): Spectrum | undefined {
  const [first] = spectra;
  if (!first) return undefined;
  const density = first.density.map(
    (_, k) => spectra.reduce((sum, one) => sum + (one.density[k] ?? 0), 0) / spectra.length,
  );
  return { density, step: first.step };
}

/** Powers of the bands that a recording of `seconds` is long enough for. */
export function bandPowers(spectrum: Spectrum | undefined, seconds: number): BandPowers {
  const power = (band: Band): Measured => {
    if (seconds < band.seconds || !spectrum) {
      const detail = `${band.name.toUpperCase()} power needs ${band.seconds} s without a gap; there are ${Math.floor(seconds)} s.`;
      return { missing: 'too-short', detail };
    }
    return { value: bandArea(spectrum, band.low, band.high) };
  };
  const [vlf, lf, hf] = BANDS.map(power);
  const none: Measured = { missing: 'no-signal', detail: 'No spectrum.' };
  return { vlf: vlf ?? none, lf: lf ?? none, hf: hf ?? none };
}
