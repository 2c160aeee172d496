import { INSTEAD, type KnownKind } from './known-kind.ts';

const FHIR_XML: KnownKind = { what: 'FHIR as XML', instead: 'export it as FHIR in JSON to open it here' };
const WEB_PAGE: KnownKind = {
  what: 'a web page, as a server sends in place of a file whose link or sign-in has expired',
  instead: 'sign in there and fetch the file again',
};

/** Kinds of XML by the name of their root element, in lower case. */
const ROOTS: Readonly<Record<string, KnownKind>> = {
  clinicaldocument: { what: 'a C-CDA document (HL7 CDA)', instead: INSTEAD.chart },
  continuityofcarerecord: { what: 'a Continuity of Care Record (ASTM CCR)', instead: INSTEAD.chart },
  annotatedecg: { what: 'an annotated ECG (HL7 aECG)', instead: INSTEAD.recording },
  restingecg: { what: 'an ECG of a cart’s own XML format', instead: INSTEAD.recording },
  restingecgdata: { what: 'an ECG of a cart’s own XML format', instead: INSTEAD.recording },
  nativedicommodel: { what: 'DICOM as XML', instead: INSTEAD.picture },
  odm: { what: 'a file of clinical trial data (CDISC ODM)', instead: INSTEAD.chart },
  kml: { what: 'a track without heart rates (KML)', instead: 'export the activity as TCX or GPX instead' },
  html: WEB_PAGE,
  head: WEB_PAGE,
  body: WEB_PAGE,
  title: WEB_PAGE,
  h1: WEB_PAGE,
  svg: { what: 'an SVG drawing', instead: INSTEAD.picture },
};

const OTHER: KnownKind = { what: 'XML of a kind that is not known here', instead: INSTEAD.dataFile };

/** How a part of XML before the root element begins and ends. */
const PROLOGUE = [
  ['<!--', '-->'],
  ['<?', '?>'],
  ['<!', '>'],
] as const;

/** Where the root element begins; -1: the text is no XML. */
function rootAt(text: string): number {
  let at = 0;
  for (;;) {
    while (/[\s\uFEFF]/.test(text.charAt(at))) at += 1;
    const part = PROLOGUE.find(([opening]) => text.startsWith(opening, at));
    if (!part) return text.charAt(at) === '<' ? at : -1;
    const end = text.indexOf(part[1], at + part[0].length);
    if (end < 0) return -1;
    at = end + part[1].length;
  }
}

/** What XML or a web page is by its root element; `undefined`: the text is neither. */
export function byXmlRoot(text: string): KnownKind | undefined {
  if (/^\s*<!doctype html/i.test(text.slice(0, 200))) return WEB_PAGE;
  const at = rootAt(text);
  const tag = at < 0 ? '' : text.slice(at, at + 4000);
  const name = /^<(?:[\w.-]{1,40}:)?([\w.-]{1,80})[\s/>]/.exec(tag)?.[1]?.toLowerCase();
  if (name === undefined) return /^[\s\uFEFF]*<\?xml/.test(text.slice(0, 100)) ? OTHER : undefined;
  const known = Object.hasOwn(ROOTS, name) ? ROOTS[name] : undefined;
  return known ?? (/=\s*["']http:\/\/hl7\.org\/fhir["']/.test(tag) ? FHIR_XML : OTHER);
}
