import pg from 'pg'

/** The addresses of one database under its two roles. */
export interface DatabaseUrls {
  /** Migrates and owns. */
  readonly ownerUrl: string
  /** Runs the app: may insert into history and never change it. */
  readonly appUrl: string
}

/**
 * Makes sure that the two roles and a database exist on a server of ours, and returns their addresses. Idempotent.
 * Both roles get the password of the embedded server: it only keeps other users of the machine out.
 */
export async function ensureDatabase(
  adminUrl: string,
  name: string,
  template?: string,
): Promise<DatabaseUrls> {
  const { password } = new URL(adminUrl)
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    for (const role of ['khoso_owner', 'khoso_app']) {
      const { rowCount } = await client.query('select 1 from pg_roles where rolname = $1', [role])
      if (rowCount === 0) await client.query(`create role ${role} login password '${password}'`)
    }
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name])
    const from = template ? ` template ${pg.escapeIdentifier(template)}` : ''
    if (rowCount === 0) {
      await client.query(`create database ${pg.escapeIdentifier(name)} owner khoso_owner${from}`)
    }
  } finally {
    await client.end()
  }
  return { ownerUrl: urlOf(adminUrl, 'khoso_owner', name), appUrl: urlOf(adminUrl, 'khoso_app', name) }
}

function urlOf(adminUrl: string, user: string, database: string): string {
  const url = new URL(adminUrl)
  url.username = user
  url.pathname = `/${database}`
  return url.href
}
