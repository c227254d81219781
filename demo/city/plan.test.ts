import assert from 'node:assert/strict'
import { test } from 'node:test'
import Schema from 'typebox/schema'
import { PROCEDURES } from '../../database/seed/procedures.ts'
import { refuseAtIntake } from '../../server/modules/intake/index.ts'
import { MOVES, REVOCATIONS } from '../../server/modules/results/result.ts'
import { addLegalDays } from '../../server/platform/legal-day.ts'
import { cityAgency } from './agencies.ts'
import { resultType } from './papers/make-paper.ts'
import { planCity } from './plan.ts'
import { LISTED } from './specials.ts'

const TODAY = '2026-11-20'
const plan = planCity('một hạt giống', TODAY)
const { results } = plan

test('the same seed and day give the same city, another seed gives another', () => {
  assert.deepEqual(planCity('một hạt giống', TODAY), plan)
  assert.notDeepEqual(planCity('hạt giống khác', TODAY).results, results)
})

test('at least 150 results of 15 types from 12 agencies, two of them abolished', () => {
  const issuers = new Set(results.map(({ issuer }) => issuer))
  const abolished = [...issuers].filter((key) => cityAgency(key).to !== null)
  assert.ok(results.length >= 150, `${results.length} results`)
  assert.ok(new Set(results.map(({ typeCode }) => typeCode)).size >= 15)
  assert.ok(issuers.size >= 12, `${issuers.size} agencies`)
  assert.ok(abolished.length >= 2, `${abolished.length} abolished agencies`)
})

test('every paper was decided by an agency that stood and was competent that day, and never in the future', () => {
  for (const { key, issuer, procedureCode, typeCode, decidedOn } of results) {
    const { from, to } = cityAgency(issuer)
    assert.ok(from <= decidedOn && (to ?? TODAY) >= decidedOn, `${key}: ${issuer} on ${decidedOn}`)
    const procedure = PROCEDURES.find(({ content }) => content.code === procedureCode)
    assert.ok(procedure, `${key}: ${procedureCode}`)
    assert.ok(procedure.content.resultTypeCodes.includes(typeCode), `${key}: ${procedureCode} → ${typeCode}`)
    assert.ok(procedure.competence.some(covers(issuer, decidedOn)), `${key}: ${issuer} for ${procedureCode}`)
  }
})

type Competence = (typeof PROCEDURES)[number]['competence'][number]

const covers =
  (issuer: string, day: string) =>
  ({ of, from, to = TODAY }: Competence): boolean =>
    from <= day && day <= to && ('agency' in of ? of.agency === issuer : of.level === levelOf(issuer))

const levelOf = (issuer: string) => (issuer.startsWith('ubnd-huyen-') ? 'district' : 'commune')

test('the metadata of every paper is what its type asks for', () => {
  for (const { key, typeCode, metadata } of results) {
    const schema = Schema.Compile(resultType(typeCode).metadataSchema as never)
    assert.ok(schema.Check(metadata), `${key}: ${JSON.stringify(schema.Errors(metadata)[1])}`)
  }
})

test('some papers are not yet in force, some expire within a month, some have expired', () => {
  const soon = addLegalDays(TODAY, 30)
  assert.ok(results.filter(({ effectiveFrom }) => effectiveFrom > TODAY).length >= 3)
  assert.ok(
    results.filter(({ effectiveTo }) => effectiveTo && effectiveTo >= TODAY && effectiveTo <= soon).length >=
      5,
  )
  assert.ok(results.filter(({ effectiveTo }) => effectiveTo && effectiveTo < TODAY).length >= 10)
})

test('one dossier has three results, one decision lists many people, some papers have several holders', () => {
  const dossiers = Map.groupBy(results, ({ dossierCode }) => dossierCode)
  const documents = Map.groupBy(results, ({ document }) => document)
  assert.deepEqual(
    dossiers.get(results.find(({ key }) => key === 'badge-1')!.dossierCode)?.map(({ ordinal }) => ordinal),
    [1, 2, 3],
  )
  const list = documents.get('listed') ?? []
  assert.equal(list.length, LISTED)
  assert.equal(new Set(list.map(({ number }) => number)).size, 1)
  assert.equal(new Set(list.map(({ holders }) => holders[0]?.identifiers[0]?.value)).size, LISTED)
  assert.ok(
    results.filter(({ holders }) => holders.filter(({ role }) => role !== 'related').length > 1).length >= 3,
  )
})

test('no number is given twice within one series, and no dossier ordinal', () => {
  const numbers = results
    .filter(({ key, document }) => key === document)
    .map(({ issuer, number }) => `${issuer} ${number}`)
  assert.equal(new Set(numbers).size, numbers.length)
  const slots = results.map(({ dossierCode, ordinal }) => `${dossierCode}-KQ${ordinal}`)
  assert.equal(new Set(slots).size, slots.length)
})

test('papers of every sensitivity are there', () => {
  const found = new Set<number>(results.map(({ typeCode }) => resultType(typeCode).sensitivity))
  for (const level of [1, 2, 3, 4]) assert.ok(found.has(level), `sensitivity ${level}`)
})

test('a city founded on any day of the years ahead stands', () => {
  for (const day of ['2026-12-31', '2027-02-28', '2028-02-29']) {
    const later = planCity('một hạt giống', day).results
    assert.ok(later.length === results.length && later.every(({ decidedOn }) => decidedOn <= day))
  }
})

test('every decision is about a result of the plan, taken after it and not in the future', () => {
  const byKey = new Map(results.map((result) => [result.key, result]))
  for (const { result, by, decidedOn } of plan.moves) {
    const about = byKey.get(result)
    assert.ok(about && about.decidedOn <= decidedOn && decidedOn <= TODAY, `${result} on ${decidedOn}`)
    if (by !== undefined) assert.ok(byKey.get(by)!.decidedOn <= decidedOn, `${by} for ${result}`)
  }
})

test('every move of the repository and every reason of revocation is decided once at least', () => {
  const moved = new Set<string>(
    plan.moves.map(({ move, revocation }) => (move === 'revoke' ? revocation! : move)),
  )
  const { issue: _, ...moves } = MOVES
  for (const move of Object.keys(moves)) {
    const reason = Object.entries(REVOCATIONS).find(([, revokes]) => revokes === move)?.[0]
    assert.ok(moved.has(reason ?? move), move)
  }
})

test('every reason of quarantine has its one case, and none is left of a reason that is gone', () => {
  assert.deepEqual(plan.faults.map(({ code }) => code).toSorted(), [...refuseAtIntake.codes].toSorted())
})

test('what is delivered and stays out takes no number or dossier from what comes in, but those told to', () => {
  const inside = new Set(results.map(({ dossierCode }) => dossierCode))
  const again = plan.faults.filter(({ claim }) => inside.has(claim.dossierCode)).map(({ code }) => code)
  assert.deepEqual(again.toSorted(), ['intake.key_conflict', 'intake.repository_refused'])
})
