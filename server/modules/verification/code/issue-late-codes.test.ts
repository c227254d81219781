import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as catalog from '../../../../tests/given/catalog.ts'
import { result } from '../../../../tests/given/results.ts'
import { testServices } from '../../../../tests/services.ts'
import { findCodeOfResult } from './code.queries.ts'
import { issueCode } from './issue-code.ts'
import { issueLateCodes } from './issue-late-codes.ts'

test('verification 2.3: results registered before the roll-out of their type get their code when it begins', async (t) => {
  const services = await testServices(t)
  const { database } = services
  const { early, other, type, procedure } = await database.transaction(async (tx) => {
    const [type, procedure, issuer] = [
      await catalog.resultType(tx),
      await catalog.procedure(tx),
      await catalog.agency(tx),
    ]
    const known = { typeCode: type.code, procedureCode: procedure.code, issuerId: issuer.id }
    const early = await result(tx, known)
    assert.equal(await issueCode(services, tx, { resultId: early }), undefined)
    return { early, other: await result(tx), type, procedure }
  })
  assert.equal(await issueLateCodes(services), 0)
  await database.transaction((tx) => catalog.qrRollout(tx, type.code, procedure.code))
  assert.equal(await issueLateCodes(services), 1)
  assert.ok(await findCodeOfResult(database.read(), early))
  assert.equal(await findCodeOfResult(database.read(), other), undefined, 'its type has no QR')
  assert.equal(await issueLateCodes(services), 0, 'a second night finds nothing')
})
