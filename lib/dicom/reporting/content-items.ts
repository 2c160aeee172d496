import type { CodedTerm, MeasuredImage } from './measurement-report.ts';

/** A content item by keywords, as dcmjs takes it (PS3.3 C.17.3). */
export type ContentItem = { readonly [keyword: string]: unknown };

type Relationship = 'CONTAINS' | 'HAS OBS CONTEXT' | 'HAS CONCEPT MOD' | 'INFERRED FROM';

export const dcm = (code: string, meaning: string): CodedTerm => ({ scheme: 'DCM', code, meaning });

export const coded = ({ scheme, code, meaning }: CodedTerm) => [
  { CodeValue: code, CodingSchemeDesignator: scheme, CodeMeaning: meaning },
];

const item = (relationship: Relationship, type: string, concept: CodedTerm, more: object): ContentItem => ({
  RelationshipType: relationship,
  ValueType: type,
  ConceptNameCodeSequence: coded(concept),
  ...more,
});

export const codeItem = (relationship: Relationship, concept: CodedTerm, value: CodedTerm): ContentItem =>
  item(relationship, 'CODE', concept, { ConceptCodeSequence: coded(value) });

export const textItem = (relationship: Relationship, concept: CodedTerm, text: string): ContentItem =>
  item(relationship, 'TEXT', concept, { TextValue: text });

export const uidItem = (relationship: Relationship, concept: CodedTerm, uid: string): ContentItem =>
  item(relationship, 'UIDREF', concept, { UID: uid });

export const container = (concept: CodedTerm, content: readonly ContentItem[]): ContentItem =>
  item('CONTAINS', 'CONTAINER', concept, { ContinuityOfContent: 'SEPARATE', ContentSequence: content });

const referenceTo = ({ sopClassUid, instanceUid, frame }: MeasuredImage) => [
  {
    ReferencedSOPClassUID: sopClassUid,
    ReferencedSOPInstanceUID: instanceUid,
    ...(frame !== undefined && { ReferencedFrameNumber: frame }),
  },
];

/** An image, which needs no name of its own in the image library. */
export const imageItem = (image: MeasuredImage): ContentItem => ({
  RelationshipType: 'CONTAINS',
  ValueType: 'IMAGE',
  ReferencedSOPSequence: referenceTo(image),
});

export const sourceItem = (image: MeasuredImage): ContentItem =>
  item('INFERRED FROM', 'IMAGE', dcm('121112', 'Source of Measurement'), {
    ReferencedSOPSequence: referenceTo(image),
  });

export const numberItem = (
  concept: CodedTerm,
  value: number,
  unit: CodedTerm,
  content: readonly ContentItem[],
): ContentItem =>
  item('CONTAINS', 'NUM', concept, {
    MeasuredValueSequence: [{ MeasurementUnitsCodeSequence: coded(unit), NumericValue: String(value) }],
    ContentSequence: content,
  });
