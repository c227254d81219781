import Type from 'typebox'

/** What a route that answers with a file says about it; the bytes are sent as they are. */
export const fileAnswer = (mediaType: string, description: string) => ({
  description,
  content: { [mediaType]: { schema: Type.Unsafe<Uint8Array>({ type: 'string', format: 'binary' }) } },
})
