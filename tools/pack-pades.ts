/** `npm run pack:pades [FOLDER]`: the package @khoso/pades as a tarball that anybody can install. */
import { resolve } from 'node:path'
import { packPades } from './pack/pack-pades.ts'

console.log(await packPades(resolve(process.argv[2] ?? 'var/packages')))
