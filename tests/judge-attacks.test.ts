/**
 * What can be done to a signed file without its signer: every attack of `attacks/`, each with the code it is
 * turned away with. None of them is accepted, whoever certified the attacker.
 */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { Report } from '@khoso/pades'
import type { Honest } from './attacks/attack.ts'
import { rewritten } from './attacks/edit.ts'
import { ATTACKS } from './attacks/index.ts'
import { makeHonest, makeJudge } from './attacks/world.ts'

let honest: Honest
let judge: (file: Uint8Array) => Report

before(async () => {
  honest = await makeHonest()
  judge = await makeJudge()
})

const codesOf = ({ signatures }: Report): string[] =>
  signatures.flatMap(({ changes }) => changes.map(({ code }) => code))

test('the files the attacks begin with are accepted', () => {
  const { table, stream, certified } = honest
  for (const file of [table, stream, ...Object.values(certified)]) assert.equal(judge(file).code, 'accepted')
})

for (const [study, attacks] of Object.entries(ATTACKS)) {
  for (const { does, make, code, change, decision = 'refuse' } of attacks) {
    test(`${study}: ${decision}s a file that ${does}`, async () => {
      const report = judge(await make(honest))
      assert.deepEqual([report.decision, report.code], [decision, code], codesOf(report).join(' '))
      if (change) assert.ok(codesOf(report).includes(change), codesOf(report).join(' '))
    })
  }
}

test('a signer whose key is of no kind we know is refused', () => {
  const keyKind = '06072a8648ce3d0201'
  const strange = rewritten(honest.table, new RegExp(keyKind, 'g'), `${keyKind.slice(0, -1)}9`)
  assert.equal(judge(strange).decision, 'refuse')
})
