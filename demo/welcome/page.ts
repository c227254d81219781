import { createHash } from 'node:crypto'
import type { Role } from '../../server/platform/access.ts'

export type Standing =
  | 'valid'
  | 'expiring'
  | 'expired'
  | 'not-yet-valid'
  | 'suspended'
  | 'revoked'
  | 'replaced'

export interface Example {
  readonly code: string
  readonly title: string
  readonly number: string | null
  readonly issuer: string
  readonly stands: Standing
}

export interface Person {
  readonly id: string
  readonly name: string
  readonly roles: readonly Role[]
}

/** Somebody who holds papers, by the id of their party. */
export interface Holder {
  readonly id: string
  readonly name: string
  readonly results: number
}

const ROLE_NAMES: Readonly<Record<Role, string>> = {
  public: 'Mọi người',
  citizen: 'Người dân',
  'case-system': 'Hệ thống một cửa',
  officer: 'Công chức thụ lý, kiểm tra',
  specialist: 'Chuyên viên',
  leader: 'Đại diện lãnh đạo',
  digitiser: 'Cán bộ số hóa',
  'agency-admin': 'Quản trị cơ quan',
  'city-admin': 'Quản trị thành phố',
  auditor: 'Kiểm toán, thanh tra',
  'catalog-editor': 'Biên tập danh mục',
  system: 'Hệ thống',
}

/** In the order in which the page shows them. */
export const STANDINGS: Readonly<Record<Standing, string>> = {
  valid: 'Còn hiệu lực',
  expiring: 'Sắp hết hiệu lực',
  expired: 'Đã hết hiệu lực',
  'not-yet-valid': 'Chưa có hiệu lực',
  suspended: 'Tạm đình chỉ',
  revoked: 'Đã thu hồi, hủy bỏ',
  replaced: 'Đã được thay thế',
}

const STYLE = `
:root{color-scheme:light dark}
body{font:16px/1.5 system-ui,sans-serif;max-width:56rem;margin:0 auto;padding:1.5rem;background:Canvas;color:CanvasText}
h1{font-size:1.6rem;margin:0}h2{font-size:1.15rem;margin:2rem 0 .5rem}
.note{border-left:4px solid #b25e00;padding:.5rem .75rem;margin:1rem 0}
table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:.5rem;border-bottom:1px solid #8886;vertical-align:top}
a{color:LinkText;display:inline-block;min-height:1.5rem}
pre{overflow:auto;padding:.75rem;border:1px solid #8886;border-radius:.25rem}
@media(max-width:40rem){table,tbody,tr,td{display:block}thead{position:absolute;left:-99rem}td{border:0;padding:.1rem 0}tr{border-bottom:1px solid #8886;padding:.6rem 0}}
`

/** The page, and the digest its style is allowed by. */
export function welcomePage(shown: {
  readonly examples: readonly Example[]
  readonly people: readonly Person[]
  readonly holders: readonly Holder[]
  readonly url: string
  /** Who is signed in. */
  readonly signedIn: string | undefined
}): { readonly html: string; readonly styleDigest: string } {
  const html = `<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>Khoso – bản trình diễn</title><style>${STYLE}</style></head><body>
<header><h1>Kho kết quả thủ tục hành chính số</h1>
<p class="note"><strong>Bản trình diễn.</strong> Người, tổ chức và giấy tờ ở đây đều do máy tạo ra; chữ ký số là thật nhưng do cơ quan chứng thực trình diễn cấp.
<span lang="en">A demonstration: invented people and papers, real signatures of a demonstration authority.</span></p></header>
<main>
${shown.signedIn === undefined ? '<p><a href="/dang-nhap">Đăng nhập với một người mẫu</a> <span lang="en">(sign in as a sample person)</span></p>' : `<form method="post" action="/dang-xuat"><p>Bạn đang đăng nhập: <strong>${escape(shown.signedIn)}</strong>. <a href="/api/me">Tôi là ai</a> <button>Đăng xuất</button></p></form>`}
<h2>Xác minh một giấy tờ <span lang="en">(verify a paper)</span></h2>
${shown.examples.length > 0 ? exampleTable(shown.examples) : '<p>Kho chưa có kết quả nào. Chạy <code>npm run -s khoso -- egov</code> để hệ thống một cửa gửi kết quả tới.</p>'}
<p><a href="/v">Mở trang xác minh: nhập mã, gửi ảnh QR hoặc đối chiếu tệp PDF</a><br>
<a href="/kiem-tra-chu-ky">Kiểm tra chữ ký số của một tệp PDF: còn nguyên vẹn không, ai ký, sau khi ký có bị sửa gì không</a></p>
<h2>Làm việc như một cán bộ <span lang="en">(act as an officer)</span></h2>
${peopleTable(shown.people)}
<pre>TOKEN=$(npm run -s khoso -- token --as kiem-tra-attp)
curl -s ${escape(shown.url)}/api/results/search -H "Authorization: Bearer $TOKEN" \\
  -H 'Content-Type: application/json' \\
  -d '{"purpose":"inspection","caseRef":"KT-2026-01","query":{"name":"nguyen thi anh tuyet"}}'</pre>
${holderPart(shown)}<h2>Thêm một ngày làm việc của hệ thống một cửa <span lang="en">(one more working day)</span></h2>
<pre>npm run -s khoso -- egov</pre>
<h2>Nhật ký có còn nguyên vẹn? <span lang="en">(has anybody touched history?)</span></h2>
<pre>npm run -s khoso -- audit verify</pre>
<p><a href="/api/openapi.json">Mô tả API (OpenAPI 3.1)</a></p>
</main></body></html>`
  return { html, styleDigest: createHash('sha256').update(STYLE).digest('base64') }
}

const exampleTable = (
  examples: readonly Example[],
) => `<table><thead><tr><th scope="col">Tình trạng</th><th scope="col">Giấy tờ</th><th scope="col">Cơ quan cấp</th><th scope="col">Mã tra cứu</th></tr></thead><tbody>
${examples.map(({ stands, title, number, issuer, code }) => `<tr><td>${STANDINGS[stands]}</td><td>${escape(title)}${number ? `<br>Số ${escape(number)}` : ''}</td><td>${escape(issuer)}</td><td><a href="/v/${encodeURIComponent(code)}">${escape(code)}</a></td></tr>`).join('\n')}
</tbody></table>`

const peopleTable = (
  people: readonly Person[],
) => `<table><thead><tr><th scope="col">Tên dùng</th><th scope="col">Họ tên</th><th scope="col">Vai trò</th></tr></thead><tbody>
${people.map(({ id, name, roles }) => `<tr><td><code>${escape(id)}</code></td><td>${escape(name)}</td><td>${roles.map((role) => ROLE_NAMES[role]).join(', ')}</td></tr>`).join('\n')}
</tbody></table>`

const holderPart = ({ holders, url }: { readonly holders: readonly Holder[]; readonly url: string }) =>
  holders.length === 0
    ? ''
    : `<h2>Xem giấy tờ của mình như một người dân <span lang="en">(act as a holder)</span></h2>
<table><thead><tr><th scope="col">Họ tên</th><th scope="col">Số kết quả</th><th scope="col">Mã chủ thể</th></tr></thead><tbody>
${holders.map(({ id, name, results }) => `<tr><td>${escape(name)}</td><td>${results}</td><td><code>${escape(id)}</code></td></tr>`).join('\n')}
</tbody></table>
<pre>TOKEN=$(npm run -s khoso -- token --holder ${escape(holders[0]!.id)})
curl -s -H "Authorization: Bearer $TOKEN" ${escape(url)}/api/my/results</pre>
`

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escape = (text: string) => text.replace(/[&<>"]/g, (character) => ESCAPES[character]!)
