import assert from 'node:assert/strict'
import { test } from 'node:test'
import { PUBLIC, scopeFor, type Actor } from './access.ts'

const officer: Actor = {
  kind: 'staff',
  id: 'an',
  grants: [
    { role: 'officer', agencyId: 'hai-chau' },
    { role: 'officer', agencyId: 'thanh-khe' },
  ],
}

test('an officer reaches the agencies of the grants, and no others', () => {
  assert.deepEqual(scopeFor(officer, ['officer', 'city-admin']), ['hai-chau', 'thanh-khe'])
})

test('a role that was not granted opens nothing', () => {
  assert.equal(scopeFor(officer, ['auditor']), undefined)
})

test('one grant over the whole city is the whole city', () => {
  const auditor: Actor = { ...officer, grants: [...officer.grants, { role: 'auditor', agencyId: null }] }
  assert.equal(scopeFor(auditor, ['officer', 'auditor']), 'city')
})

test('the public passes where the public may, and reaches no agency', () => {
  assert.deepEqual(scopeFor(PUBLIC, ['public', 'officer']), [])
  assert.equal(scopeFor(PUBLIC, ['citizen']), undefined)
})
