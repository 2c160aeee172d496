import { openAsBlob } from 'node:fs';
import { failureSentence } from '#lib/clinical/program-fault.ts';
import { UnreadableSource } from '#lib/clinical/unreadable-source.ts';
import { type Files, filesOf } from '#lib/contract/files.ts';
import type { ModelSession } from '#lib/contract/session.ts';
import { tensorReader } from '#lib/fusion/read-tensor.ts';
import { openNodeSession } from '#lib/inference/node-session.ts';
import { ownInputs } from '#lib/modalities/index.ts';
import { completeRecord } from '#lib/modalities/whole-record.ts';
import { findModel } from '#lib/models/index.ts';
import { lastDayAtHome } from '#lib/models/readmission/landmark.ts';
import { embedRecord } from '#lib/similarity/embed-record.ts';
import { memberOf } from '#lib/similarity/member.ts';
import { embeddingReader } from '#lib/similarity/read-embedding.ts';
import type { SimilaritySpace } from '#lib/similarity/space.ts';
import type { EmbedReply, EmbedRequest, FileQuestion } from './embed-protocol.ts';
import { installedFolder, installedSpace } from './installed-space.ts';

type Asked = Extract<EmbedRequest, { type: 'embed' }>;
type Waiting = { readonly resolve: (value: unknown) => void; readonly reject: (error: Error) => void };

const waiting = new Map<number, Waiting>();
let questions = 0;

const reply = (message: EmbedReply): void => void process.send?.(message);

function ask(ticket: number, what: FileQuestion): Promise<unknown> {
  questions += 1;
  const question = questions;
  return new Promise((resolve, reject) => {
    waiting.set(question, { resolve, reject });
    reply({ type: 'ask', ticket, question, ask: what });
  });
}

/** What lies beside the chart, by way of the process that has it. */
function filesFor({ ticket, record, recordNumber, searches }: Asked): Files {
  return filesOf(record.patient.id, {
    recordNumber,
    asset: (path) => openAsBlob(installedFolder(path)),
    binary: (reference) => ask(ticket, { kind: 'binary', reference }),
    async instance(uids) {
      const bytes = await ask(ticket, { kind: 'instance', uids });
      return bytes instanceof Uint8Array ? new Blob([new Uint8Array(bytes)]) : null;
    },
    searchStudy: searches ? (study, path) => ask(ticket, { kind: 'search', study, path }) : null,
  });
}

/** The networks that a space reads pictures with. */
function openNetworks({ views }: SimilaritySpace): Promise<ModelSession[]> {
  const ids = views.flatMap(({ inputs }) => (inputs.kind === 'picture' ? [inputs.network] : []));
  const folders = [...new Set(ids)].flatMap((id) => findModel(id)?.folder ?? []);
  return Promise.all(folders.map((folder) => openNodeSession(installedFolder(folder), ownInputs())));
}

async function open() {
  const { space, key } = await installedSpace();
  return { space, key, networks: await openNetworks(space) };
}

const opened = open();
opened.catch((cause: unknown) => {
  reply({ type: 'broken', message: failureSentence('The networks could not be opened', cause) });
  process.disconnect();
});

async function embed(asked: Asked): Promise<void> {
  const { ticket, person } = asked;
  const { space, key, networks } = await opened;
  try {
    const files = filesFor(asked);
    const record = await completeRecord(asked.record, files);
    const at = lastDayAtHome(record);
    const readEmbedding = embeddingReader(networks, tensorReader(files));
    const profile = await embedRecord(record, { space, key, at, readEmbedding });
    reply({ type: 'done', ticket, member: memberOf(record, profile, person, at) });
  } catch (cause) {
    reply({ type: 'failed', ticket, message: failureSentence('A patient could not be read', cause) });
  }
}

function answered(request: Exclude<EmbedRequest, Asked>): void {
  const one = waiting.get(request.question);
  waiting.delete(request.question);
  if (request.type === 'file') one?.resolve(request.value);
  else one?.reject(new UnreadableSource(request.because));
}

/** Reads what lies beside a chart, asks the networks about its pictures, and places the patient. */
process.on('message', (request: EmbedRequest) => {
  if (request.type === 'embed') void embed(request);
  else answered(request);
});
// However the process that asks ends, this one does not outlive it.
process.on('disconnect', () => process.exit(0));
