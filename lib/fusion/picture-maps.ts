import type { PictureRead } from '#lib/contract/findings-report.ts';
import type { FindingsManifest } from '#lib/contract/manifest.ts';
import { isTensor } from '#lib/contract/modality.ts';
import type { TensorReader } from '#lib/contract/model.ts';
import type { PatientRecord } from '#lib/contract/patient-record.ts';
import type { ModelSession } from '#lib/contract/session.ts';
import type { Tensor } from '#lib/contract/tensor.ts';
import type { Slices } from '#lib/modalities/index.ts';
import { keyOf } from './answered-pictures.ts';
import { type FindingMap, type MapRequest, mapFindings } from './finding-map.ts';

/** The maps of a picture's findings by id, or why there are none: a sentence. */
export type PictureMaps = { readonly maps: ReadonlyMap<string, FindingMap> } | { readonly because: string };

type Asked = Pick<MapRequest, 'signal' | 'onProgress'> & {
  readonly record: PatientRecord<Slices>;
  readonly session: ModelSession;
  /** Of the picture that was read. */
  readonly report: Pick<PictureRead, 'at' | 'picture'>;
  readonly readTensor: TensorReader<Slices>;
  readonly readReference: (maps: NonNullable<FindingsManifest['maps']>) => Promise<Tensor>;
};

/** In memory, for as long as a model's session lives. */
const known = new WeakMap<ModelSession, Map<string, PictureMaps>>();

/**
 * Maps of the very picture that a report is of, from the tensor that the network read. A picture is mapped once.
 * Rejects as `mapFindings`, `readTensor` and `readReference` do.
 */
export async function mapPicture(asked: Asked): Promise<PictureMaps> {
  const { record, session, report } = asked;
  const own = known.get(session) ?? new Map<string, PictureMaps>();
  known.set(session, own);
  const key = keyOf(record, report.picture.instance);
  const before = own.get(key);
  if (before) return before;
  const answer = await mapNow(asked);
  if ('maps' in answer) own.set(key, answer);
  return answer;
}

async function mapNow({
  record,
  session,
  report,
  readTensor,
  readReference,
  ...request
}: Asked): Promise<PictureMaps> {
  const { manifest } = session;
  const [input] = manifest.inputs.tensors;
  if (manifest.kind !== 'findings' || !input) throw new TypeError(`Model ${manifest.id} reads no findings`);
  const { maps, findings } = manifest;
  if (!maps) return { because: 'Maps of this network were never measured.' };
  const { outcome } = await readTensor(record, report.at, input.id, request.signal);
  if (!isTensor(outcome)) return { because: outcome.detail };
  if (outcome.picture?.instance !== report.picture.instance)
    return { because: 'The picture that the network read is no longer the newest one.' };
  const reference = await readReference(maps);
  const found = await mapFindings({ session, maps, picture: outcome.tensor, reference, ...request });
  return {
    maps: new Map(
      findings.flatMap(({ id }, column) => {
        const map = found[column];
        return map ? [[id, map] as const] : [];
      }),
    ),
  };
}
