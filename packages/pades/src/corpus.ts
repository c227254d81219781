import { existsSync } from 'node:fs'
import { join } from 'node:path'

const SHARED = join(import.meta.dirname, '../../../../shared')

/** For tests: the path of a folder of the shared test corpus, which may not be there. */
export const corpus = (folder: string): string => join(SHARED, 'corpus', folder)

/** For tests: the path of a folder of the shared real data, which may not be there. */
export const realData = (folder: string): string => join(SHARED, 'data', folder)

/** For tests: false when `folder` exists, otherwise the sentence that says why the test is skipped. */
export const skipWithout = (folder: string): string | false =>
  existsSync(folder) ? false : 'the shared material is not beside the project'
