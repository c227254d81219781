const keep =
  'Giữ nguyên hiện trạng cơ sở dữ liệu và thư mục đầu chuỗi, báo ngay bộ phận an toàn thông tin, đối chiếu với bản sao lưu gần nhất.'

export const journal = {
  'journal.intact': {
    says: 'Nhật ký nguyên vẹn: {rows} dòng trong {batches} lô đã niêm phong.',
    cure: '',
  },
  'journal.changed': {
    says: 'Nhật ký đã bị can thiệp: {count} dấu hiệu trong {rows} dòng, {batches} lô.',
    cure: keep,
  },
  'journal.last_head': { says: 'Đầu chuỗi mới nhất: {head}', cure: '' },
  'journal.waiting': { says: '{rows} dòng chưa niêm phong, dòng cũ nhất ghi lúc {oldest}.', cure: '' },
  'journal.stamped': { says: 'Dấu thời gian mới nhất: {at}, chứng minh mọi lô đến lô {batch}.', cure: '' },
  'journal.stamps_untrusted': {
    says: '{stamps} dấu thời gian của tổ chức chưa có trong danh sách tin cậy, không được tính.',
    cure: 'Thêm chứng thư gốc của tổ chức cấp dấu thời gian vào thư mục neo tin cậy.',
  },
  'journal.time_stamp_wrong': { says: 'Dấu thời gian của lô này không khớp với đầu chuỗi.', cure: keep },
  'journal.not_outside': {
    says: '{heads} đầu chuỗi chưa được ghi ra ngoài cơ sở dữ liệu.',
    cure: 'Kiểm tra thư mục đầu chuỗi còn chỗ trống và máy chủ có quyền ghi.',
  },
  'journal.more_findings': { says: '… và {more} dấu hiệu nữa.', cure: '' },
  'journal.row_edited': { says: 'Dòng này đã bị sửa sau khi niêm phong.', cure: keep },
  'journal.row_deleted': { says: 'Dòng này đã bị xóa.', cure: keep },
  'journal.row_inserted': {
    says: 'Dòng này được chèn vào mà không qua niêm phong.',
    cure: keep,
  },
  'journal.row_backdated': {
    says: 'Dòng này được chèn vào sau và ghi lùi thời gian.',
    cure: keep,
  },
  'journal.order_changed': { says: 'Các lô niêm phong không còn đúng thứ tự.', cure: keep },
  'journal.seal_forged': { says: 'Dấu niêm phong của lô này không phải do hệ thống ký.', cure: keep },
  'journal.key_unknown': {
    says: 'Lô này được ký bằng một khóa không có trong thư mục đầu chuỗi.',
    cure: 'Tìm khóa công khai còn thiếu (seal-key-….pem) trong bản sao của thư mục đầu chuỗi; không có thì xử lý như nhật ký bị can thiệp.',
  },
  'journal.tail_cut': {
    says: 'Phần cuối của nhật ký đã bị cắt: từ lô này trở đi chỉ còn đầu chuỗi lưu ở ngoài.',
    cure: keep,
  },
  'journal.chain_rebuilt': {
    says: 'Chuỗi niêm phong đã bị dựng lại từ lô này: khác với đầu chuỗi lưu ở ngoài.',
    cure: keep,
  },
  'journal.head_missing_outside': {
    says: 'Thư mục đầu chuỗi thiếu đầu của lô này.',
    cure: 'Lấy lại tệp đầu chuỗi từ bản sao; không có bản nào khác thì xử lý như nhật ký bị can thiệp.',
  },
  'journal.table_unregistered': {
    says: 'Bảng này đã bị đưa ra khỏi danh sách niêm phong.',
    cure: keep,
  },
  'journal.heads_differ': {
    says: 'Ngừng niêm phong: chuỗi trong cơ sở dữ liệu khác với đầu chuỗi lưu ở ngoài.',
    cure: 'Chạy “khoso audit verify” để biết từ lô nào, rồi báo bộ phận an toàn thông tin trước khi khởi động lại.',
  },
} as const
