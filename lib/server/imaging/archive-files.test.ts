import { describe, expect, it } from 'vitest';
import { UnreadableSource } from '#lib/clinical/unreadable-source.ts';
import { archiveFiles, requestBelow } from './archive-files.ts';

const UIDS = { study: '1.2', series: '1.2.3', instance: '1.2.3.4' };

/** What an archive is asked for, and what comes of it. */
function asked(answer: () => Response) {
  const paths: string[] = [];
  const files = archiveFiles(async (segments) => {
    paths.push(segments.join('/'));
    return answer();
  });
  return { paths, files };
}

describe('archiveFiles', () => {
  it('asks for a picture by its UIDs below the root; none is none', async () => {
    const { paths, files } = asked(() => new Response(null, { status: 404 }));
    expect(await files.instance(UIDS)).toBeNull();
    expect(paths).toEqual(['studies/1.2/series/1.2.3/instances/1.2.3.4']);
  });

  it('searches below a study; a plain 204 is nothing found, and a refusal is told in its words', async () => {
    const { paths, files } = asked(() => new Response(null, { status: 204 }));
    expect(await files.searchStudy?.('1.2', 'series/1.2.3/instances')).toEqual([]);
    expect(paths).toEqual(['studies/1.2/series/1.2.3/instances']);
    const refusing = asked(() => new Response('The archive is shut.', { status: 503 })).files;
    await expect(refusing.searchStudy?.('1.2', 'series')).rejects.toThrow(UnreadableSource);
    await expect(refusing.searchStudy?.('1.2', 'series')).rejects.toThrow('The archive is shut.');
  });
});

it('knows no path that DICOMweb does not have', () => {
  expect(() => requestBelow(['patients', '1'], {})).toThrow('DICOMweb has no such path.');
});
