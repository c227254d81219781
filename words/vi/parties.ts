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
  'parties.asked_too_little': {
    says: 'Chỉ có họ tên thì chưa đủ để tra cứu.',
    cure: 'Nhập thêm số giấy tờ hoặc ngày sinh, hoặc quét mã QR trên thẻ căn cước.',
  },
  'parties.card_unreadable': {
    says: 'Không đọc được mã QR này như mã trên thẻ căn cước.',
    cure: 'Quét lại mã QR in trên thẻ; nếu vẫn không được, nhập số và họ tên in trên thẻ.',
  },
  'parties.card_without_old_number': {
    says: 'Thẻ này không ghi số chứng minh nhân dân cũ nên không có gì để liên kết.',
    cure: 'Dùng giấy xác nhận số chứng minh nhân dân đã cấp, nếu người dân có.',
  },
  'parties.card_of_another': {
    says: 'Thẻ không khớp với người này: số, họ tên hoặc năm sinh khác nhau.',
    cure: 'Tra cứu lại bằng chính thẻ đó, rồi chọn đúng người; nếu dữ liệu của ta sai, cải chính kèm căn cứ trước.',
  },
  'parties.death_recorded': {
    says: 'Việc chết của người này đã được ghi nhận.',
    cure: 'Không cần ghi lại; nếu ngày đã ghi không đúng, báo quản trị thành phố kèm trích lục khai tử.',
  },
  'parties.death_impossible': {
    says: 'Ngày chết không hợp lý với người này.',
    cure: 'Đối chiếu trích lục khai tử: đúng người, ngày chết không trước ngày sinh và không ở tương lai.',
  },
} as const
