export const request = {
  'request.sign_in': { says: 'You are not signed in.', cure: 'Sign in and try again.' },
  'request.token_invalid': {
    says: 'Your session is not valid or has expired.',
    cure: 'Get a new access token and try again.',
  },
  'request.forbidden': {
    says: 'Your account may not do this.',
    cure: 'Ask the administrator of your agency for the right, if this is your task.',
  },
  'request.cross_site': {
    says: 'This request came from another site and was not carried out.',
    cure: 'Open the repository’s own page and do it there.',
  },
  'request.not_found': {
    says: 'There is nothing at this address.',
    cure: 'Check the address, or begin at the home page.',
  },
  'request.invalid': {
    says: 'What was sent does not have the right form.',
    cure: 'Correct the fields named in the details and send it again.',
  },
  'request.too_large': {
    says: 'What was sent is too large.',
    cure: 'Make the file smaller and send it again.',
  },
  'request.wrong_type': {
    says: 'This type of content is not supported.',
    cure: 'Send the type that the API documentation names.',
  },
  'request.too_many': { says: 'Too many requests in a short time.', cure: 'Wait a minute and try again.' },
  'server.error': {
    says: 'The system has a fault; your request was not carried out.',
    cure: 'Try again in a few minutes; if it fails again, tell the administrator the request id.',
  },
} as const
