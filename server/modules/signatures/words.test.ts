import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DEFAULT_POLICY } from '@khoso/pades'
import { wordsFor } from '../../../words/index.ts'
import { ARCHIVE_CODES } from './archive/archive.ts'
import { refuse } from './errors.ts'
import { findLaw } from './law.ts'

test('everything the judge can find, and every way it can fail, has a sentence and a cure in both languages', () => {
  const failures = ['file.judge_timeout', 'file.judge_memory', 'file.judge_failed']
  const codes = [
    'accepted',
    ...Object.keys(DEFAULT_POLICY.decisions),
    ...failures,
    ...refuse.codes,
    ...Object.keys(ARCHIVE_CODES),
  ]
  for (const code of codes) {
    for (const language of ['vi', 'en'] as const) {
      const { says, cure } = wordsFor(code, language)
      assert.ok(says !== code && says !== '' && cure !== '', `${language} ${code}`)
    }
  }
})

test('a finding about a signature names the article it rests on', () => {
  assert.equal(findLaw('signature.altered'), 'Điều 5 Thông tư 22/2020/TT-BTTTT')
  assert.equal(findLaw('signature.missing'), 'Điều 5 Nghị định 30/2020/NĐ-CP')
  assert.equal(findLaw('file.not_pdf'), undefined)
})
