import type { Source } from './source.ts'
import { browsers } from './sources/browsers.ts'
import { esigDss } from './sources/esig-dss.ts'
import { itextLevels } from './sources/itext-levels.ts'
import { itextPdf } from './sources/itext-pdf.ts'
import { itextRevocation } from './sources/itext-revocation.ts'
import { nistPkits } from './sources/nist-pkits.ts'
import { opensslOcsp } from './sources/openssl-ocsp.ts'
import { pyhankoChains } from './sources/pyhanko-chains.ts'
import { pyhankoPast } from './sources/pyhanko-past.ts'
import { pyhankoPdf } from './sources/pyhanko-pdf.ts'
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
]
