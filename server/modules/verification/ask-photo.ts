import { decodeJws, parseTrustList, readQrText, verifyQr, type TrustList } from '@khoso/qr-proof'
import { shownOfAnswer, shownOfFindings, type Shown } from '../../../web/verify/shown.ts'
import type { Services } from '../../platform/services.ts'
import { Refusal } from '../../platform/refusal.ts'
import { askAboutCode, type Asker } from './ask.ts'
import { refuse } from './errors.ts'
import { publishTrustList } from './publish/publish-trust-list.ts'
import { findQrInPhoto } from './read-qr/find-qr.ts'

/** Reads the QR in a photo and judges it here, as the page would have done. The photo is not kept. */
export async function askAboutPhoto(asker: Asker, photo: Uint8Array): Promise<Shown> {
  const { texts } = await findQrInPhoto(photo)
  if (texts.length === 0) throw refuse('verification.photo_without_qr')
  // A photo may show other codes beside ours: whichever is ours, else whichever came first.
  const ours = texts.find((text) => readQrText(text).kind !== 'unsupported')
  return judgeText(asker, ours ?? texts[0] ?? '')
}

async function judgeText(asker: Asker, text: string): Promise<Shown> {
  const scanned = readQrText(text)
  if (scanned.kind === 'code') return shownOfAnswer(await askAboutCode(asker, scanned.code, 'photo'))
  const keys = await readTrustList(asker.services)
  const found = await verifyQr(text, { keys, now: asker.services.clock() })
  const answer = found.payload ? await knownAnswer(asker, found.payload.code) : undefined
  return shownOfFindings(found, keys, answer)
}

async function knownAnswer(asker: Asker, code: string) {
  try {
    return await askAboutCode(asker, code, 'photo')
  } catch (error) {
    if (error instanceof Refusal && error.code === 'verification.code_unknown') return undefined
    throw error
  }
}

/** The list as published: what the server judges by is what everybody else judges by. */
const readTrustList = async (services: Services): Promise<TrustList> =>
  parseTrustList(
    decodeJws(await services.database.transaction((tx) => publishTrustList(services, tx))).payload,
  )
