import type { Report } from '../report.ts'
import { element, type Xml } from './element.ts'
import { additional, writeObjects } from './objects.ts'
import { writeSignature } from './signature.ts'
import { indicationUri, NAMESPACES, subIndicationUri } from './uris.ts'

/**
 * A report as ETSI TS 119 102-2 V1.4.1 XML. `octets` by SHA-256 are put in whole, as `examinePdf` gives them;
 * what is not there is named by its digest. The same report and octets give the same text.
 */
export function writeXmlReport(report: Report, octets: ReadonlyMap<string, Uint8Array> = new Map()): string {
  const signatures = report.signatures.map((signature) => writeSignature(signature, report))
  const whole = element(
    'ValidationReport',
    [signatures.length > 0 ? signatures : writeFileStatus(report), writeObjects(report, octets)],
    NAMESPACES,
  )
  return `<?xml version="1.0" encoding="UTF-8"?>\n${whole.xml}\n`
}

/** The schema wants a status even where no signature could be looked at: what cannot be read has failed its format. */
function writeFileStatus({ code, decision }: Report): Xml {
  const failed = code === 'file.not_pdf' || code === 'file.unreadable'
  return element(
    'SignatureValidationReport',
    element('SignatureValidationStatus', [
      element('MainIndication', indicationUri(failed ? 'TOTAL-FAILED' : 'INDETERMINATE')),
      element('SubIndication', subIndicationUri(failed ? 'FORMAT_FAILURE' : 'GENERIC')),
      element(
        'AssociatedValidationReportData',
        additional([
          ['finding', code],
          ['decision', decision],
        ]),
      ),
    ]),
  )
}
