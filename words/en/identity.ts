export const en = {
  'identity.keys_refused': {
    says: 'A key among those sent cannot be used.',
    cure: 'Send public keys only: EC P-256, Ed25519, or RSA of 2,048 bits and more. A private key that was sent is no longer secret: make a new pair.',
  },
  'identity.client_exists': {
    says: 'A connected system already has this id.',
    cure: 'Choose another id; to change the keys of the one there is, replace its keys.',
  },
  'identity.client_unknown': {
    says: 'No connected system has this id.',
    cure: 'Check the id in the list of connected systems.',
  },
  'identity.client_unchanged': {
    says: 'The connected system is in that state already.',
    cure: 'Nothing needs to be done.',
  },
  'identity.subject_unknown': {
    says: 'No person of staff or connected system has this id.',
    cure: 'Check the id; people and systems are registered before they are given rights.',
  },
  'identity.agency_unknown': {
    says: 'The catalogue has no such agency.',
    cure: 'Choose an agency of the catalogue; null if the right is for the whole city.',
  },
  'identity.own_grant': {
    says: 'Nobody gives rights to themselves.',
    cure: 'Ask another administrator of the city to do it, on the letter.',
  },
  'identity.grant_invalid': {
    says: 'The right cannot be given as written.',
    cure: 'See the details: the role must fit the subject, a right over the whole city names no agency, the end is not before the beginning.',
  },
  'identity.grant_repeated': {
    says: 'The subject already has this very right in that time.',
    cure: 'Look at the rights there are; to change the time, end the old one and give a new one on a new letter.',
  },
  'identity.grant_unknown': {
    says: 'There is no such grant.',
    cure: 'Reload the rights of the subject and try again.',
  },
  'identity.grant_ended': {
    says: 'The grant ends on that day or before already.',
    cure: 'Nothing needs to be done; to prolong it, give a new one on a new letter.',
  },
  'identity.grant_end_past': {
    says: 'A right cannot be ended back in the past.',
    cure: 'Give yesterday to end it at once, or a day from today on.',
  },
  'identity.sign_in_stale': {
    says: 'This sign-in is too old, or was begun in another browser.',
    cure: 'Choose the way in again and finish within ten minutes.',
  },
  'identity.sign_in_broken_off': {
    says: 'You stopped signing in, or the sign-in was refused.',
    cure: 'Choose the way in again if you still want to enter.',
  },
  'identity.issuer_failed': {
    says: 'The place where you sign in does not answer.',
    cure: 'Try again in a few minutes. Papers saved on a phone can still be shown.',
  },
  'identity.level_too_low': {
    says: 'Your account is not assured enough to see papers.',
    cure: 'Raise your electronic identity to level 2 at the nearest police office, then sign in again.',
  },
  'identity.claims_missing': {
    says: 'The place where you sign in did not tell your name or personal number.',
    cure: 'Sign in again and agree to share these two.',
  },
  'identity.staff_not_registered': {
    says: 'This account is not registered as an officer of the repository, or was switched off.',
    cure: 'Ask the administrator of your unit to register or reopen it.',
  },
  'identity.account_differs': {
    says: 'Another sign-in account has used this name before.',
    cure: 'Ask the administrator of the city to check and tie the account anew.',
  },
  'identity.holder_contradicted': {
    says: 'What your account says does not agree with what the repository knows.',
    cure: 'Take your identity card to the one-stop office to have it compared; nothing has been shown.',
  },
  'identity.staff_exists': {
    says: 'There is a person of staff of this name already.',
    cure: 'Choose another name, or reopen the account that was switched off.',
  },
  'identity.staff_unchanged': {
    says: 'This account of staff is in that state already.',
    cure: 'Load the list again to see how it stands.',
  },
  'identity.staff_unknown': {
    says: 'Nobody of staff has this name.',
    cure: 'Check the name in the list of staff.',
  },
} as const
