/** A result stands: `{ resultId, agencyId }`. */
export const DELIVERY_ACCEPTED = 'delivery.accepted'
/** Somebody must act, or a person refused for good: `{ code, agencyId }`. */
export const DELIVERY_REFUSED = 'delivery.refused'
/** A case system declared a dossier completed: `{ source, agencyId }`; the subject is the completion. */
export const DOSSIER_COMPLETED = 'dossier.declared_completed'
