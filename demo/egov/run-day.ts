import { join } from 'node:path'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import type { Authority } from '../authority/index.ts'
import { reservationOf } from '../city/claim.ts'
import { makeFile } from '../city/make-file.ts'
import { SYSTEMS, type SystemName } from '../city/systems.ts'
import type { CaseSystemClient, DeliveryState, Receipt } from './client.ts'
import { declareCompletions, deliver, followDelivery, type DeliveryClaim } from './deliver.ts'
import type { DayDelivery } from './plan-day.ts'

export interface DayPlayers {
  readonly seed: string
  readonly authority: Authority
  readonly clients: Readonly<Record<SystemName, CaseSystemClient>>
  /** Where the day's signed files are kept: signed again, a paper would be another file under its dossier. */
  readonly folder: string
  readonly say: (line: string) => void
}

export interface Outcome {
  readonly delivery: DayDelivery
  readonly receipt: Receipt
  /** `accepted`, or the code it waits or stands in quarantine under. */
  readonly became: string
}

/** Plays the day: every delivery is signed, sent and receipted in its order, then each is followed to its outcome. */
export async function runDay(players: DayPlayers, day: readonly DayDelivery[]): Promise<readonly Outcome[]> {
  for (const [system, own] of Map.groupBy(day, ({ result }) => result.system)) {
    await declareCompletions(players.clients[system], own.filter(isDeclared).map(completionOf))
  }
  const sent: { delivery: DayDelivery; receipt: Receipt }[] = []
  for (const delivery of day) sent.push({ delivery, receipt: await sendOne(players, delivery) })
  const outcomes: Outcome[] = []
  for (const { delivery, receipt } of sent) {
    const state = await followDelivery(players.clients[delivery.result.system], receipt.id)
    outcomes.push({ delivery, receipt, became: outcomeOf(state) })
  }
  return outcomes
}

async function sendOne(players: DayPlayers, delivery: DayDelivery): Promise<Receipt> {
  const { result, claim, words, at, sentTwice } = delivery
  const client = players.clients[result.system]
  const file = await signedFile(players, delivery)
  const planned = { claim: claim as unknown as DeliveryClaim, file, words }
  const [receipt] = await deliver(client, planned)
  const [again] = sentTwice ? await deliver(client, planned) : [receipt]
  if (again?.receipt !== receipt?.receipt) throw new Error('The same delivery got two receipts.')
  const note = receipt!.repeated ? 'đã nhận trước đó' : sentTwice ? 'gửi lại, cùng biên nhận' : 'đã nhận'
  players.say(`${at}  ${SYSTEMS[result.system].id.padEnd(20)}${receipt!.resultCode.padEnd(38)}${note}`)
  return receipt!
}

/** The file of a delivery, made once a day. */
async function signedFile(players: DayPlayers, delivery: DayDelivery): Promise<Buffer | undefined> {
  const { seed, authority, folder } = players
  const { name, result, file: recipe } = delivery
  if (recipe.fate === 'nothing-sent') return undefined
  const path = join(folder, `${name}.pdf`)
  if (existsSync(path)) return readFileSync(path)
  const qrText = delivery.borrowsQr ? await borrowQr(players, delivery) : undefined
  const made = await makeFile({ seed, authority }, result, { recipe, qrText })
  mkdirSync(folder, { recursive: true })
  if (made) writeFileSync(path, made)
  return made
}

/** The QR reserved for another paper of the same office, which will never be signed. */
async function borrowQr({ clients }: DayPlayers, { result }: DayDelivery): Promise<string> {
  const other = { ...reservationOf(result, `${result.dossierCode}-KQ2`), number: `${result.number}-B` }
  const reserved = await clients[result.system].post('/api/verification/codes', other)
  return (reserved as { qrText: string }).qrText
}

/** A dossier still in process is not declared; one whose agency nobody knows is declared by nobody. */
const isDeclared = ({ expects }: DayDelivery) =>
  expects !== 'intake.dossier_not_completed' && expects !== 'intake.agency_unknown'

const completionOf = ({ claim, result }: DayDelivery) => ({
  dossierCode: claim.dossierCode,
  procedureCode: result.procedureCode,
  agencyCode: claim.issuerCode,
  completedOn: result.decidedOn,
  due: [{ ordinal: result.ordinal, resultTypeCode: result.typeCode }],
})

const outcomeOf = ({ state, reason }: DeliveryState): string => reason?.code ?? state
