export { serveRemoteSigning, type RemoteSigningOrder, type ServedRemoteSigning } from './serve.ts'
export { oneTimePassword, type Credential, type Told } from './service.ts'
