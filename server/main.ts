/** The server by itself, as an operator runs it: everything from the environment, see docs/operations.md. */
import { readConfig } from './platform/config.ts'
import { stopOnSignal } from './platform/stop-on-signal.ts'
import { startServer } from './server.ts'

const server = await startServer(readConfig())
server.services.log.info({ url: server.url }, 'server.listening')
stopOnSignal(server.stop)
