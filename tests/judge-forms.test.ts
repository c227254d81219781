/** Forms that were signed with something in them: filling in is for what stood empty. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readTrust, verifyPdf } from '@khoso/pades'
import { appendRevision, findObject, minimalPdf, openPdf, signPdf } from '@khoso/pades/sign'
import { NOW, sharedWorld, SIGNED_AT } from './signed-files.ts'
import { stampAt } from './signed/world.ts'

const options = { ...readTrust([sharedWorld().anchor]), at: NOW.getTime() }
const [CATALOG, PAGE] = [1, 5]
const [FIELD, SHOWN, LATER] = [50, 51, 90]

const rewrite = (pdf: Buffer, bodies: Readonly<Record<number, string>>): Buffer =>
  appendRevision(
    openPdf(pdf),
    new Map(Object.entries(bodies).map(([num, body]) => [Number(num), Buffer.from(body, 'latin1')])),
  ).bytes

const appearance = (text: string): string => {
  const drawn = text === '' ? '/Tx BMC q BT ET Q EMC' : `/Tx BMC q BT (${text}) Tj ET Q EMC`
  return `<</Type /XObject /Subtype /Form /BBox [0 0 200 20] /Length ${drawn.length}>>\nstream\n${drawn}\nendstream`
}

const field = (entries: string): string =>
  `<</Type /Annot /Subtype /Widget /T (payee) /P ${PAGE} 0 R /Rect [60 600 260 620] /F 4 ${entries}>>`

/** A page with one field, signed with that field as `entries` say and drawn as `shown`. */
async function signedForm(entries: string, shown: string, certify?: 'nothing'): Promise<Buffer> {
  const page = minimalPdf({ lines: ['Nop le phi cho:'] })
  const opened = openPdf(page)
  const put = (num: number, entry: string) =>
    findObject(opened, num)!
      .toString('latin1')
      .replace(/>>\s*$/, ` ${entry} >>`)
  const form = rewrite(page, {
    [FIELD]: field(`${entries} /AP <</N ${SHOWN} 0 R>>`),
    [SHOWN]: appearance(shown),
    [PAGE]: put(PAGE, `/Annots [${FIELD} 0 R]`),
    [CATALOG]: put(CATALOG, `/AcroForm <</Fields [${FIELD} 0 R]>>`),
  })
  return signPdf(form, {
    signer: sharedWorld().agency.signer,
    claimedTime: SIGNED_AT,
    timeStamp: stampAt(sharedWorld(), SIGNED_AT),
    certify,
  })
}

const changeOf = (pdf: Buffer) => {
  const [signature] = verifyPdf(pdf, options).signatures
  const told = signature?.changes.find(({ code }) => code.startsWith('change.field_'))
  return [signature?.changesAfter, told?.code]
}

const filled = (entries: string) => ({
  [FIELD]: field(`${entries} /AP <</N ${LATER} 0 R>>`),
  [LATER]: appearance('Ho kinh doanh B'),
})

test('a field that stood empty may be filled in after signing', async () => {
  const pdf = await signedForm('/FT /Tx', '')
  assert.deepEqual(changeOf(rewrite(pdf, filled('/FT /Tx /V (Ho kinh doanh B)'))), [
    'form-filling',
    'change.field_filled',
  ])
})

test('a field filled in after a certification as final breaks it', async () => {
  const pdf = rewrite(await signedForm('/FT /Tx', '', 'nothing'), filled('/FT /Tx /V (Ho kinh doanh B)'))
  assert.equal(verifyPdf(pdf, options).code, 'signature.locked_changed')
})

const REPLACED: Readonly<Record<string, readonly [entries: string, shown: string, after: string]>> = {
  'had a value': ['/FT /Tx /V (Kho bac)', 'Kho bac', '/FT /Tx /V (Ho kinh doanh B)'],
  'drew something over another value': [
    '/FT /Tx /V (Ho kinh doanh B)',
    'Kho bac',
    '/FT /Tx /V (Ho kinh doanh B)',
  ],
  'drew something and had no value': ['/FT /Tx', 'Kho bac', '/FT /Tx'],
  'had a choice made': ['/FT /Ch /V (Kho bac)', 'Kho bac', '/FT /Ch /V (Ho kinh doanh B)'],
  'was a drawn button': ['/FT /Btn /Ff 65536', 'Kho bac', '/FT /Btn /Ff 65536'],
}

for (const [what, [entries, shown, after]] of Object.entries(REPLACED)) {
  test(`another value in a field that ${what} is not filling in (shadow attack, replace)`, async () => {
    const pdf = rewrite(await signedForm(entries, shown), filled(after))
    assert.deepEqual(changeOf(pdf), ['annotation', 'change.field_overwritten'])
    assert.notEqual(verifyPdf(pdf, options).decision, 'accept')
  })
}

test('an appearance drawn anew in its own place is an overwritten field too', async () => {
  const pdf = rewrite(await signedForm('/FT /Tx /V (Kho bac)', 'Kho bac'), {
    [SHOWN]: appearance('Ho kinh doanh B'),
  })
  assert.deepEqual(changeOf(pdf), ['annotation', 'change.field_overwritten'])
})
