import { parseCertificate } from '@khoso/pades'
import { legalDayOf } from '../../../platform/legal-day.ts'
import type { StoredTerms, Use } from '../anchor-terms.ts'
import type { Offer, OfferedAnchor } from '../read-offer.ts'
import type { Instance, Service, TrustedList } from './read-list.ts'

/** Service types we have a use for (TS 119 612 5.5.1); all others are passed over. */
const TYPES: Readonly<Record<string, Use>> = {
  'http://uri.etsi.org/TrstSvc/Svctype/CA/QC': 'signature',
  'http://uri.etsi.org/TrstSvc/Svctype/CA/PKC': 'signature',
  'http://uri.etsi.org/TrstSvc/Svctype/NationalRootCA-QC': 'signature',
  'http://uri.etsi.org/TrstSvc/Svctype/TSA/QTST': 'time-stamp',
  'http://uri.etsi.org/TrstSvc/Svctype/TSA': 'time-stamp',
  'http://uri.etsi.org/TrstSvc/Svctype/TSA/TSS-QC': 'time-stamp',
  'http://uri.etsi.org/TrstSvc/Svctype/Certstatus/OCSP': 'revocation',
  'http://uri.etsi.org/TrstSvc/Svctype/Certstatus/OCSP/QC': 'revocation',
  'http://uri.etsi.org/TrstSvc/Svctype/Certstatus/CRL': 'revocation',
  'http://uri.etsi.org/TrstSvc/Svctype/Certstatus/CRL/QC': 'revocation',
}

/** Statuses under which a service is trusted (5.5.4); under any other, and any unknown one, it is not. */
const TRUSTED_STATUS: ReadonlySet<string> = new Set([
  'granted',
  'recognisedatnationallevel',
  'undersupervision',
  'supervisionincessation',
  'accredited',
  'setbynationallaw',
])

/** What AdditionalServiceInformation says of a CA (5.5.9.4): whose certificates it is listed for. */
const SIGNERS: Readonly<Record<string, 'person' | 'agency'>> = {
  ForeSignatures: 'person',
  ForeSeals: 'agency',
}

interface Period {
  readonly from: string
  readonly until?: string
}

/** One service's trust for one use, put together from its present and its history. */
interface Granted {
  readonly use: Use
  readonly service: Service
  readonly periods: readonly Period[]
  readonly signers: readonly ('person' | 'agency')[] | undefined
}

/**
 * What a list offers: every certificate of a service, trusted for the uses and in the periods its statuses give. A
 * service without a certificate, of another type or only for web sites offers nothing.
 */
export function offerList(
  list: TrustedList,
  { source, sourceDigest, terms }: { source: string; sourceDigest: string; terms?: Partial<StoredTerms> },
): Offer {
  const granted = list.services.flatMap(listGranted)
  const authorities = (provider: string) =>
    granted
      .filter(({ use, service }) => use === 'signature' && service.provider === provider)
      .flatMap(({ service }) => service.certificates.map((der) => parseCertificate(der).id))
  const anchors = new Map<string, OfferedAnchor>()
  for (const one of granted) {
    for (const der of one.service.certificates) {
      const certificate = parseCertificate(der)
      const scope = `list:${list.series}:${one.use}`
      const key = `${certificate.id} ${scope}`
      const periods = mergePeriods([...(anchors.get(key)?.terms?.periods ?? []), ...one.periods] as Period[])
      const others = anchors.get(key)?.terms
      const speaksFor = one.use === 'revocation' ? distinct(authorities(one.service.provider)) : []
      const signers = others && !others.signers ? undefined : joined(others?.signers, one.signers)
      anchors.set(key, {
        certificate,
        scope,
        source,
        sourceDigest,
        trustedFrom: legalDayOf(new Date(periods[0]!.from)),
        trustedTo: lastDayOf(periods),
        terms: {
          uses: [one.use],
          ...terms,
          periods,
          ...(signers && { signers }),
          ...(speaksFor.length > 0 && { speaksFor }),
        },
      })
    }
  }
  const series = { name: list.series, issuedAt: list.issuedAt }
  return { anchors: [...anchors.values()], helpers: [], unreadable: [], series }
}

const distinct = <Value>(values: readonly Value[]): Value[] => [...new Set(values)]

/** Listed once without a restriction, a certificate is listed without one. */
function joined(
  before: readonly ('person' | 'agency')[] | undefined,
  now: readonly ('person' | 'agency')[] | undefined,
) {
  return now && distinct([...(before ?? []), ...now]).toSorted()
}

function listGranted(service: Service): Granted[] {
  if (service.certificates.length === 0) return []
  const oldestFirst = service.instances.toSorted((a, b) => a.since.getTime() - b.since.getTime())
  const spans = oldestFirst.map((instance, i) => ({ instance, until: oldestFirst[i + 1]?.since }))
  const trusted = spans.filter(({ instance }) => useOf(instance) && TRUSTED_STATUS.has(instance.status))
  return distinct(trusted.map(({ instance }) => useOf(instance)!)).map((use) => {
    const own = trusted.filter(({ instance }) => useOf(instance) === use)
    return {
      use,
      service,
      periods: own.map(({ instance, until }) => ({
        from: instance.since.toISOString(),
        ...(until && { until: new Date(until.getTime() - 1).toISOString() }),
      })),
      signers: signersOf(own.at(-1)!.instance),
    }
  })
}

/** A CA listed for web sites alone is none for documents. */
function useOf({ type, usages }: Instance): Use | undefined {
  const use = Object.hasOwn(TYPES, type) ? TYPES[type] : undefined
  const onlyWeb = usages.includes('ForWebSiteAuthentication') && !usages.some((one) => one in SIGNERS)
  return use === 'signature' && onlyWeb ? undefined : use
}

function signersOf({ usages }: Instance): readonly ('person' | 'agency')[] | undefined {
  const kinds = usages.flatMap((one) => (Object.hasOwn(SIGNERS, one) ? [SIGNERS[one]!] : []))
  return kinds.length === 0 || kinds.length === 2 ? undefined : kinds
}

/** In order, those that touch run together; the same service under two names may give one period twice. */
function mergePeriods(periods: readonly Period[]): [Period, ...Period[]] {
  const sorted = periods.toSorted((a, b) => (a.from < b.from ? -1 : 1))
  const merged: Period[] = []
  for (const period of sorted) {
    const last = merged.at(-1)
    const touches = last && (!last.until || Date.parse(period.from) <= Date.parse(last.until) + 1)
    if (!touches) merged.push(period)
    else if (last.until) {
      const until = period.until && (period.until > last.until ? period.until : last.until)
      merged[merged.length - 1] = { from: last.from, ...(until && { until }) }
    }
  }
  return merged as [Period, ...Period[]]
}

function lastDayOf(periods: readonly Period[]) {
  const until = periods.at(-1)!.until
  return until ? legalDayOf(new Date(until)) : null
}
