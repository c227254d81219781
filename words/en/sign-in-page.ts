import type { signInPage as vi } from '../vi/sign-in-page.ts'

/** Texts of the page with the ways in, in English. */
export const signInPage: Readonly<Record<keyof typeof vi, string>> = {
  title: 'Sign in',
  language: 'Tiếng Việt',
  choose: 'As whom do you sign in?',
  none: 'The city has opened no way to sign in here yet. Verifying a paper needs no sign-in.',
}
