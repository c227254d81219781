/** What time it is. Passed in everywhere; nothing below `main` reads the host's clock itself. */
export type Clock = () => Date

export const systemClock: Clock = () => new Date()
