import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DEFAULT_RULES, makeFetcher, parseCertificate, sortTrust, verifyWithEvidence } from '@khoso/pades'
import { createAuthority, fetchFrom } from '../authority/index.ts'
import { makeFile, type FileRecipe } from './make-file.ts'
import { planCity } from './plan.ts'

const authority = createAuthority({ baseUrl: 'http://authority.invalid', keys: 'ec' })
const trust = sortTrust([parseCertificate(authority.root.certificate)])
const fetcher = makeFetcher({ ...DEFAULT_RULES, hosts: ['authority.invalid'], fetch: fetchFrom(authority) })
const plan = planCity('một hạt giống', '2026-11-20')

async function codeOf(key: string, recipe: FileRecipe = {}): Promise<string> {
  const result = plan.results.find((one) => one.key === key)!
  const file = await makeFile({ seed: plan.seed, authority }, result, { recipe })
  const { report } = await verifyWithEvidence(file!, { ...trust, at: Date.now() }, fetcher)
  return report.code
}

test('the judge accepts what an agency signed, also when its certificate ended with the agency afterwards', async () => {
  assert.equal(await codeOf('anh-tuyet'), 'accepted')
  assert.equal(
    plan.results.find(({ key }) => key === 'minh-quan-house')?.issuer.startsWith('ubnd-huyen-'),
    true,
  )
  assert.equal(await codeOf('minh-quan-house'), 'accepted')
})

const SPOILED: readonly (readonly [FileRecipe, code: string])[] = [
  [{ signed: 'nobody' }, 'signature.missing'],
  [{ fate: 'photograph' }, 'file.not_pdf'],
  [{ fate: 'cut-off' }, 'file.unreadable'],
  [{ fate: 'altered' }, 'signature.altered'],
  [{ fate: 'annotated' }, 'signature.annotated_after'],
  [{ seal: 'ceased' }, 'signature.revoked'],
  [{ seal: 'tooEarly' }, 'signature.not_yet_valid'],
  [{ seal: 'expired', stamped: false }, 'signature.expired_unproven'],
  [{ seal: 'foreign' }, 'signature.chain_unknown'],
]

for (const [recipe, code] of SPOILED) {
  test(`a file made to be ${Object.values(recipe).join(', ')} is told as ${code}`, async () => {
    assert.equal(await codeOf('anh-tuyet', recipe), code)
  })
}
