import { onMergeUndone } from './modules/results/index.ts'
import type { Subscriptions } from './platform/jobs.ts'

/** What follows from what. Handlers are idempotent; each runs as its own job. */
export const SUBSCRIPTIONS: Subscriptions = {
  'party.merge_undone': { 'results.onMergeUndone': onMergeUndone },
}
