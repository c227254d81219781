import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type Provider from 'oidc-provider'
import Type from 'typebox'
import { buildStyle } from '../../web/build.ts'
import { escape } from '../../web/verify/view.ts'
import type { App } from '../../server/platform/http/app.ts'
import { refuseIdentity } from '../../server/platform/identity/errors.ts'
import type { Services } from '../../server/platform/services.ts'
import { CHOOSE, listSamplePeople, type SamplePerson } from './people.ts'

const config = { access: 'demonstration.open', audit: 'none' } as const
const params = Type.Object({ uid: Type.String({ maxLength: 64 }) })

/**
 * The demonstration's sign-in: whoever sits at the keyboard chooses whom to be. It asks for no secret, says so on
 * every page, and exists only where the demonstration runs.
 */
export function chooseRoutes(app: App, services: Services, provider: Provider): void {
  app.get(`${CHOOSE}/:uid`, { config, schema: { hide: true, params } }, async (request, reply) => {
    const kind = await kindAsked(provider, request, reply)
    const people = listSamplePeople(services).filter((person) => person.kind === kind)
    return sendPage(reply, request.params.uid, people)
  })
  void app.register(async (forms) => {
    forms.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: 1_000 },
      (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))),
    )
    forms.post(
      `${CHOOSE}/:uid`,
      { config, schema: { hide: true, params, body: Type.Object({ subject: Type.String() }) } },
      async (request, reply) => {
        await kindAsked(provider, request, reply)
        const login = {
          accountId: (request.body as { subject: string }).subject,
          acr: 'LoA2',
          remember: false,
        }
        reply.hijack()
        await provider.interactionFinished(
          request.raw,
          reply.raw,
          { login },
          { mergeWithLastSubmission: false },
        )
      },
    )
  })
}

/** Whom the way in is for: holders are asked for a level of assurance, staff are not. */
async function kindAsked(
  provider: Provider,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<SamplePerson['kind']> {
  try {
    const { params: asked } = await provider.interactionDetails(request.raw, reply.raw)
    return asked['acr_values'] ? 'citizen' : 'staff'
  } catch {
    throw refuseIdentity('identity.sign_in_stale')
  }
}

async function sendPage(reply: FastifyReply, uid: string, people: readonly SamplePerson[]) {
  const style = await buildStyle('sign-in')
  const digest = createHash('sha256').update(style).digest('base64')
  return reply
    .headers({
      'content-security-policy': `default-src 'none'; style-src 'sha256-${digest}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
      'cache-control': 'no-store',
    })
    .type('text/html; charset=utf-8')
    .send(choosePage(uid, people, style))
}

const choosePage = (uid: string, people: readonly SamplePerson[], style: string): string =>
  '<!doctype html><html lang="vi"><head><meta charset="utf-8">' +
  '<meta name="viewport" content="width=device-width,initial-scale=1">' +
  `<title>Đăng nhập – bản trình diễn</title><style>${style}</style></head><body>` +
  '<header><h1>Đăng nhập – bản trình diễn</h1></header><main>' +
  '<section class="verdict warn"><h2>Đây không phải VNeID</h2><p>Bản trình diễn không hỏi mật khẩu: hãy chọn một người do máy tạo ra để vào thử. <span lang="en">A demonstration: no password, invented people.</span></p></section>' +
  people
    .map(
      ({ subject, name, about }) =>
        `<form method="post" action="${CHOOSE}/${encodeURIComponent(uid)}"><input type="hidden" name="subject" value="${escape(subject)}">` +
        `<p><strong>${escape(name)}</strong><br>${escape(about)}</p><button aria-label="Vào với tên ${escape(name)}">Vào</button></form>`,
    )
    .join('') +
  '</main></body></html>'
