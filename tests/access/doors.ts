import type { World } from './world.ts'

/** How one asks at a route, and what the agency of a role means there. */
export interface Door {
  /**
   * `open`: all may. `role`: the role is enough. `city`: only with the role over the whole city. `agency`: over the
   * agency it is about. `own`: what is one's own, as a person.
   */
  readonly reach: 'open' | 'role' | 'city' | 'agency' | 'own'
  readonly call?: (world: World) => {
    readonly params?: Readonly<Record<string, string>>
    readonly headers?: Readonly<Record<string, string>>
    readonly payload?: object
  }
  readonly query?: string
  /** Of a list: what it shows. To a stranger it shows nothing, instead of refusing. */
  readonly shows?: (body: Readonly<Record<string, readonly unknown[]>>) => readonly unknown[] | undefined
  /** The thing asked for does not exist in the world made; only strangers and roles are told apart there. */
  readonly mayBeNone?: true
}

const open: Door = { reach: 'open', mayBeNone: true }
const WHY = { purpose: 'dossier', caseRef: 'H17.48-261120-0009' }
const headers = { 'khoso-purpose': WHY.purpose, 'khoso-case': WHY.caseRef }
const CARD = '048190000123|201234567|Nguyễn Thị Ánh|05031990|Nữ|12 Bạch Đằng|01062021'
const LETTER = { letter: '15/SKHCN-CĐS' }
const RECORDED = { validFrom: '2026-02-01', citation: 'Quyết định số 12/QĐ-UBND' }
const evidence = 'Đã xem căn cước'

const result = (payload?: (world: World) => object): Door => ({
  reach: 'agency',
  call: (world) => ({
    params: { id: world.id.result, holderId: world.id.holder },
    headers,
    ...(payload && { payload: payload(world) }),
  }),
})
const delivery = (payload: object = {}): Door => ({
  reach: 'agency',
  call: ({ id }) => ({ params: { id: id.delivery }, payload }),
})
const party = (payload: object): Door => ({
  reach: 'role',
  call: ({ id }) => ({ params: { id: id.party }, payload: { ...WHY, ...payload } }),
  mayBeNone: true,
})
const city = (payload: object = {}): Door => ({
  reach: 'city',
  call: () => ({ params: { id: 'egov' }, payload }),
  mayBeNone: true,
})

/** Every route of the server. One that is added and does not stand here fails the test. */
export const DOORS: Readonly<Record<string, Door>> = {
  'GET /health/live': open,
  'GET /health/ready': open,
  'GET /metrics': open,

  'GET /api/catalog/procedures': open,
  'GET /api/catalog/procedures/:code': open,
  'GET /api/catalog/result-types': open,
  'GET /api/catalog/result-types/:code': open,
  'GET /api/catalog/agencies': open,
  'GET /api/catalog/agencies/:code': open,
  'GET /api/catalog/responsible-agency': open,
  'GET /api/catalog/competence': open,
  'POST /api/catalog/succession-decisions': {
    reach: 'city',
    call: ({ issuer, stranger, decision }) => ({
      payload: {
        predecessor: issuer.id,
        successor: stranger.id,
        decisionNumber: decision.decisionNumber,
        decidedOn: decision.decidedOn,
        effectiveFrom: decision.effectiveFrom,
      },
    }),
  },
  'POST /api/catalog/competences': city({
    procedure: '1.004194',
    agency: 'H17.99',
    basis: 'law',
    ...RECORDED,
  }),
  'POST /api/catalog/signing-subjects': city({ agency: 'H17.99', commonName: 'Sở Y tế', ...RECORDED }),
  'POST /api/catalog/qr-rollouts': city({
    resultType: 'KQ.H17.000123',
    procedure: '1.004194',
    ...RECORDED,
  }),
  'POST /api/catalog/result-types': city({
    code: 'KQ.H17.000123',
    name: 'Giấy phép xây dựng',
    validFrom: '2026-02-01',
    citation: 'Quyết định số 12/QĐ-UBND',
  }),
  'POST /api/catalog/result-types/:code/publication': {
    reach: 'city',
    call: ({ type }) => ({ params: { code: type.code }, payload: {} }),
  },

  'GET /api/admin/staff': city(),
  'POST /api/admin/staff': city({ id: 'le.ngoc', name: 'Lê Ngọc Diễm', ...LETTER }),
  'POST /api/admin/staff/:id/deactivation': city(LETTER),
  'POST /api/admin/staff/:id/activation': city(LETTER),
  'POST /api/admin/staff/:id/release': city(LETTER),
  'GET /api/admin/clients': city(),
  'POST /api/admin/clients': city({ id: 'egov', name: 'eGov', jwks: { keys: [{}] }, ...LETTER }),
  'POST /api/admin/clients/:id/keys': city({ jwks: { keys: [{}] }, ...LETTER }),
  'POST /api/admin/clients/:id/deactivation': city(LETTER),
  'POST /api/admin/clients/:id/activation': city(LETTER),
  'GET /api/admin/grants': { reach: 'city', query: '?subject=staff:an' },
  'POST /api/admin/grants': city({
    subject: 'staff:an',
    role: 'officer',
    agencyId: null,
    from: '2026-01-01',
    ...LETTER,
  }),
  'POST /api/admin/grants/:id/end': {
    reach: 'city',
    call: () => ({ payload: { on: '2026-11-20', ...LETTER } }),
    mayBeNone: true,
  },

  'GET /api/journal': { reach: 'role' },

  'POST /api/parties/lookups': party({ card: CARD }),
  'POST /api/parties/:id/merges': party({ mergedId: '01890000-0000-7000-8000-000000000001', evidence }),
  'POST /api/parties/merges/:id/undo': party({ reason: 'Nhầm người' }),
  'POST /api/parties/:id/identifiers': party({ card: CARD }),
  'POST /api/parties/identifier-links/:id/withdrawal': party({ reason: 'Nhầm người' }),
  'POST /api/parties/:id/death': party({ on: '2026-02-01', evidence }),

  'POST /api/deliveries': {
    reach: 'agency',
    call: ({ claim }) => ({
      payload: { deliveries: [{ ...claim, dossierCode: 'H17.12-20261118-0000999' }] },
    }),
  },
  'POST /api/deliveries/exchange': {
    reach: 'agency',
    call: ({ claim }) => ({
      payload: {
        data: [{ MaHoSo: 'H17.12-20261118-0000998', MaCoQuan: claim.issuerCode, TrangThaiHoSo: 9 }],
      },
    }),
  },
  'GET /api/deliveries': { reach: 'agency', shows: ({ deliveries }) => deliveries },
  'POST /api/deliveries/find': {
    reach: 'agency',
    call: ({ claim }) => ({ payload: { dossierCodes: [claim.dossierCode] } }),
    shows: ({ deliveries }) => deliveries,
  },
  'GET /api/deliveries/:id': delivery(),
  // It names no report before its file was judged; a stranger is told the same of any delivery.
  'GET /api/deliveries/:id/signature-report': { ...delivery(), mayBeNone: true },
  'POST /api/deliveries/:id/repairs': delivery({ claim: { title: 'Giấy chứng nhận' } }),
  'POST /api/completions': {
    reach: 'agency',
    call: ({ claim }) => ({
      payload: {
        completions: [
          {
            dossierCode: 'H17.12-20261118-0000997',
            procedureCode: claim.procedureCode,
            agencyCode: claim.issuerCode,
            completedOn: '2026-11-20',
          },
        ],
      },
    }),
  },
  'GET /api/reconciliation': { reach: 'agency', shows: ({ agencies }) => agencies },
  'GET /api/receipt-keys': open,
  'GET /api/quarantine': { reach: 'agency', shows: ({ items }) => items },
  'GET /api/quarantine/:id': delivery(),
  'GET /api/quarantine/:id/file': delivery(),
  'GET /api/quarantine/:id/signature-report': { ...delivery(), mayBeNone: true },
  'POST /api/quarantine/judge-again': {
    reach: 'role',
    call: () => ({ payload: { code: 'intake.procedure_unknown' } }),
  },
  'POST /api/quarantine/:id/decisions': delivery({ option: 'refuse', reason: 'Gửi nhầm' }),

  'POST /api/results/search': {
    reach: 'agency',
    call: () => ({ payload: { ...WHY, query: {} } }),
    shows: ({ items }) => items,
  },
  'GET /api/results/:id': result(),
  'GET /api/results/:id/status': result(),
  'GET /api/results/:id/history': result(),
  'GET /api/results/:id/file': result(),
  'GET /api/results/:id/signature-reports': result(),
  'POST /api/results/:id/signature-reports': { ...result(), mayBeNone: true },
  'GET /api/results/:id/archive': result(),
  'GET /api/results/:id/archival-copy': { ...result(), mayBeNone: true },
  'GET /api/results/lapsing': { reach: 'agency', shows: ({ items }) => items },
  'POST /api/results/:id/decisions': result(({ decision }) => ({ move: 'suspend', ...decision })),
  'POST /api/results/:id/holders/:holderId/confirmations': result(({ id }) => ({
    seen: 9,
    partyId: id.party,
    evidence,
  })),
  'POST /api/results/:id/holders/:holderId/withdrawals': result(() => ({ seen: 9, reason: 'Nhầm người' })),
  'GET /api/my/results': { reach: 'own', shows: ({ items }) => items },
  'GET /api/my/results/:id': { ...result(), reach: 'own' },
  'GET /api/my/results/:id/signature-reports': { ...result(), reach: 'own' },
  'GET /api/my/results/:id/file': { ...result(), reach: 'own' },
  'GET /api/my/results/:id/archival-copy': { ...result(), reach: 'own', mayBeNone: true },

  'GET /api/signature-reports/:id': { reach: 'city', mayBeNone: true },

  'GET /dang-nhap': open,
  'GET /dang-nhap/:way': open,
  'GET /dang-nhap/xong': open,
  'POST /dang-xuat': open,
  'GET /api/me': open,

  'GET /kiem-tra-chu-ky': open,
  'POST /kiem-tra-chu-ky': open,
  'POST /api/signatures/check': open,

  'GET /api/trust/anchors': { reach: 'role' },
  'GET /api/trust/anchors/:fingerprint': {
    reach: 'role',
    call: () => ({ params: { fingerprint: 'ab'.repeat(32) } }),
    mayBeNone: true,
  },
  'GET /api/trust/lists': { reach: 'role' },
  'POST /api/trust/anchors': city({
    fingerprint: 'ab'.repeat(32),
    terms: { uses: ['signature'] },
    ...LETTER,
  }),
  'POST /api/trust/anchors/:fingerprint/withdrawal': {
    reach: 'city',
    call: () => ({ params: { fingerprint: 'ab'.repeat(32) }, payload: { ...LETTER, lastDay: '2026-06-30' } }),
    mayBeNone: true,
  },
  'POST /api/trust/extractions': city({ content: 'JVBERg==' }),
  'POST /api/trust/imports': city({
    kind: 'certificates',
    files: [{ name: 'a.pem', content: 'AAAA' }],
  }),
  'GET /api/trust/imports/:id': { reach: 'city', mayBeNone: true },
  'POST /api/trust/imports/:id/confirmation': {
    reach: 'city',
    call: ({ id }) => ({ params: { id: id.none }, payload: { plan: 'ab'.repeat(32), ...LETTER } }),
    mayBeNone: true,
  },

  'GET /v': open,
  'GET /v/:code': open,
  'POST /v/photo': open,
  'POST /v/file': open,
  'GET /api/public/results/:code': open,
  'GET /api/public/files/:digest': open,
  'GET /.well-known/khoso/trust-list.jwt': open,
  'GET /.well-known/khoso/status/:list': open,
  'GET /.well-known/khoso/root.jwk': open,
  'POST /api/verification/codes': {
    reach: 'agency',
    call: ({ claim, type }) => ({
      payload: {
        reference: 'HS-9',
        typeCode: type.code,
        procedureCode: claim.procedureCode,
        issuerCode: claim.issuerCode,
        number: null,
        issuedOn: '2026-11-20',
        effectiveFrom: '2026-11-20',
        effectiveTo: null,
        holders: [{ name: 'Nguyễn Thị Ánh', identifiers: [] }],
      },
    }),
  },
  'GET /api/verification/codes/:code': {
    reach: 'agency',
    call: ({ publicCode }) => ({ params: { code: publicCode }, headers }),
  },
  'GET /api/verification/rollout': { reach: 'role' },
  'GET /api/verification/results/:id/rendition': result(),
  'GET /api/verification/results/:id/qr': result(),
}
