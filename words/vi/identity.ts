export const vi = {
  'identity.keys_refused': {
    says: 'Có khóa không dùng được trong bộ khóa gửi lên.',
    cure: 'Chỉ gửi khóa công khai: EC P-256, Ed25519 hoặc RSA từ 2048 bit. Khóa bí mật đã gửi đi thì coi như đã lộ: tạo cặp khóa mới.',
  },
  'identity.client_exists': {
    says: 'Đã có hệ thống kết nối mang mã này.',
    cure: 'Chọn mã khác; nếu muốn đổi khóa của hệ thống đang có, dùng chức năng thay khóa.',
  },
  'identity.client_unknown': {
    says: 'Không có hệ thống kết nối mang mã này.',
    cure: 'Kiểm tra lại mã trong danh sách hệ thống kết nối.',
  },
  'identity.client_unchanged': {
    says: 'Hệ thống kết nối này đã ở trạng thái đó rồi.',
    cure: 'Không cần làm gì thêm.',
  },
  'identity.subject_unknown': {
    says: 'Không có cán bộ hoặc hệ thống mang mã này.',
    cure: 'Kiểm tra lại mã; cán bộ, hệ thống phải được đăng ký trước khi phân quyền.',
  },
  'identity.agency_unknown': {
    says: 'Không có cơ quan này trong danh mục.',
    cure: 'Chọn cơ quan từ danh mục; để trống (null) nếu quyền áp dụng cho toàn thành phố.',
  },
  'identity.own_grant': {
    says: 'Không ai được tự phân quyền cho mình.',
    cure: 'Đề nghị một quản trị khác của thành phố thực hiện theo công văn.',
  },
  'identity.grant_invalid': {
    says: 'Quyền này không phân được như đã ghi.',
    cure: 'Xem phần chi tiết: vai trò phải hợp với đối tượng, quyền toàn thành phố không gắn cơ quan, ngày kết thúc không trước ngày bắt đầu.',
  },
  'identity.grant_repeated': {
    says: 'Đối tượng này đã có đúng quyền đó trong thời gian đã ghi.',
    cure: 'Xem các quyền đang có; muốn đổi thời hạn, kết thúc quyền cũ rồi phân quyền mới theo công văn mới.',
  },
  'identity.grant_unknown': {
    says: 'Không tìm thấy quyền này.',
    cure: 'Tải lại danh sách quyền của đối tượng rồi thử lại.',
  },
  'identity.grant_ended': {
    says: 'Quyền này đã kết thúc từ ngày đó hoặc sớm hơn.',
    cure: 'Không cần làm gì thêm; muốn kéo dài, phân quyền mới theo công văn mới.',
  },
  'identity.grant_end_past': {
    says: 'Không thể cho quyền kết thúc ngược về quá khứ.',
    cure: 'Ghi ngày hôm qua nếu muốn quyền hết ngay, hoặc một ngày từ hôm nay trở đi.',
  },
  'identity.sign_in_stale': {
    says: 'Lần đăng nhập này đã quá hạn hoặc bắt đầu từ trình duyệt khác.',
    cure: 'Chọn lại lối đăng nhập và làm trong mười phút.',
  },
  'identity.sign_in_broken_off': {
    says: 'Bạn đã dừng đăng nhập, hoặc nơi đăng nhập không cho phép.',
    cure: 'Chọn lại lối đăng nhập nếu bạn vẫn muốn vào.',
  },
  'identity.issuer_failed': {
    says: 'Nơi đăng nhập đang không trả lời được.',
    cure: 'Thử lại sau ít phút. Giấy tờ đã lưu trên điện thoại vẫn dùng được.',
  },
  'identity.level_too_low': {
    says: 'Tài khoản của bạn chưa đủ mức định danh để xem giấy tờ.',
    cure: 'Nâng tài khoản định danh điện tử lên mức 2 tại công an nơi gần nhất, rồi đăng nhập lại.',
  },
  'identity.claims_missing': {
    says: 'Nơi đăng nhập không cho biết họ tên hoặc số định danh của bạn.',
    cure: 'Đăng nhập lại và đồng ý chia sẻ hai thông tin này.',
  },
  'identity.staff_not_registered': {
    says: 'Tài khoản này chưa được đăng ký là cán bộ dùng kho, hoặc đã bị ngừng.',
    cure: 'Đề nghị quản trị của đơn vị đăng ký hoặc mở lại tài khoản.',
  },
  'identity.account_differs': {
    says: 'Tên tài khoản này trước đây do một tài khoản đăng nhập khác sử dụng.',
    cure: 'Đề nghị quản trị của thành phố kiểm tra và gắn lại tài khoản.',
  },
  'identity.holder_contradicted': {
    says: 'Thông tin tài khoản của bạn không khớp với thông tin kho đang giữ.',
    cure: 'Mang thẻ căn cước đến bộ phận một cửa để được đối chiếu; chưa có giấy tờ nào được hiện ra.',
  },
  'identity.staff_exists': {
    says: 'Tên tài khoản cán bộ này đã có.',
    cure: 'Chọn tên khác, hoặc mở lại tài khoản đã ngừng.',
  },
  'identity.staff_unchanged': {
    says: 'Tài khoản cán bộ này đã ở trạng thái đó rồi.',
    cure: 'Tải lại danh sách để xem trạng thái hiện tại.',
  },
  'identity.staff_unknown': {
    says: 'Không có cán bộ mang tên tài khoản này.',
    cure: 'Kiểm tra lại tên tài khoản trong danh sách cán bộ.',
  },
} as const
