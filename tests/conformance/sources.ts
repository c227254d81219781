import type { Source } from './source.ts'
import { browsers } from './sources/browsers.ts'
import { coseWg } from './sources/cose-wg.ts'
import { esigDss } from './sources/esig-dss.ts'
import { euDgc } from './sources/eu-dgc.ts'
import { itextLevels } from './sources/itext-levels.ts'
import { itextPdf } from './sources/itext-pdf.ts'
import { itextRevocation } from './sources/itext-revocation.ts'
import { nistPkits } from './sources/nist-pkits.ts'
import { opensslOcsp } from './sources/openssl-ocsp.ts'
import { pyhankoChains } from './sources/pyhanko-chains.ts'
import { pyhankoPast } from './sources/pyhanko-past.ts'
import { pyhankoPdf } from './sources/pyhanko-pdf.ts'
import { claim169, healthCards } from './sources/qr-abuse.ts'
import { sdJwt } from './sources/sd-jwt.ts'
import { statusLists } from './sources/status-lists.ts'
import { verapdf } from './sources/verapdf.ts'
import { vietnam } from './sources/vietnam.ts'
import { wycheproof } from './sources/wycheproof.ts'

/** Every source, in the order of the table. */
export const sources: readonly Source[] = [
  nistPkits,
  opensslOcsp,
  pyhankoPast,
  pyhankoChains,
  itextRevocation,
  pyhankoPdf,
  esigDss,
  itextPdf,
  itextLevels,
  verapdf,
  browsers,
  vietnam,
  wycheproof,
  coseWg,
  euDgc,
  healthCards,
  claim169,
  statusLists,
  sdJwt,
]
