export const vi = {
  'results.unknown': {
    says: 'Không tìm thấy kết quả này.',
    cure: 'Kiểm tra lại mã; nếu mã đúng, có thể kết quả nằm ngoài phạm vi được giao của bạn.',
  },
  'results.not_registrable': {
    says: 'Kết quả chưa đủ điều kiện đưa vào kho.',
    cure: 'Sửa tất cả các điểm được nêu rồi gửi lại.',
  },
  'results.ordinal_taken': {
    says: 'Hồ sơ này đã có một kết quả mang số thứ tự đó.',
    cure: 'Dùng số thứ tự khác, hoặc để trống để hệ thống cấp số tiếp theo; nếu đây là bản thay thế, lập quyết định thay thế.',
  },
  'results.move_not_allowed': {
    says: 'Trạng thái hiện tại của kết quả không cho phép quyết định này.',
    cure: 'Xem lịch sử của kết quả; nếu cần, ra quyết định khôi phục trước rồi mới ra quyết định mới.',
  },
  'results.moved_meanwhile': {
    says: 'Kết quả vừa được người khác thay đổi trong lúc bạn đang xử lý.',
    cure: 'Mở lại kết quả, xem quyết định vừa được ghi rồi mới tiếp tục.',
  },
  'results.decision_incomplete': {
    says: 'Quyết định chưa đủ nội dung để ghi vào kho.',
    cure: 'Bổ sung số quyết định, căn cứ pháp lý, lý do, ngày quyết định và ngày có hiệu lực theo các điểm được nêu.',
  },
  'results.relation_stated': {
    says: 'Mối liên hệ này giữa hai kết quả đã được ghi.',
    cure: 'Không cần ghi lại; nếu nội dung sai, hủy mối liên hệ cũ trước.',
  },
  'results.relation_unknown': {
    says: 'Hai kết quả này không có mối liên hệ như vậy.',
    cure: 'Xem lại danh sách liên hệ của kết quả.',
  },
  'results.link_changed_meanwhile': {
    says: 'Việc xác định chủ giấy tờ vừa được người khác thay đổi.',
    cure: 'Mở lại kết quả và xem lại căn cứ trước khi xác nhận.',
  },
  'results.holder_unknown': {
    says: 'Kết quả này không có chủ giấy tờ như vậy.',
    cure: 'Mở lại kết quả và chọn chủ giấy tờ trong danh sách.',
  },
  'results.holder_not_linked': {
    says: 'Chủ giấy tờ này chưa được gắn với ai.',
    cure: 'Không có gì để gỡ; nếu cần, xác nhận chủ giấy tờ trước.',
  },
  'results.extract_only': {
    says: 'Tệp này có tên nhiều người nên không tải về được cả tệp.',
    cure: 'Xem phần trích của riêng bạn, hoặc đề nghị cơ quan cấp trích lục.',
  },
  'results.file_unknown': {
    says: 'Kết quả này không có tệp loại đó.',
    cure: 'Xem danh sách tệp của kết quả rồi chọn lại.',
  },
  'results.cursor_invalid': {
    says: 'Không mở được trang tiếp theo.',
    cure: 'Tìm lại từ trang đầu.',
  },
} as const
