import { encodeSamples } from '../../events/sample-block.ts';
import { EVENT_VERSION, type SentEvent } from '../../events/stream-event.ts';
import type { MeasuredCode } from '../bedside-codes.ts';
import { eventId } from '../event-id.ts';
import type { Hl7Header } from './hl7-header.ts';
import { field, type Hl7Trouble, type Observed, timeOf, troubleAt } from './observed.ts';
import { readNumber, readUnit } from './read-result.ts';

/** Half a thousandth of a millivolt or a hundredth of a millimetre of mercury: finer than any monitor. */
const GAINS = { ecg: 0.0005, abp: 0.01, pleth: 0.001, resp: 0.001 } as const;
const MOST_SAMPLES = 10_000;

/** Samples a second, from the segment whose sub-id lies below that of the curve; `null`: none says it. */
function rateOf({ segment, request }: Observed, all: readonly Observed[]): number | null {
  const below = `${field(segment, 4)}.`;
  const facet = all.find(
    (one) =>
      one.request === request &&
      one.segment.getComponent(3, 2) === 'MDC_ATTR_SAMP_RATE' &&
      field(one.segment, 4).startsWith(below),
  );
  const rate = readNumber(field(facet?.segment, 5));
  return rate !== null && rate > 0 ? rate : null;
}

/** A curve whose samples are in OBX-5 (IHE PCD waveform content module). */
export function readWave(
  observed: Observed,
  code: Extract<MeasuredCode, { kind: 'wave' }>,
  header: Hl7Header,
  patient: string,
  all: readonly Observed[],
): SentEvent | Hl7Trouble {
  const { segment } = observed;
  const sub = field(segment, 4);
  const rate = rateOf(observed, all);
  if (rate === null)
    return troubleAt(observed, 4, `no MDC_ATTR_SAMP_RATE below ${sub || 'it'} says its rate`);
  const at = timeOf(observed, header);
  if (typeof at === 'object') return troubleAt(observed, 14, at.reason);
  const samples = field(segment, 5).split('^').map(readNumber);
  if (samples.length > MOST_SAMPLES)
    return troubleAt(observed, 5, `${samples.length} samples are more than ${MOST_SAMPLES}`);
  if (samples.includes(null)) return troubleAt(observed, 5, 'not every sample is a number');
  const unit = readUnit(segment);
  return {
    version: EVENT_VERSION,
    id: eventId(patient, code.code, sub, at.toString(36)),
    patient,
    source: eventId(header.sender),
    at,
    kind: 'waveform',
    waveform: code.waveform,
    ...(code.label === undefined ? {} : { label: code.label }),
    rate,
    unit: unit === '' ? '1' : unit,
    ...encodeSamples(samples.map(Number), GAINS[code.waveform]),
  };
}
