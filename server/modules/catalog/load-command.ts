import { readConfig } from '../../platform/config.ts'
import { inDatabase } from '../../platform/embedded/in-database.ts'
import { record } from '../../platform/journal/record.ts'
import { loadSeed } from './load-seed.ts'

interface Io {
  readonly out: (line: string) => void
  readonly err: (line: string) => void
}

const USE = `khoso catalogue load
Adds what is missing of the catalogue that comes with Khoso: agencies, result types, procedures, competence.
It is a start for the city to check and correct; nothing that is there already is changed.`

/** `khoso catalogue load`: a first catalogue, where an empty one would send every delivery to quarantine. */
export async function catalogueCommand(
  argv: readonly string[],
  io: Io,
  config = readConfig(),
): Promise<number> {
  if (argv.join(' ') !== 'load') {
    const asked = argv.includes('--help')
    io[asked ? 'out' : 'err'](USE)
    return asked ? 0 : 2
  }
  const { agencies, resultTypes, procedures } = await inDatabase(config, async (tx) => {
    const added = await loadSeed(tx)
    const actor = { kind: 'system', id: 'operator' }
    await record(tx, { actor, action: 'CatalogueLoad', outcome: 'done', details: { ...added } })
    return added
  })
  io.out(`Added ${agencies} agencies, ${resultTypes} result types, ${procedures} procedures.`)
  return 0
}
