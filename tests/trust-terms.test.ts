import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  DEFAULT_RULES,
  makeFetcher,
  parseCertificate,
  readTrust,
  verifyPdf,
  verifyWithEvidence,
  type AnchorTerms,
  type Report,
  type VerifyOptions,
} from '@khoso/pades'
import { keyUsage } from '@khoso/pades/issue'
import { keySigner, signPdf } from '@khoso/pades/sign'
import { makeHeld } from '../demo/authority/authority.ts'
import { fetchFrom } from '../demo/authority/index.ts'
import { TSA_NAME } from '../demo/authority/names.ts'
import { makeSigned, plainPage, NOW, sharedWorld, SIGNED_AT, type SignedCase } from './signed-files.ts'
import { openSignedWorld } from './signed/world.ts'

const world = sharedWorld()
const trust = readTrust([world.anchor])
const root = trust.anchors[0]!
const ask = makeFetcher({ ...DEFAULT_RULES, hosts: ['authority.invalid'], fetch: world.fetch })
const signedAt = SIGNED_AT.getTime()
const DAY = 86_400_000

async function judge(what: SignedCase, options: Partial<VerifyOptions>): Promise<Report> {
  const at = NOW.getTime()
  const { report } = await verifyWithEvidence(await makeSigned(what), { ...trust, at, ...options }, ask)
  return report
}

/** The judgement with the only root trusted by these terms. */
const under = (what: SignedCase, ...terms: AnchorTerms[]) => judge(what, { terms: { [root.id]: terms } })
const said = ({ decision, code }: Report) => [decision, code]
const ended = ['refuse', 'signature.trust_ended']
const unknown = ['wait', 'signature.chain_unknown']
const good = ['accept', 'accepted']

test('an anchor is trusted for what its terms name and for nothing else', async () => {
  assert.deepEqual(said(await under('good', { roles: ['signer', 'timeStamp'] })), good)
  assert.deepEqual(said(await under('good', { roles: ['timeStamp'] })), unknown)
  assert.deepEqual(said(await under('good', { roles: ['revocation'] })), unknown)
  const unstamped = await under('good', { roles: ['signer'] })
  assert.equal(unstamped.signatures[0]!.timeStamps[0]!.fault, 'tsp.chain_unknown')
  assert.equal(unstamped.signatures[0]!.provenTime, null)
  assert.deepEqual(said(await under('good', { roles: ['timeStamp'] }, { roles: ['signer'] })), good)
})

test('trusted up to a day: what is proven older stands, what is not is refused and says so', async () => {
  const until = (at: number): AnchorTerms => ({ windows: [{ until: at }] })
  assert.deepEqual(said(await under('good', until(signedAt + DAY))), good)
  assert.deepEqual(said(await under('not-stamped', until(signedAt + DAY))), ended)
  assert.deepEqual(said(await under('good', until(signedAt - DAY))), ended)
  const report = await under('not-stamped', until(signedAt + DAY))
  assert.equal(report.signatures[0]!.subIndication, 'NO_CERTIFICATE_CHAIN_FOUND_NO_POE')
  assert.equal(report.signatures[0]!.indication, 'INDETERMINATE')
})

test('trusted from a day: what is older than that has no anchor yet', async () => {
  assert.deepEqual(said(await under('good', { windows: [{ from: signedAt - DAY }] })), good)
  assert.deepEqual(said(await under('good', { windows: [{ from: NOW.getTime() + DAY }] })), unknown)
  const twice = { windows: [{ until: signedAt - DAY }, { from: signedAt - 1, until: signedAt + 1 }] }
  assert.deepEqual(said(await under('good', twice)), good)
})

test('a lost key of an authority: a time-stamp under it no longer proves that it is older', async () => {
  const compromised = { compromisedSince: signedAt + DAY }
  assert.deepEqual(said(await under('good', compromised)), ended)
  // Retired on that day, with its key in honest hands, it still does.
  assert.deepEqual(said(await under('good', { windows: [{ until: signedAt + DAY }] })), good)
})

test('names, kinds and policies bind the certificate at the end of the chain', async () => {
  const named = (value: string): AnchorTerms => ({
    roles: ['signer'],
    subjects: [
      [
        { attribute: 'country', value: 'vn' },
        { attribute: 'commonName', value },
      ],
    ],
  })
  const stamps: AnchorTerms = { roles: ['timeStamp'] }
  assert.deepEqual(said(await under('good', stamps, named('Sở  y tế thành phố Đà Nẵng'))), good)
  assert.deepEqual(said(await under('good', stamps, named('Sở Y tế'))), unknown)
  const signers = (kind: 'person' | 'agency'): AnchorTerms => ({ roles: ['signer'], signers: [kind] })
  assert.deepEqual(said(await under('good', stamps, signers('agency'))), good)
  assert.deepEqual(said(await under('good', stamps, signers('person'))), unknown)
  assert.deepEqual(said(await under('good', stamps, { roles: ['signer'], policies: ['1.2.3'] })), unknown)
})

test('an anchor below another one, with lesser terms, does not hide it', async () => {
  const issuing = parseCertificate(world.authority.issuing.certificate)
  const options = { anchors: [issuing, root], terms: { [issuing.id]: [{ roles: ['timeStamp'] } as const] } }
  const report = await judge('good', options)
  assert.deepEqual(said(report), good)
  const top = report.signatures[0]!
  assert.equal(top.chain[0]!.sha256, root.id)
  assert.equal(top.timeStamps[0]!.chain[0]!.sha256, issuing.id)
})

test('a time-stamp unit that a list names is trusted itself, and issues nothing', async () => {
  const tsa = parseCertificate(world.authority.tsa.certificate)
  const terms = { [tsa.id]: [{ roles: ['timeStamp'] } as const], [root.id]: [{ roles: ['signer'] } as const] }
  assert.deepEqual(said(await judge('good', { anchors: [tsa, root], terms })), good)
  const forged = makeHeld('ec', [], {
    issuer: { name: TSA_NAME, key: world.authority.tsa.key },
    subject: [['commonName', 'Sở Y tế thành phố Đà Nẵng']],
    extensions: [keyUsage('digitalSignature')],
  })
  const file = await signPdf(plainPage(), { signer: keySigner(forged), claimedTime: SIGNED_AT })
  assert.deepEqual(said(verifyPdf(file, { anchors: [tsa], intermediates: [], at: NOW.getTime() })), unknown)
})

test('a responder that our own trust appoints answers for the issuers named, while it is trusted', async () => {
  const stranger = openSignedWorld().authority
  // The answers come from a stranger's responder, and the authority publishes no list to help out.
  const asked = fetchFrom({ ...world.authority, ocsp: stranger.ocsp })
  const fetch: typeof asked = (input, init) =>
    new Request(input, init).url.includes('issuing')
      ? Promise.resolve(new Response(null, { status: 404 }))
      : asked(input, init)
  const others = makeFetcher({ ...DEFAULT_RULES, hosts: ['authority.invalid'], fetch })
  const responder = parseCertificate(stranger.ocsp.certificate)
  const [issuing, file] = [parseCertificate(world.authority.issuing.certificate), await makeSigned('good')]
  const appoint = async (terms: AnchorTerms) => {
    const options = { anchors: [root, responder], intermediates: [], terms: { [responder.id]: [terms] } }
    return said((await verifyWithEvidence(file, { ...options, at: NOW.getTime() }, others)).report)
  }
  const missing = ['wait', 'signature.evidence_missing']
  const roles = ['revocation'] as const
  assert.deepEqual(await appoint({ roles, speaksFor: [issuing.id] }), good)
  assert.deepEqual(await appoint({ roles, speaksFor: [root.id] }), missing)
  assert.deepEqual(await appoint({ roles }), missing)
  assert.deepEqual(await appoint({ roles: ['signer'], speaksFor: [issuing.id] }), missing)
  assert.deepEqual(await appoint({ roles, speaksFor: [issuing.id], windows: [{ until: signedAt }] }), missing)
})
