/** Refusals of verification: what is said, and what helps. */
export const vi = {
  'verification.rendition_encrypted': {
    says: 'Tệp gốc được đặt mật khẩu nên không lập được bản thể hiện.',
    cure: 'Mở trực tiếp tệp gốc; cơ quan ban hành có thể phát hành lại tệp không đặt mật khẩu.',
  },
  'verification.rendition_too_long': {
    says: 'Tệp gốc có {pages} trang, nhiều hơn mức {most} trang có thể lập bản thể hiện.',
    cure: 'Tải tệp gốc có chữ ký số để xem đầy đủ.',
  },
  'verification.rendition_unreadable': {
    says: 'Không đọc được các trang của tệp gốc nên không lập được bản thể hiện.',
    cure: 'Tải tệp gốc và mở bằng phần mềm đọc PDF; nếu vẫn không mở được, báo cho cơ quan ban hành.',
  },
} as const

/** Texts printed on a rendition. */
export const rendition = {
  'rendition.heading': 'BẢN THỂ HIỆN CỦA KẾT QUẢ ĐIỆN TỬ',
  'rendition.system': 'Kết quả được xử lý trên {system}.',
  'rendition.original': 'Bản gốc có chữ ký số được lưu tại kho và tra cứu bất cứ lúc nào tại {address}',
  'rendition.code': 'Mã tra cứu: {code}',
  'rendition.made': 'Lập lúc {madeAt}. Bản thể hiện không mang chữ ký số. Trang {page}/{pages}.',
} as const
