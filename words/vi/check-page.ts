/** Texts of the page that judges a signed file in hand; `{name}` stands for a value, and nothing more of ICU. */
export const checkPage = {
  'page.title': 'Kiểm tra chữ ký số',
  'page.lead': 'Tệp PDF đã ký số còn nguyên vẹn không, ai ký, ký lúc nào, và sau khi ký có bị sửa gì không.',
  'page.language': 'English',
  'page.start': 'Chọn tệp PDF cần kiểm tra. Tệp chỉ được đọc để trả lời bạn, không được lưu lại.',
  'page.waiting': 'Đang kiểm tra tệp, thường mất vài giây…',

  'ask.file': 'Tệp PDF đã ký số',
  'ask.hint': 'Tối đa 20 MB. Gửi đúng tệp đã nhận, không gửi ảnh chụp hay bản quét.',
  'ask.button': 'Kiểm tra',
  'ask.again': 'Kiểm tra tệp khác',

  'verdict.accept': 'CHỮ KÝ SỐ HỢP LỆ',
  'verdict.wait': 'CHƯA KẾT LUẬN ĐƯỢC',
  'verdict.refuse': 'KHÔNG SỬ DỤNG TỆP NÀY',
  'verdict.none': 'CHƯA KIỂM TRA ĐƯỢC',
  'verdict.law': 'Căn cứ: {law}.',

  'heading.lapses': 'Bằng chứng đã hết giá trị',
  'heading.changes': 'Những gì đã thay đổi sau khi ký',
  'changes.more': 'và {count} thay đổi khác',
  'heading.beside': 'So sánh lúc ký với hiện nay',
  'beside.page': 'Trang {page}',
  'beside.signed': 'Lúc ký',
  'beside.now': 'Tệp hiện nay',
  'beside.missing_signed': 'Lúc ký chưa có trang này.',
  'beside.missing_now': 'Tệp hiện nay không còn trang này.',
  'beside.picture_signed': 'Trang {page} lúc ký, phần có khác biệt',
  'beside.picture_now': 'Trang {page} hiện nay, phần có khác biệt được đóng khung',
  'beside.framed': 'Chỗ khác nhau được đóng khung.',
  'beside.more': 'Còn {count} trang khác có khác biệt, không hiện ở đây.',
  'beside.incomplete': 'Chưa so sánh hết các trang.',
  'beside.overwritten':
    'Chỗ bị sửa đã ghi đè lên nội dung được ký nên không dựng lại được bản lúc ký. Đối chiếu với bản gốc lấy từ cơ quan đã ký.',
  'beside.alike':
    'Nhìn bằng mắt các trang không khác lúc ký, nhưng bên trong tệp đã có thay đổi; kết luận ở trên vẫn là kết luận.',
  'beside.not_drawn': 'Không vẽ được các trang của tệp này để so sánh.',

  'heading.signatures': 'Chữ ký trong tệp',
  'signature.field': 'Tên ô chữ ký',
  'signature.signer': 'Người ký',
  'signature.organization': 'Cơ quan, tổ chức',
  'signature.issuer': 'Nơi cấp chứng thư số',
  'signature.intact': 'Nội dung được ký',
  'signature.coverage': 'Phạm vi ký',
  'signature.time': 'Thời điểm ký',
  'signature.level': 'Dạng chữ ký',
  'signature.says': 'Kết luận',

  'heading.file': 'Về lần kiểm tra này',
  'file.judged': 'Kiểm tra lúc',
  'file.digest': 'Mã băm SHA-256 của tệp',
  'file.limits':
    'Trang này chỉ nói về chữ ký số. Giấy tờ còn hiệu lực hay đã bị thu hồi, hãy <a href="/v">xác minh kết quả</a> bằng mã tra cứu hoặc mã QR.',
} as const
