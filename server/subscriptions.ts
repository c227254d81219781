import type { Subscriptions } from './platform/jobs.ts'

/** What follows from what. Handlers are idempotent; each runs as its own job. */
export const SUBSCRIPTIONS: Subscriptions = {}
