import { listFiles, type Source } from '../source.ts'

const FOLDER = 'corpus/sd-jwt-python'

/** Nothing of ours reads SD-JWT: the folder is named so that it is counted, and not forgotten. */
export const sdJwt: Source = {
  name: 'SD-JWT (nothing of ours reads it)',
  folders: [FOLDER],
  judge: () => ({ cases: [], silent: listFiles(FOLDER, '.yml') }),
}
