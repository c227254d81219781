/** Why nothing was signed: each code of the signing side in a clerk's words, and what helps. */
export const signing = {
  'sign.pdf_unreadable': {
    says: 'Tệp PDF bị hỏng hoặc viết sai cấu trúc nên không thể ký mà không làm hỏng chữ ký đã có.',
    cure: 'Xuất lại tệp PDF từ phần mềm soạn thảo, hoặc lấy lại bản gốc nguyên vẹn rồi ký.',
  },
  'sign.pdf_encrypted': {
    says: 'Tệp PDF được đặt mật khẩu hoặc mã hóa nên không ký được.',
    cure: 'Bỏ mật khẩu của tệp rồi ký lại.',
  },
  'sign.pdf_cut_off': {
    says: 'Tệp PDF bị cắt cụt hoặc đã bị lưu lại cho nhỏ đi: chữ ký đã có bao trùm nhiều hơn phần còn lại của tệp.',
    cure: 'Lấy lại tệp nguyên vẹn từ nơi đã ký trước rồi ký tiếp.',
  },
  'sign.changes_forbidden': {
    says: 'Người ký trước đã khóa tài liệu, không cho phép ký thêm.',
    cure: 'Đề nghị người ký trước ký lại với mức cho phép ký thêm.',
  },
  'sign.field_locked': {
    says: 'Người ký trước đã khóa ô chữ ký này.',
    cure: 'Chọn ô chữ ký khác, hoặc đề nghị người ký trước ký lại mà không khóa ô này.',
  },
  'sign.field_taken': {
    says: 'Không có ô chữ ký trống nào mang tên này: ô đã được ký, hoặc không phải ô chữ ký.',
    cure: 'Chọn một ô chữ ký còn trống, hoặc bỏ trống tên ô để hệ thống tạo ô mới.',
  },
  'sign.seed_value': {
    says: 'Người lập biểu mẫu đặt yêu cầu cho ô chữ ký này mà chữ ký sắp tạo không đáp ứng.',
    cure: 'Ký theo đúng yêu cầu của biểu mẫu, hoặc chọn ô chữ ký khác.',
  },
  'sign.certified_late': {
    says: 'Tài liệu đã có chữ ký nên không thể ký chứng nhận đầu tiên được nữa.',
    cure: 'Ký thông thường, hoặc ký chứng nhận trên bản chưa có chữ ký nào.',
  },
  'sign.page_missing': {
    says: 'Tài liệu không có trang cần đặt hình chữ ký.',
    cure: 'Chọn lại số trang.',
  },
  'sign.covers_signed': {
    says: 'Hình chữ ký sẽ che nội dung mà cơ quan khác đã ký trước.',
    cure: 'Đặt hình chữ ký vào chỗ trống của trang, hoặc ký không kèm hình.',
  },
  'sign.file_refused': {
    says: 'Chữ ký có trong tệp không đạt khi kiểm tra, nên không niêm phong lâu dài tệp này.',
    cure: 'Kiểm tra chữ ký của tệp để biết lý do, rồi lấy lại bản gốc.',
  },
  'sign.nothing_signed': {
    says: 'Tệp chưa có chữ ký số nào.',
    cure: 'Ký số tệp trước rồi mới niêm phong lâu dài.',
  },
  'sign.not_archived': {
    says: 'Tệp chưa có dấu thời gian lưu trữ nào để gia hạn.',
    cure: 'Niêm phong lâu dài tệp này trước.',
  },
  'sign.proof_lapsed': {
    says: 'Dấu thời gian lưu trữ cuối cùng đã hết giá trị nên không gia hạn được nữa.',
    cure: 'Tìm bằng chứng khác về thời điểm ký, hoặc đề nghị cơ quan ban hành cấp bản mới.',
  },
  'sign.level_needs': {
    says: 'Mức chữ ký này cần dịch vụ dấu thời gian và danh sách chứng thư gốc tin cậy.',
    cure: 'Khai báo dịch vụ dấu thời gian và thư mục chứng thư gốc, hoặc chọn mức thấp hơn.',
  },
  'sign.evidence_missing': {
    says: 'Chưa lấy đủ trả lời về tình trạng chứng thư số của mọi bên liên quan.',
    cure: 'Kiểm tra kết nối tới cơ quan chứng thực rồi thử lại.',
  },
  'sign.placeholder_too_small': {
    says: 'Chữ ký nhận về lớn hơn chỗ đã dành trong tệp.',
    cure: 'Thử lại; nếu vẫn gặp, báo cho quản trị hệ thống.',
  },
  'sign.time_stamp_refused': {
    says: 'Dịch vụ dấu thời gian không trả lời hoặc từ chối.',
    cure: 'Thử lại sau, hoặc dùng dịch vụ dấu thời gian khác.',
  },
  'sign.time_stamp_mismatch': {
    says: 'Dấu thời gian nhận về không đóng lên nội dung đã gửi.',
    cure: 'Không dùng dấu này; báo cho quản trị hệ thống kiểm tra dịch vụ dấu thời gian.',
  },
  'sign.time_stamp_unsound': {
    says: 'Dấu thời gian nhận về sai quy cách hoặc không do chứng thư dấu thời gian ký.',
    cure: 'Không dùng dấu này; báo cho quản trị hệ thống kiểm tra dịch vụ dấu thời gian.',
  },
  'sign.certificate_invalid': {
    says: 'Chứng thư số không hợp lệ theo chuỗi của cơ quan cấp.',
    cure: 'Ký bằng chứng thư số do cơ quan chứng thực có thẩm quyền cấp.',
  },
  'sign.certificate_expired': {
    says: 'Chứng thư số đã hết hạn hoặc chưa tới ngày có hiệu lực.',
    cure: 'Gia hạn chứng thư số rồi ký lại.',
  },
  'sign.certificate_untrusted': {
    says: 'Chứng thư số không do cơ quan chứng thực nào trong danh sách tin cậy cấp.',
    cure: 'Ký bằng chứng thư số khác, hoặc đề nghị bổ sung cơ quan chứng thực vào danh sách tin cậy.',
  },
  'sign.certificate_use': {
    says: 'Chứng thư số này không được cấp để ký tài liệu.',
    cure: 'Ký bằng chứng thư số dùng cho ký số.',
  },
  'sign.certificate_revoked': {
    says: 'Chứng thư số đã bị thu hồi.',
    cure: 'Xin cấp chứng thư số mới rồi ký; không dùng chứng thư này nữa.',
  },
  'sign.certificate_on_hold': {
    says: 'Chứng thư số đang bị tạm dừng.',
    cure: 'Liên hệ cơ quan chứng thực để khôi phục rồi ký lại.',
  },
  'sign.certificate_unknown': {
    says: 'Không hỏi được tình trạng của chứng thư số hoặc của cơ quan cấp chứng thư.',
    cure: 'Kiểm tra kết nối tới cơ quan chứng thực rồi ký lại.',
  },
  'sign.authority_revoked': {
    says: 'Chứng thư số của cơ quan cấp chứng thư đã bị thu hồi.',
    cure: 'Xin chứng thư số do cơ quan chứng thực còn hiệu lực cấp.',
  },
  'sign.key_mismatch': {
    says: 'Khóa ký và chứng thư số không thuộc về nhau, hoặc loại khóa không được hỗ trợ.',
    cure: 'Chọn đúng chứng thư số của khóa này.',
  },
  'sign.signature_wrong': {
    says: 'Chữ ký nhận về không khớp với chứng thư số, nên không được ghi vào tệp.',
    cure: 'Kiểm tra khóa và chứng thư số có cùng một cặp không; nếu ký từ xa, báo cho nhà cung cấp.',
  },
  'sign.pkcs12_password': {
    says: 'Mật khẩu không mở được tệp khóa.',
    cure: 'Nhập lại mật khẩu của tệp khóa.',
  },
  'sign.pkcs12_unreadable': {
    says: 'Tệp khóa bị hỏng, hoặc không phải tệp PKCS#12 (.p12, .pfx).',
    cure: 'Xuất lại tệp khóa từ phần mềm đã tạo ra nó.',
  },
  'sign.token_driver': {
    says: 'Không nạp được trình điều khiển của thiết bị ký.',
    cure: 'Cài trình điều khiển do nhà cung cấp thiết bị phát hành và chỉ đúng đường dẫn.',
  },
  'sign.token_missing': {
    says: 'Không thấy thiết bị ký, hoặc thiết bị vừa bị rút ra.',
    cure: 'Cắm lại thiết bị ký rồi thử lại.',
  },
  'sign.token_ambiguous': {
    says: 'Có nhiều thiết bị ký hoặc nhiều khóa phù hợp nên không biết dùng cái nào.',
    cure: 'Nêu rõ nhãn của thiết bị và của khóa.',
  },
  'sign.token_key_missing': {
    says: 'Trong thiết bị không có khóa này, hoặc khóa không có chứng thư số đi kèm.',
    cure: 'Kiểm tra nhãn khóa, hoặc chỉ ra tệp chứng thư số của khóa.',
  },
  'sign.token_pin_wrong': {
    says: 'Mã PIN của thiết bị ký không đúng.',
    cure: 'Nhập lại mã PIN; nhập sai nhiều lần thiết bị sẽ bị khóa.',
  },
  'sign.token_pin_locked': {
    says: 'Thiết bị ký đã bị khóa vì nhập sai mã PIN nhiều lần.',
    cure: 'Mở khóa bằng mã quản trị, hoặc liên hệ nơi cấp thiết bị.',
  },
  'sign.token_pin_expired': {
    says: 'Mã PIN của thiết bị ký hết hạn hoặc chưa được đặt.',
    cure: 'Đặt mã PIN mới bằng phần mềm của thiết bị.',
  },
  'sign.token_cancelled': {
    says: 'Thao tác ký đã bị hủy trên thiết bị.',
    cure: 'Thực hiện lại và xác nhận trên thiết bị.',
  },
  'sign.token_mechanism': {
    says: 'Thiết bị ký không hỗ trợ thuật toán được yêu cầu với khóa này.',
    cure: 'Chọn thuật toán khác, hoặc dùng khóa khác.',
  },
  'sign.token_failed': {
    says: 'Thiết bị ký báo lỗi.',
    cure: 'Cắm lại thiết bị rồi thử lại; nếu vẫn lỗi, báo cho quản trị hệ thống kèm mã trong nhật ký.',
  },
  'sign.remote_unreachable': {
    says: 'Không kết nối được tới dịch vụ ký số từ xa.',
    cure: 'Kiểm tra kết nối rồi thử lại.',
  },
  'sign.remote_refused': {
    says: 'Dịch vụ ký số từ xa từ chối yêu cầu.',
    cure: 'Xem lý do dịch vụ trả về trong nhật ký, rồi liên hệ nhà cung cấp.',
  },
  'sign.remote_unauthorized': {
    says: 'Dịch vụ ký số từ xa không chấp nhận thông tin đăng nhập, hoặc phiên đã hết hạn.',
    cure: 'Kiểm tra mã khách hàng và khóa bí mật, rồi thử lại.',
  },
  'sign.remote_pin_wrong': {
    says: 'Mã PIN hoặc mã OTP của dịch vụ ký số từ xa không đúng hoặc đã hết hạn.',
    cure: 'Nhập lại mã PIN, lấy mã OTP mới rồi ký lại.',
  },
  'sign.remote_authorization_expired': {
    says: 'Quyền ký đã cấp hết hạn trước khi ký.',
    cure: 'Xác nhận ký lại.',
  },
  'sign.remote_credential_missing': {
    says: 'Dịch vụ ký số từ xa không có chứng thư số này, hoặc chứng thư đang không dùng được.',
    cure: 'Chọn lại chứng thư số trong danh sách của dịch vụ.',
  },
  'sign.remote_unsupported': {
    says: 'Dịch vụ ký số từ xa đòi cách xác nhận hoặc thuật toán mà hệ thống này chưa hỗ trợ.',
    cure: 'Chọn chứng thư số khác của dịch vụ, hoặc liên hệ nhà cung cấp.',
  },
  'sign.remote_answer': {
    says: 'Dịch vụ ký số từ xa trả lời sai quy cách.',
    cure: 'Báo cho nhà cung cấp dịch vụ kèm nhật ký.',
  },
  'sign.output_exists': {
    says: 'Tệp kết quả đã tồn tại; không ghi đè lên tệp có sẵn.',
    cure: 'Đặt tên tệp kết quả khác.',
  },
} as const

/** What the command says around the sentences. */
export const signingText = { signed: 'ĐÃ KÝ', refused: 'CHƯA KÝ' } as const
