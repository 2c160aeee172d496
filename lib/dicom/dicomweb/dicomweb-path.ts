/** A study, series, instance or frame by its UIDs. */
export type StudyAddress = {
  readonly study?: string;
  readonly series?: string;
  readonly instance?: string;
};

/** What a DICOMweb request asks for (PS3.18 chapters 10.4 to 10.6). */
export type DicomwebPath = StudyAddress &
  (
    | { readonly service: 'search'; readonly level: 'studies' | 'series' | 'instances' }
    | { readonly service: 'retrieve' | 'metadata' | 'rendered' | 'thumbnail' | 'store' }
    | { readonly service: 'frames'; readonly frames: readonly number[] }
    | { readonly service: 'bulkdata'; readonly rest: readonly string[] }
  );

const LEVELS = ['study', 'series', 'instance'] as const;
const COLLECTIONS = ['studies', 'series', 'instances'] as const;
type Collection = (typeof COLLECTIONS)[number];

/** PS3.5 section 9.1, leading zeros aside, which some devices write. */
const isUid = (text: string): boolean => text.length <= 64 && /^\d+(\.\d+)*$/.test(text);
const isCollection = (text: string | undefined): text is Collection =>
  COLLECTIONS.some((collection) => collection === text);

const PLAIN = ['metadata', 'rendered', 'thumbnail'] as const;
const MOST_FRAMES = 4096;

function frameNumbers(text: string | undefined): readonly number[] | null {
  if (text === undefined || !/^[1-9]\d{0,6}(,[1-9]\d{0,6})*$/.test(text)) return null;
  const frames = text.split(',').map(Number);
  return frames.length <= MOST_FRAMES ? frames : null;
}

/** Consumes `studies/{uid}/series/{uid}/instances/{uid}` as far as it goes. */
function addressOf(segments: readonly string[]): { address: StudyAddress; rest: readonly string[] } {
  const address: { study?: string; series?: string; instance?: string } = {};
  let at = 0;
  for (const [level, name] of LEVELS.entries()) {
    const uid = segments[at + 1];
    if (segments[at] !== COLLECTIONS[level] || uid === undefined || !isUid(uid)) break;
    address[name] = uid;
    at += 2;
  }
  return { address, rest: segments.slice(at) };
}

/** What stands behind the address of one instance. */
function ofInstance(address: StudyAddress, [head, second, ...more]: readonly string[]): DicomwebPath | null {
  if (head === 'frames' && more.length === 0) {
    const frames = frameNumbers(second);
    return frames && { ...address, service: 'frames', frames };
  }
  const rest = second === undefined ? [] : [second, ...more];
  const isBulk = (head === 'bulkdata' || head === 'bulk') && rest.length > 0 && rest.length <= 32;
  return isBulk && rest.every((part) => /^[0-9A-Za-z]{1,16}$/.test(part))
    ? { ...address, service: 'bulkdata', rest: [head, ...rest] }
    : null;
}

function ofAddress(address: StudyAddress, rest: readonly string[]): DicomwebPath | null {
  const [head] = rest;
  if (head === undefined) return address.study === undefined ? null : { ...address, service: 'retrieve' };
  if (rest.length === 1 && isCollection(head)) return { ...address, service: 'search', level: head };
  const plain = PLAIN.find((name) => name === head);
  if (rest.length === 1 && plain && address.study !== undefined) return { ...address, service: plain };
  return address.instance === undefined ? null : ofInstance(address, rest);
}

/** Which collections may be searched below an address: `studies/1/studies` is no path. */
function isBelow({ study, series, instance }: StudyAddress, level: Collection): boolean {
  if (instance !== undefined) return false;
  if (level === 'studies') return study === undefined;
  return level === 'instances' || series === undefined;
}

/** `studies` or `studies/{uid}`. */
function storePath(segments: readonly string[]): DicomwebPath | null {
  if (segments.length === 1 && segments[0] === 'studies') return { service: 'store' };
  const { address, rest } = addressOf(segments);
  const isStudy = rest.length === 0 && address.study !== undefined && address.series === undefined;
  return isStudy ? { ...address, service: 'store' } : null;
}

/**
 * The request that a path below the DICOMweb root makes; `null` when DICOMweb has no such path, so that nothing else of
 * a PACS can be reached through it.
 *
 * @param segments decoded path segments
 */
export function readDicomwebPath(method: string, segments: readonly string[]): DicomwebPath | null {
  if (method === 'POST') return storePath(segments);
  if (method !== 'GET' && method !== 'HEAD') return null;
  const { address, rest } = addressOf(segments);
  const path = ofAddress(address, rest);
  return path?.service === 'search' && !isBelow(address, path.level) ? null : path;
}
