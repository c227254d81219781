import type { Words } from '../index.ts'
import type { archive as vi } from '../vi/archive.ts'

/** Why a file's archival copy is not there yet, not renewed, or cannot be made. */
export const archive: Record<keyof typeof vi, Words> = {
  'archive.tsa_not_set': {
    says: 'No time-stamp service is configured: the evidence is kept in the store and not time-stamped.',
    cure: 'The operator sets KHOSO_TSA_URL; the copies are then time-stamped by themselves.',
  },
  'archive.tsa_unreachable': {
    says: 'The time-stamp service cannot be reached.',
    cure: 'Nothing to do: it is tried again. If it lasts more than a day, check the way to the service.',
  },
  'archive.tsa_refused': {
    says: 'The time-stamp service refused the request.',
    cure: 'It is tried again. If it goes on, ask the provider of the service.',
  },
  'archive.tsa_untrusted': {
    says: 'The time-stamp leads to no trusted authority, or uses an algorithm that is relied on no longer.',
    cure: 'Check the address of the service, and add the root of its authority to the trust list by letter.',
  },
  'archive.tsa_no_gain': {
    says: 'The service still stamps with a certificate that is about to end: renewing now would gain nothing.',
    cure: 'Ask the provider to renew its certificate, or change to another service before the day it ends.',
  },
  'archive.evidence_missing': {
    says: 'The status of a certificate could not be learned in full yet.',
    cure: 'It is asked again. If it lasts, check the hosts that may be asked (KHOSO_EVIDENCE_HOSTS).',
  },
  'archive.thread_timeout': {
    says: 'Making the archival copy took longer than allowed.',
    cure: 'It is tried again; if it happens again, have the file looked at.',
  },
  'archive.thread_memory': {
    says: 'Making the archival copy needed too much memory.',
    cure: 'It is tried again; if it happens again, have the file looked at.',
  },
  'archive.thread_failed': {
    says: 'The archival copy could not be made yet.',
    cure: 'It is tried again; if it happens again, have the file looked at.',
  },
  'archive.store_damaged': {
    says: 'The file, its copy or its evidence is missing from the store or was changed there.',
    cure: 'Restore the file store from a backup at once; the copy is renewed when all of it is back.',
  },
  'archive.proof_lapsed': {
    says: 'The last time-stamp ended before it was renewed; a new one cannot bring it back.',
    cure: 'The judgement as of today names the proof that has lapsed; the report of the day of receipt stands.',
  },
  'archive.refused': {
    says: 'The signatures of the file are not accepted: it stays as it is, and its evidence is kept and time-stamped.',
    cure: 'Nothing more to do for its keeping; the report says why it is not accepted.',
  },
  'archive.locked': {
    says: 'Its signer locked the file: it stays as it is, and its evidence is kept and time-stamped apart.',
    cure: 'Nothing to do.',
  },
  'archive.format': {
    says: 'Nothing can be added to the file without touching what was signed: it stays as it is, and its evidence is kept and time-stamped apart.',
    cure: 'Nothing to do.',
  },
  'archive.encrypted': {
    says: 'The file is encrypted: it stays as it is, and its evidence is kept and time-stamped apart.',
    cure: 'Nothing to do.',
  },
  'archive.judgement_changes': {
    says: 'With its evidence inside, the file would be judged otherwise: it stays as it is, and its evidence is kept and time-stamped apart.',
    cure: 'Nothing to do.',
  },
  'archive.level_not_reached': {
    says: 'A copy would not reach B-LTA for every signature: the file stays as it is, and its evidence is kept and time-stamped apart.',
    cure: 'Nothing to do.',
  },
}
