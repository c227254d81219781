export const vi = {
  'parties.party_unknown': {
    says: 'Không tìm thấy người hoặc tổ chức này.',
    cure: 'Kiểm tra lại mã, hoặc đăng ký người, tổ chức đó trước.',
  },
  'parties.name_unreadable': {
    says: 'Họ tên không đọc được: có thể gõ bằng phông chữ cũ (TCVN3, VNI) hoặc bị mất chữ.',
    cure: 'Gõ lại họ tên bằng bộ gõ Unicode, đúng như in trên giấy tờ.',
  },
  'parties.identifier_invalid': {
    says: 'Số giấy tờ không đúng cấu trúc.',
    cure: 'Đối chiếu với giấy tờ rồi nhập lại; chú ý số 0 đứng đầu hay bị bảng tính bỏ mất.',
  },
  'parties.merge_same': {
    says: 'Không thể gộp một người với chính họ.',
    cure: 'Chọn hai hồ sơ người khác nhau.',
  },
  'parties.merge_kind_differs': {
    says: 'Không thể gộp cá nhân với tổ chức hoặc hộ gia đình.',
    cure: 'Kiểm tra lại loại chủ thể của hai hồ sơ.',
  },
  'parties.merge_birth_differs': {
    says: 'Hai hồ sơ có năm sinh khác nhau nên không gộp được.',
    cure: 'Nếu một bên ghi sai, cải chính năm sinh kèm căn cứ trước khi gộp.',
  },
  'parties.merge_already': {
    says: 'Hai hồ sơ này đã được gộp làm một.',
    cure: 'Không cần làm gì thêm.',
  },
  'parties.merge_unknown': {
    says: 'Không tìm thấy lần gộp này.',
    cure: 'Mở lịch sử của chủ thể để chọn đúng lần gộp cần hoàn tác.',
  },
  'parties.merge_already_undone': {
    says: 'Lần gộp này đã được hoàn tác trước đó.',
    cure: 'Không cần làm gì thêm.',
  },
  'parties.link_unknown': {
    says: 'Không có liên kết số giấy tờ này, hoặc liên kết đã được rút.',
    cure: 'Tải lại danh sách liên kết rồi thử lại.',
  },
} as const
