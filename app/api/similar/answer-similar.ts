import { whySentences } from '#components/similar/why-sentences.ts';
import {
  findNearest,
  type PlacedMember,
  readPlacedMembers,
  type Searchable,
} from '#lib/server/similarity/search.ts';
import type { Member, Profile } from '#lib/similarity/profile.ts';
import type { Neighbour } from '#lib/similarity/rank.ts';
import type { SimilarAnswer, SimilarQuestion } from '#lib/similarity/similar-schema.ts';
import type { SimilaritySpace } from '#lib/similarity/space.ts';
import { whySimilar } from '#lib/similarity/why-similar.ts';
import { type ChartPlaces, type Found, findSubject } from '../risk/find-subject.ts';
import { isProblem, type Problem, problem } from '../risk/problem.ts';
import { type Guard, respondToAsked } from '../risk/respond.ts';
import { nothingOf, profileOf, readSimilarQuestion, weightsOf } from './read-similar-question.ts';

/** What the answer needs of this installation. */
export type SimilarHospital = ChartPlaces &
  Guard & {
    /** An index that can be searched, or a sentence that says why there is none. */
    readonly searchable: () => Promise<Searchable | string>;
    /** A chart as the search knows one, or a sentence that says why it cannot be read. */
    readonly embed: (found: Found) => Promise<Member | string>;
  };

const USUAL_COUNT = 10;

type Asked = Profile & { readonly id?: string };

async function askedOf(
  hospital: SimilarHospital,
  { patientId, bundle, profile }: SimilarQuestion,
  { loaded }: Searchable,
  signal: AbortSignal,
): Promise<Asked | Problem> {
  if (profile) return profileOf(profile, loaded);
  const subject = patientId === undefined ? { bundle: bundle ?? {}, pointer: '#/bundle' } : { patientId };
  const found = await findSubject(hospital, subject, signal);
  if (isProblem(found)) return found;
  const member = await hospital.embed(found);
  return typeof member === 'string' ? problem(422, member) : member;
}

type Wording = Pick<SimilarQuestion, 'units'> & { readonly space: SimilaritySpace };

function neighbourOf(
  neighbour: Neighbour,
  { member }: PlacedMember,
  asked: Asked,
  { space, units = 'conventional' }: Wording,
): SimilarAnswer['neighbours'][number] {
  const { short, agree, differ } = whySentences(whySimilar(space, asked, member, neighbour, units));
  const { ageBand, sex, outcome } = member;
  return {
    member: neighbour.id,
    ageBand,
    sex,
    outcome: {
      diagnoses: outcome.diagnoses.map((one) => ({ ...one })),
      followUp: outcome.followUp && { ...outcome.followUp },
    },
    similarity: neighbour.similarity,
    views: { ...neighbour.views },
    why: { short, agree: [...agree], differ: [...differ] },
  };
}

async function answer(request: Request, hospital: SimilarHospital): Promise<SimilarAnswer | Problem> {
  const question = await readSimilarQuestion(request);
  if (isProblem(question)) return question;
  const searchable = await hospital.searchable();
  if (typeof searchable === 'string') return problem(409, searchable);
  const weighed = weightsOf(question, searchable.loaded);
  if (isProblem(weighed)) return weighed;
  const asked = await askedOf(hospital, question, searchable, request.signal);
  if (isProblem(asked)) return asked;
  const nothing = nothingOf(asked);
  if (nothing) return nothing;
  const found = await findNearest(searchable, asked, { ...weighed, count: question.count ?? USUAL_COUNT });
  const wording = { ...question, space: searchable.loaded.space };
  const members = await readPlacedMembers(
    searchable,
    found.map(({ record }) => record),
  );
  return {
    method: 'weighted-average',
    space: searchable.loaded.key,
    weights: { ...weighed.weights },
    count: found.length,
    members: searchable.run.members ?? 0,
    gaps: asked.gaps.map((gap) => ({ ...gap })),
    neighbours: found.flatMap(({ record, neighbour }) => {
      const member = members.find((one) => one.record === record);
      return member ? [neighbourOf(neighbour, member, asked, wording)] : [];
    }),
  };
}

/** Answers who is like a patient. Rejects on a fault of the program. */
export const answerSimilar = (request: Request, hospital: SimilarHospital): Promise<Response> =>
  respondToAsked(request, hospital, () => answer(request, hospital));
