import type { StatedValue } from '#lib/contract/modality.ts';
import { networkFinding } from '#lib/fusion/network-finding.ts';
import type { OpenSession } from '#lib/inference/open-session.ts';
import { PORTABLE_MAGNIFICATION } from '#lib/simulator/imaging/chest-radiograph/thorax.ts';
import type { JpegEncoder } from '#lib/simulator/imaging/echocardiogram/jpeg-encoder.ts';
import type { PlannedStudy } from '#lib/simulator/imaging/study.ts';
import type { BankedReading } from './fusion-request.ts';
import { openPictureNetworks } from './picture-networks.ts';
import { studyTensor } from './picture-set.ts';

/** The product's own networks of findings, by the tensor that they read. */
export type Readers = ReadonlyMap<string, OpenSession>;

export async function openReaders(): Promise<Readers> {
  const sessions = await openPictureNetworks();
  return new Map(sessions.map((session) => [session.manifest.inputs.tensors[0]?.id ?? '', session]));
}

/** What is true of a picture in the units of its findings, in a fixed order: film 7 numbers, clip 4. */
export function truthOf(study: PlannedStudy): readonly number[] {
  if (study.kind === 'echocardiogram') {
    const { ejectionFraction, endDiastolicVolume, wallMotion } = study.findings;
    return [ejectionFraction, endDiastolicVolume, wallMotion?.severity ?? 0, study.options.dropout];
  }
  const inBed = study.options.projection === 'AP';
  const { cardiothoracicRatio, oedema, effusion, consolidation, hyperinflation } = study.findings;
  return [
    cardiothoracicRatio * (inBed ? PORTABLE_MAGNIFICATION : 1),
    100 * oedema,
    100 * effusion.right,
    100 * effusion.left,
    consolidation?.extent ?? 0,
    hyperinflation,
    inBed ? 1 : 0,
  ];
}

/** What a header states has no error of a network. */
export const unspread = (stated: StatedValue) => ({ ...stated, spread: null });

/** Renders a picture, makes its tensor as the product does, and asks the network: nothing where it is refused. */
export async function readRendered(
  study: PlannedStudy,
  encode: JpegEncoder,
  readers: Readers,
): Promise<BankedReading> {
  const { id, tensor, shape, stated } = await studyTensor(study, encode);
  const session = readers.get(id);
  if (session?.manifest.kind !== 'findings') throw new TypeError(`No network reads ${id}`);
  const { manifest } = session;
  const outputs = await session.run('findings', { [id]: { data: tensor, shape: [1, ...shape] } });
  const novelty = outputs.novelty?.data[0] ?? Number.POSITIVE_INFINITY;
  const findings = manifest.findings.flatMap((described, column) => {
    const read = networkFinding(described, outputs.value?.data[column], outputs.spread?.data[column]);
    const { id: finding, unit } = described;
    return read.status === 'read' ? [{ id: finding, unit, value: read.value, spread: read.spread }] : [];
  });
  return {
    kind: study.kind === 'echocardiogram' ? 'echo' : 'radiograph',
    truth: truthOf(study),
    findings: novelty <= manifest.novelty.limit ? [...findings, ...stated.map(unspread)] : [],
  };
}
