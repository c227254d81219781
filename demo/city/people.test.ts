import assert from 'node:assert/strict'
import { test } from 'node:test'
import { judgePersonalNumber, readIdentifier, readName } from '../../server/modules/parties/index.ts'
import { TRADES } from './names.ts'
import { companyIn, makePeople, numbersOf } from './people.ts'
import { randomFor } from './random.ts'

const TODAY = '2026-11-20'
const people = makePeople('một hạt giống', TODAY)
const everybody = [
  ...Object.values(people.known),
  ...people.persons,
  ...people.children,
  people.late,
  people.twin,
]
const businesses = [...people.companies, ...people.households]

test('the same seed gives the same people, another seed gives others under the known names', () => {
  assert.deepEqual(makePeople('một hạt giống', TODAY), people)
  const others = makePeople('hạt giống khác', TODAY)
  assert.notDeepEqual(others.persons, people.persons)
  assert.equal(others.known['anh-tuyet'].name, people.known['anh-tuyet'].name)
  assert.notEqual(others.known['anh-tuyet'].number, people.known['anh-tuyet'].number)
})

test('every number is one its register could have given, and says the sex and year of its bearer', () => {
  for (const holder of [...everybody, ...businesses]) {
    for (const { type, value } of numbersOf(holder)) {
      assert.equal(readIdentifier(type, value).fault, undefined, `${type} ${value}`)
    }
  }
  for (const { number, sex, birth } of everybody) {
    if (number === null) continue
    assert.deepEqual(judgePersonalNumber(number, { sex, birthYear: Number(birth.slice(0, 4)) }), [])
    assert.match(number, /^04[89]/)
  }
})

test('no two bear one number, and every name can be read', () => {
  const numbers = [...everybody, ...businesses].flatMap(numbersOf).map(({ value }) => value)
  assert.equal(new Set(numbers).size, numbers.length)
  for (const { name } of [...everybody, ...businesses]) assert.ok(readName(name).readable, name)
})

test('there are children without a number, people of the old number, and one who died', () => {
  assert.ok(people.children.every(({ number, birth }) => number === null && birth > '2022-01-01'))
  assert.ok(people.persons.some(({ oldNumber }) => oldNumber !== null))
  assert.ok(people.late.diedOn! < TODAY)
  assert.ok([...people.persons, people.twin].every(({ diedOn }) => diedOn === undefined))
})

test('whatever trade is asked for, somebody does it', () => {
  for (const seed of ['1', '2', '3', '4', '5']) {
    const random = randomFor(seed, 'trades')
    for (const trade of TRADES) assert.ok(companyIn(random, makePeople(seed, TODAY), trade))
  }
})
