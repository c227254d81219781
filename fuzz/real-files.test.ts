import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { verifyPdf } from '@khoso/pades'
import { changeSigned } from './mutate/signed.ts'
import { startRandom } from './random.ts'

const FOLDER = join(import.meta.dirname, '../../shared/data/signed-pdfs')
const MUTANTS = 25
const AT = Date.UTC(2026, 10, 22)

const files = existsSync(FOLDER) ? readdirSync(FOLDER).filter((name) => name.endsWith('.pdf')) : []

test(
  `real signed files, each spoilt in ${MUTANTS} ways, never break the judge`,
  { skip: files.length === 0 && `no ${FOLDER} here` },
  () => {
    for (const name of files) {
      const bytes = readFileSync(join(FOLDER, name))
      for (let seed = 1; seed <= MUTANTS; seed += 1) {
        const mutant = changeSigned({ bytes }, startRandom(seed))
        const { decision } = verifyPdf(mutant, { anchors: [], intermediates: [], at: AT })
        assert.notEqual(decision, 'accept', `${name}, seed ${seed}`)
      }
    }
  },
)
