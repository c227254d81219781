import type { Read } from '../../../platform/database/transaction.ts'
import { legalDayOf, type LegalDay } from '../../../platform/legal-day.ts'
import { agencyOfSigner, type Agency, type AgencyId } from '../../catalog/index.ts'
import type { Claim } from '../contract.ts'
import { refuse } from '../errors.ts'
import type { Decision } from '../quarantine/decision.queries.ts'
import type { ReadableClaim } from '../receive/read-claim.ts'
import type { InspectedFile } from './inspect-file.ts'
import { findAnswering } from './responsible-agency.ts'
import { findLegalFlaw, isFullySigned, type SignatureFacts } from './legal-original.ts'

export interface OriginalQuestion {
  readonly claim: ReadableClaim
  readonly issuer: Agency
  readonly file: InspectedFile
  readonly decisions: readonly Decision[]
  readonly sent: Claim
}

export interface LegalOriginal {
  /** L4: structured and fully signed; L3: the agency's signature, usable in place of paper. */
  readonly readiness: 'L3' | 'L4'
  /** The decision by which another agency answers for this paper, in words shown with every verdict. */
  readonly legalGround: string | null
}

/** Refuses a file that is no legal original of its issuer, or says what it is worth and on which ground. */
export async function requireLegalOriginal(on: Read, question: OriginalQuestion): Promise<LegalOriginal> {
  const { claim, issuer, file } = question
  const ground = question.decisions.findLast(({ option }) => option === 'attest' || option === 'countersign')
  const signatures = await listSignatureFacts(on, file, claim.decidedOn)
  const flaw = findLegalFlaw({
    code: file.code,
    signatures,
    issuerId: issuer.id,
    responsibleId: await findOtherResponsible(on, question),
    ground: ground ? (ground.option as 'attest' | 'countersign') : null,
  })
  if (flaw) {
    const { decision, code, reportId } = file
    throw refuse(flaw, { decision, signature: code, signatures: signatures.length, reportId })
  }
  const structured = Object.keys(claim.metadata).length > 0
  return {
    readiness: structured && isFullySigned(signatures) ? 'L4' : 'L3',
    legalGround: ground ? groundOf(ground) : null,
  }
}

/** Who answers for this issuer's papers today when the issuer does not; null too while a split is undecided. */
async function findOtherResponsible(
  on: Read,
  { claim, issuer, sent }: OriginalQuestion,
): Promise<AgencyId | null> {
  const answer = await findAnswering(on, { issuerId: issuer.id, decidedOn: claim.decidedOn, claim: sent })
  return answer.kind === 'one' && answer.agencyId !== issuer.id ? answer.agencyId : null
}

async function listSignatureFacts(
  on: Read,
  { signatures }: InspectedFile,
  decidedOn: LegalDay,
): Promise<readonly SignatureFacts[]> {
  return Promise.all(
    signatures.map(async ({ signer: { commonName, organization, kind }, provenTime, code, chain }) => {
      const onDay = provenTime ? legalDayOf(new Date(provenTime)) : decidedOn
      const subject = { commonName: commonName ?? '', organization: organization ?? undefined }
      const agency = kind === 'person' ? undefined : await agencyOfSigner(on, subject, onDay)
      const revoked = chain.find(({ revocation }) => revocation?.status === 'revoked')
      return {
        kind,
        agencyId: agency?.id ?? null,
        code,
        revocationReason: revoked?.revocation?.reason ?? null,
      }
    }),
  )
}

const groundOf = ({ decisionNumber, decidedOn, legalBasis }: Decision) =>
  [decisionNumber, decidedOn, legalBasis].filter(Boolean).join(' · ')
