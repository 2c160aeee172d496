import type { DicomElement } from '../part10/data-set.ts';
import { asciiElement } from '../part10/write-part10.ts';
import type { DeidentifyOptions } from './clean-data-set.ts';
import { PROFILE_SOURCE } from './profile-action.ts';

/** PS3.16 CID 7050, De-identification Method. */
const METHODS = {
  basic: ['113100', 'Basic Application Confidentiality Profile'],
  pixels: ['113101', 'Clean Pixel Data Option'],
  dates: ['113107', 'Retain Longitudinal Temporal Information Modified Dates Option'],
  uids: ['113110', 'Retain UIDs Option'],
} as const;

const LONGEST_LO = 64;

function codeItem([value, meaning]: readonly [string, string]): ReadonlyMap<number, DicomElement> {
  const elements = [
    asciiElement(0x00080100, 'SH', value),
    asciiElement(0x00080102, 'SH', 'DCM'),
    asciiElement(0x00080104, 'LO', meaning.slice(0, LONGEST_LO)),
  ];
  return new Map(elements.map((element) => [element.tag, element]));
}

/** The attributes by which a file says that it was de-identified, and how (PS3.15 section E.1.1, PS3.3 C.7.1.1). */
export function methodElements(
  { dates, uids }: DeidentifyOptions,
  blanked: boolean,
): readonly DicomElement[] {
  const used = [
    METHODS.basic,
    ...(blanked ? [METHODS.pixels] : []),
    ...(dates === 'shift' ? [METHODS.dates] : []),
    ...(uids === 'keep' ? [METHODS.uids] : []),
  ];
  return [
    asciiElement(0x00120062, 'CS', 'YES'),
    asciiElement(0x00120063, 'LO', PROFILE_SOURCE.slice(0, LONGEST_LO)),
    { kind: 'sequence', tag: 0x00120064, vr: 'SQ', items: used.map(codeItem) },
    asciiElement(0x00280303, 'CS', dates === 'shift' ? 'MODIFIED' : 'REMOVED'),
  ];
}
