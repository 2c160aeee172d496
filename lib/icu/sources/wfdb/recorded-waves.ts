import { readWfdbHeader } from '#lib/signal/readers/wfdb-header.ts';
import type { Lead, OpenFile } from '#lib/signal/readers/wfdb-lead.ts';
import { readWfdbLead } from '#lib/signal/readers/wfdb-record.ts';
import type { WaveformId } from '../../events/stream-event.ts';

/** One curve of a record, in the unit of `WAVEFORMS`. */
export type RecordedWave = { readonly waveform: WaveformId; readonly lead: Lead };

/** Names by which recorders call leads and pressures; what else is in volts may be a brain or an abdomen. */
const KINDS: readonly (readonly [WaveformId, RegExp, RegExp])[] = [
  ['ecg', /^(ecg\b|mcl|m?li{1,3}$|i{1,3}$|v\d?$|av[rlf]$)/i, /^([µμu]V|mV|V)$/],
  ['abp', /^(abp|art)\b/i, /^mmHg$/i],
  ['pleth', /^pleth/i, /./],
  ['resp', /^resp/i, /./],
];
/** A monitor's curve is drawn from its samples: of a heart a hundred a second are too few. */
const SLOWEST_ECG = 100;
const MILLIVOLTS: Readonly<Record<string, number>> = { V: 1000, mV: 1, uV: 0.001 };

const kindOf = (label: string, unit: string): WaveformId | undefined =>
  KINDS.find(([, name, units]) => name.test(label) && units.test(unit))?.[0];

function inUnit(waveform: WaveformId, lead: Lead): Lead {
  if (waveform !== 'ecg') return lead;
  const factor = MILLIVOLTS[lead.unit.replace(/^[µμ]/, 'u')] ?? 1;
  return factor === 1 ? lead : { ...lead, samples: lead.samples.map((value) => value * factor) };
}

/** The first lead of each kind in a WFDB record of one segment, the longest 6 h; none without an ECG. Never throws for bad data. */
export async function readRecordedWaves(name: string, open: OpenFile): Promise<readonly RecordedWave[]> {
  const bytes = await open(`${name}.hea`);
  const { header } = readWfdbHeader(
    new TextDecoder('latin1').decode(bytes ?? new Uint8Array()),
    `${name}.hea`,
  );
  if (!header || header.segments.length > 0 || (header.frames ?? 0) > 6 * 3600 * header.rate) return [];
  const kinds = header.signals.map(({ description, unit }) => kindOf(description, unit));
  const wanted = kinds.flatMap((kind, place) =>
    kind && kinds.indexOf(kind) === place ? [{ kind, place }] : [],
  );
  if (!wanted.some(({ kind }) => kind === 'ecg')) return [];
  const read = await Promise.all(
    wanted.map(async ({ kind, place }): Promise<RecordedWave[]> => {
      const { lead } = await readWfdbLead(name, place, open);
      return lead ? [{ waveform: kind, lead: inUnit(kind, lead) }] : [];
    }),
  );
  const waves = read.flat();
  return waves.some(({ waveform, lead }) => waveform === 'ecg' && lead.rate >= SLOWEST_ECG) ? waves : [];
}
