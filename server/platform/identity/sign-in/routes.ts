import type { FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import { renderSignInPage, signInPolicy, type SignInPage } from '../../../../web/sign-in/page.ts'
import { buildStyle } from '../../../../web/build.ts'
import { wordsFor, type Language } from '../../../../words/index.ts'
import type { App } from '../../http/app.ts'
import { refuseRequest } from '../../http/errors.ts'
import { limitByAddress } from '../../http/limit-by-address.ts'
import { Refusal } from '../../refusal.ts'
import type { Services } from '../../services.ts'
import { noteSignIn } from '../staff.ts'
import { readCookie, setCookie } from './cookies.ts'
import { findPerson, type FindHolder } from './find-person.ts'
import { CALLBACK } from './addresses.ts'
import { beginSignIn, findWayOut, readAnswer, rememberIssuers } from './flow.ts'
import { endSession, findSession, newToken, startSession } from './session.queries.ts'
import { readWaysIn } from './ways-in.ts'

const open = { access: 'identity.use', audit: 'none' } as const
const ATTEMPT_SECONDS = 600
const SESSION_SECONDS = 8 * 3_600

const Query = Type.Object({
  ve: Type.Optional(Type.String({ maxLength: 500 })),
  lang: Type.Optional(Type.String({ maxLength: 8 })),
})

const Me = Type.Object(
  {
    kind: Type.Union([Type.Literal('staff'), Type.Literal('citizen'), Type.Literal('client')]),
    id: Type.String(),
    name: Type.Union([Type.String(), Type.Null()]),
    level: Type.Union([Type.String(), Type.Null()]),
    signedInAt: Type.Union([Type.String({ format: 'date-time' }), Type.Null()]),
    roles: Type.Array(Type.String()),
  },
  { description: 'Who is asking' },
)

/** Đăng nhập and đăng xuất, by the ways in this city has; `findHolder` is what only the register of parties knows. */
export async function signInRoutes(
  app: App,
  services: Services,
  { findHolder }: { readonly findHolder: FindHolder },
): Promise<void> {
  const { config, database } = services
  const ways = readWaysIn(config)
  const around = { services, issuers: rememberIssuers(services) }
  const send = await pageSender()
  // Each beginning is a row; a whole office may stand behind one address.
  const begun = limitByAddress(300)

  app.get('/dang-nhap', { config: open, schema: { hide: true, querystring: Query } }, (request, reply) => {
    const [only] = ways
    const back = returnPath(request.query.ve)
    if (only && ways.length === 1)
      return reply.redirect(`/dang-nhap/${only.id}?ve=${encodeURIComponent(back)}`)
    return send(request, reply, { ways, returnTo: back })
  })
  app.get(
    '/dang-nhap/:way',
    {
      config: open,
      schema: {
        hide: true,
        querystring: Query,
        params: Type.Object({ way: Type.String({ maxLength: 40 }) }),
      },
    },
    async (request, reply) => {
      const way = ways.find(({ id }) => id === request.params.way)
      const returnTo = returnPath(request.query.ve)
      if (!way) return send(request, reply, { ways, returnTo, status: 404, code: 'request.not_found' })
      return orRefusal(request, reply, async () => {
        const now = services.clock()
        if (begun.isExhausted(request.ip, now)) throw refuseRequest('request.too_many')
        begun.count(request.ip, now)
        const { token, location } = await beginSignIn(around, way, returnTo)
        setCookie(reply, 'attempt', config, { value: token, seconds: ATTEMPT_SECONDS })
        return reply.header('cache-control', 'no-store').redirect(location)
      })
    },
  )
  app.get(
    CALLBACK,
    { config: { access: 'identity.use', audit: 'SignIn' }, schema: { hide: true } },
    async (request, reply) =>
      orRefusal(request, reply, async () => {
        const url = new URL(request.url, config.publicUrl)
        const token = readCookie(request, 'attempt', config)
        setCookie(reply, 'attempt', config)
        const { way, claimed, returnTo } = await readAnswer(around, ways, { token, url })
        const session = newToken()
        const person = await database.transaction(async (tx) => {
          const found = await findPerson(tx, { way, claimed }, findHolder)
          await startSession(tx, session, found)
          if (found.kind === 'staff') await noteSignIn(tx, found.personId)
          return found
        })
        request.audit.subjects.push(`${person.kind}:${person.personId}`)
        request.audit.details = { way: way.id, level: person.level }
        setCookie(reply, 'session', config, { value: session, seconds: SESSION_SECONDS })
        return reply.header('cache-control', 'no-store').redirect(returnTo, 303)
      }),
  )
  await app.register(async (forms) => {
    // A bare button sends an empty form; whatever a body says is not read.
    forms.addContentTypeParser('*', (_request, _payload, done) => done(null))
    forms.post(
      '/dang-xuat',
      { config: { access: 'identity.use', audit: 'SignOut' }, schema: { hide: true } },
      async (request, reply) => {
        const token = readCookie(request, 'session', config)
        const session = token && (await findSession(database.read(), token))
        if (token) await database.transaction((tx) => endSession(tx, token))
        setCookie(reply, 'session', config)
        const way = session ? ways.find(({ id }) => id === session.provider) : undefined
        if (session) request.audit.subjects.push(`${session.kind}:${session.personId}`)
        return reply.redirect((way && (await findWayOut(around, way))) ?? '/', 303)
      },
    )
  })
  app.get(
    '/api/me',
    {
      config: open,
      schema: { summary: 'Who is asking', response: { 200: Me } },
    },
    async (request) => {
      const { kind, id, name = null, grants } = request.actor
      if (kind === 'public') throw refuseRequest('request.sign_in')
      const token = readCookie(request, 'session', config)
      const session = token ? await findSession(database.read(), token) : undefined
      return {
        kind: kind === 'system' ? 'client' : kind,
        id,
        name,
        level: session?.level ?? null,
        signedInAt: session?.signedInAt.toISOString() ?? null,
        roles: [...new Set(grants.map(({ role }) => role))],
      }
    },
  )

  async function orRefusal(request: FastifyRequest, reply: FastifyReply, work: () => Promise<FastifyReply>) {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      request.audit.code = error.code
      return send(request, reply, { ways, returnTo: '/', status: error.status, code: error.code })
    }
  }
}

/** A path on this site; what could lead elsewhere leads to the first page. */
export const returnPath = (wanted: string | undefined): string =>
  wanted !== undefined && /^\/(?![/\\])[\x21-\x7e]*$/.test(wanted) && !wanted.includes('\\') ? wanted : '/'

type Shown = Omit<SignInPage, 'language' | 'said'> & { readonly status?: number; readonly code?: string }

async function pageSender() {
  const style = await buildStyle('sign-in')
  const policy = signInPolicy(style)
  return (request: FastifyRequest, reply: FastifyReply, { status = 200, code, ...shown }: Shown) => {
    const language: Language = (request.query as { lang?: string }).lang === 'en' ? 'en' : 'vi'
    const said = code === undefined ? undefined : wordsFor(code, language)
    return reply
      .code(status)
      .headers({ 'content-security-policy': policy, 'cache-control': 'no-store' })
      .type('text/html; charset=utf-8')
      .send(renderSignInPage({ language, said, ...shown }, style))
  }
}
