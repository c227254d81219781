/** Refusals of verification: what is said, and what helps. */
export const vi = {
  'verification.code_malformed': {
    says: 'Mã tra cứu gõ chưa đúng.',
    cure: 'So lại từng ký tự với mã in dưới mã QR: 10 chữ số và chữ cái, không có chữ I, L, O, U.',
  },
  'verification.code_unknown': {
    says: 'Kho không có mã tra cứu này.',
    cure: 'So lại từng ký tự; nếu đã đúng, giấy không do kho này phát hành.',
  },
  'verification.too_many_unknown': {
    says: 'Từ địa chỉ này đã có quá nhiều lần tra mã không tồn tại.',
    cure: 'Đợi mười phút rồi thử lại, hoặc quét mã QR trên giấy.',
  },
  'verification.digest_malformed': {
    says: 'Mã băm của tệp không đúng dạng SHA-256.',
    cure: 'Gửi 64 ký tự thập lục phân viết thường.',
  },
  'verification.list_unknown': {
    says: 'Không có danh sách trạng thái này.',
    cure: 'Lấy địa chỉ các danh sách trong danh sách tin cậy.',
  },
  'verification.photo_without_qr': {
    says: 'Không đọc được mã QR nào trong ảnh.',
    cure: 'Chụp lại ở nơi đủ sáng, giữ phẳng giấy, mã QR chiếm phần lớn ảnh.',
  },
  'verification.file_missing': {
    says: 'Chưa chọn tệp.',
    cure: 'Chọn một tệp rồi gửi lại.',
  },
  'verification.type_unknown': {
    says: 'Không có loại kết quả {typeCode} vào ngày ban hành.',
    cure: 'Kiểm tra mã loại kết quả KQ… trong danh mục.',
  },
  'verification.issuer_unknown': {
    says: 'Không có cơ quan mang mã {issuerCode} vào ngày ban hành.',
    cure: 'Kiểm tra mã định danh của cơ quan ban hành.',
  },
  'verification.issuer_out_of_scope': {
    says: 'Hệ thống này không được xin mã cho cơ quan {issuerCode}.',
    cure: 'Đề nghị quản trị thành phố bổ sung cơ quan cho hệ thống, nếu đúng thẩm quyền.',
  },
  'verification.qr_not_enabled': {
    says: 'Loại kết quả {typeCode} của thủ tục {procedureCode} chưa được bật mã QR.',
    cure: 'Ban hành không kèm mã QR, hoặc đề nghị quản trị danh mục bật cho thủ tục này.',
  },
  'verification.days_invalid': {
    says: 'Ngày ban hành hoặc thời hạn hiệu lực không hợp lệ.',
    cure: 'Ghi ngày dạng NNNN-TT-NN; ngày hết hạn không trước ngày có hiệu lực.',
  },
  'verification.reference_reused': {
    says: 'Tham chiếu này đã dùng để xin mã cho một giấy khác.',
    cure: 'Dùng tham chiếu mới cho giấy mới.',
  },
  'verification.result_without_qr': {
    says: 'Kết quả này không có mã QR.',
    cure: 'Dùng tệp gốc có chữ ký số.',
  },
  'verification.purpose_missing': {
    says: 'Chưa nêu mục đích và hồ sơ, vụ việc.',
    cure: 'Gửi kèm tiêu đề khoso-purpose và khoso-case; cả hai được lưu trong nhật ký.',
  },
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
