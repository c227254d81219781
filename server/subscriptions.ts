import { judgeForTrust } from './modules/intake/index.ts'
import { onMergeUndone } from './modules/results/index.ts'
import { giveCode, publishState } from './modules/verification/index.ts'
import type { Subscriptions } from './platform/jobs.ts'

/** What follows from what. Handlers are idempotent; each runs as its own job. */
export const SUBSCRIPTIONS: Subscriptions = {
  'party.merge_undone': { 'results.onMergeUndone': onMergeUndone },
  'result.registered': { 'verification.giveCode': giveCode },
  'result.state_changed': { 'verification.publishState': publishState },
  'trust.given': { 'intake.judgeForTrust': judgeForTrust },
}
