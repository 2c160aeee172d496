/** Opens the model folder named on the command line as the product does, and embeds the film of a simulated patient. */
import { filesOf } from '#lib/contract/files.ts';
import { tensorReader } from '#lib/fusion/read-tensor.ts';
import { openNodeSession } from '#lib/inference/node-session.ts';
import { chartOf } from '#lib/modalities/fixtures/charts.ts';
import { pictureNumber } from '#lib/modalities/header.ts';
import { ownInputs } from '#lib/modalities/index.ts';
import { readRecord } from '#lib/modalities/record.ts';
import { embeddingModel } from '#lib/models/define-model.ts';
import { embeddingReader } from '#lib/similarity/read-embedding.ts';
import { simulateMember } from '#lib/simulator/cohort.ts';
import { loadJpegEncoder } from '#lib/simulator/imaging/echocardiogram/jpeg-encoder.ts';
import { renderStudy } from '#lib/simulator/imaging/study.ts';

const [folder = ''] = process.argv.slice(2);
const session = await openNodeSession(folder, ownInputs());
const contents = { modalities: new Set(['ehr', 'imaging'] as const), shortcut: 0 };
const { bundle, studies } = simulateMember({ cohort: 'hf', seed: 4711 }, 2, contents);
const film = studies.find(({ kind }) => kind === 'chest-radiograph');
const record = readRecord(chartOf((bundle.entry ?? []).flatMap(({ resource }) => resource ?? [])));
if (!film || !record.latest) throw new Error('no film');
const file = new Uint8Array(renderStudy(film, await loadJpegEncoder()));
const files = filesOf(record.patient.id, {
  recordNumber: pictureNumber(record.patient),
  instance: async () => new Blob([file]),
});
const read = embeddingReader([session], tensorReader(files));
const found = await read(record, session.manifest.id, record.latest);
const model = embeddingModel({ id: session.manifest.id, folder });
const { status, findings } = await model.assess(record, session);
const report = { status, findings: findings.length };
process.stdout.write(
  JSON.stringify('gap' in found ? found : { ...found, values: [...found.values], report }),
);
await session.close();
