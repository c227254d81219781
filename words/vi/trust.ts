/** What the trust list refuses: anchors, imports, trusted lists. */
export const trust = {
  'trust.anchor_unknown': {
    says: 'Chứng thư này chưa từng có trong danh sách tin cậy.',
    cure: 'Xem danh sách bằng lệnh khoso anchors list, rồi nhập lại đủ 64 ký tự của mã vân tay.',
  },
  'trust.certificate_unknown': {
    says: 'Không tìm thấy chứng thư có mã vân tay này.',
    cure: 'Kèm theo tệp chứng thư, hoặc tệp PDF có mang chứng thư đó.',
  },
  'trust.fingerprint_invalid': {
    says: 'Mã vân tay phải đủ 64 chữ số thập lục phân (SHA-256).',
    cure: 'Nhập lại trọn mã vân tay đã đối chiếu với công bố của cơ quan chứng thực; có thể viết cách nhóm.',
  },
  'trust.fingerprint_mismatch': {
    says: 'Không chứng thư nào trong tệp có mã vân tay đã nhập.',
    cure: 'Đối chiếu lại từng nhóm ký tự; nếu vẫn lệch thì không được tin cậy tệp này.',
  },
  'trust.not_an_authority': {
    says: 'Chứng thư này không phải của cơ quan chứng thực nên không thể làm gốc tin cậy cho chữ ký.',
    cure: 'Tin cậy chứng thư của cơ quan đã cấp nó; hoặc chỉ chọn mục đích dấu thời gian, trả lời trạng thái hay ký danh sách.',
  },
  'trust.already_trusted': {
    says: 'Chứng thư này đang được tin cậy trong phạm vi đó.',
    cure: 'Không cần làm gì thêm; muốn đổi điều kiện thì chấm dứt tin cậy trước, hoặc đặt tên phạm vi khác.',
  },
  'trust.not_prolonged': {
    says: 'Không có tin cậy nào kéo dài quá thời điểm đã nêu, nên không có gì để chấm dứt.',
    cure: 'Kiểm tra lại ngày; lệnh này chỉ rút ngắn, không kéo dài sự tin cậy.',
  },
  'trust.terms_invalid': {
    says: 'Điều kiện tin cậy chưa đủ hoặc trái nhau.',
    cure: 'Chứng thư chỉ để trả lời trạng thái phải nêu rõ cho cơ quan cấp chứng thư nào.',
  },
  'trust.import_unknown': {
    says: 'Không có lần nhập nào mang mã này.',
    cure: 'Kiểm tra lại mã lần nhập.',
  },
  'trust.import_unreadable': {
    says: 'Các tệp này không chứa chứng thư nào đọc được.',
    cure: 'Gửi chứng thư dạng PEM, DER hoặc PKCS#7 (.p7b).',
  },
  'trust.import_changed': {
    says: 'Danh sách tin cậy đã khác so với lúc xem trước, nên việc nhập chưa được thực hiện.',
    cure: 'Xem lại các thay đổi rồi xác nhận lần nữa.',
  },
  'trust.import_decided': {
    says: 'Lần nhập này đã có người xác nhận.',
    cure: 'Không cần làm gì thêm; xem lịch sử của chứng thư.',
  },
  'trust.file_unreadable': {
    says: 'Không đọc được tệp PDF này để lấy chứng thư.',
    cure: 'Gửi đúng bản PDF đã ký số, không đặt mật khẩu.',
  },
  'trust.list_too_large': {
    says: 'Danh sách tin cậy lớn hoặc lồng nhau quá mức cho phép nên không được đọc.',
    cure: 'Tải lại danh sách từ trang của cơ quan quản lý; danh sách thật nhỏ hơn nhiều.',
  },
  'trust.list_unreadable': {
    says: 'Tệp này không phải là danh sách tin cậy đọc được theo ETSI TS 119 612.',
    cure: 'Tải lại bản XML gốc từ trang của cơ quan quản lý và gửi nguyên vẹn.',
  },
  'trust.list_declares': {
    says: 'Tệp XML có khai báo kiểu tài liệu, thực thể hoặc chỉ thị xử lý, vốn không được có trong danh sách tin cậy.',
    cure: 'Không sử dụng tệp này; tải lại danh sách từ trang của cơ quan quản lý.',
  },
  'trust.list_version': {
    says: 'Phiên bản của danh sách tin cậy không được hỗ trợ.',
    cure: 'Dùng danh sách phiên bản 5 hoặc 6 (TS 119 612 v2).',
  },
  'trust.list_unsigned': {
    says: 'Danh sách tin cậy không có chữ ký số.',
    cure: 'Tải lại bản có chữ ký từ trang của cơ quan quản lý.',
  },
  'trust.list_wrapped': {
    says: 'Chữ ký của danh sách không bao trùm đúng toàn bộ danh sách, hoặc có nhiều hơn một chữ ký.',
    cure: 'Không sử dụng tệp này; nội dung có thể đã bị tráo.',
  },
  'trust.list_algorithm': {
    says: 'Danh sách được ký bằng thuật toán không được chấp nhận.',
    cure: 'Đề nghị cơ quan quản lý ký theo TS 119 612 (RSA hoặc ECDSA với SHA-256 trở lên).',
  },
  'trust.list_signature': {
    says: 'Chữ ký của danh sách tin cậy không đúng: nội dung đã bị thay đổi sau khi ký.',
    cure: 'Không sử dụng tệp này; tải lại danh sách từ trang của cơ quan quản lý.',
  },
  'trust.list_signer_unknown': {
    says: 'Danh sách không do cơ quan quản lý đã được tin cậy ký.',
    cure: 'Đối chiếu mã vân tay chứng thư của cơ quan quản lý qua nguồn công bố chính thức, tin cậy nó cho mục đích ký danh sách, rồi nhập lại.',
  },
  'trust.list_signer_expired': {
    says: 'Khi phát hành danh sách, chứng thư của cơ quan quản lý không còn hoặc chưa có hiệu lực.',
    cure: 'Tải danh sách mới hơn; nếu vẫn vậy, hỏi cơ quan quản lý.',
  },
  'trust.list_expired': {
    says: 'Danh sách tin cậy đã quá hạn cập nhật.',
    cure: 'Tải danh sách mới nhất từ trang của cơ quan quản lý.',
  },
  'trust.list_early': {
    says: 'Danh sách tin cậy ghi ngày phát hành ở tương lai.',
    cure: 'Kiểm tra đồng hồ của máy chủ, rồi tải lại danh sách.',
  },
  'trust.list_rolled_back': {
    says: 'Danh sách này cũ hơn danh sách đã nhập, hoặc cùng số mà khác nội dung.',
    cure: 'Tải danh sách mới nhất; không quay lại bản cũ.',
  },
  'trust.list_unreachable': {
    says: 'Không tải được danh sách tin cậy từ địa chỉ này.',
    cure: 'Kiểm tra địa chỉ và danh sách máy chủ được phép (KHOSO_TRUST_LIST_HOSTS), hoặc tải tệp bằng tay rồi nhập.',
  },
} as const
