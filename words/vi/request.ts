export const request = {
  'request.sign_in': {
    says: 'Bạn chưa đăng nhập.',
    cure: 'Đăng nhập rồi thực hiện lại.',
  },
  'request.token_invalid': {
    says: 'Phiên làm việc không hợp lệ hoặc đã hết hạn.',
    cure: 'Lấy mã truy cập mới rồi thực hiện lại.',
  },
  'request.forbidden': {
    says: 'Tài khoản của bạn không có quyền thực hiện việc này.',
    cure: 'Đề nghị quản trị của đơn vị phân quyền, nếu việc này thuộc nhiệm vụ của bạn.',
  },
  'request.cross_site': {
    says: 'Yêu cầu này được gửi từ một trang khác nên không được thực hiện.',
    cure: 'Mở trang của kho và thực hiện lại từ đó.',
  },
  'request.not_found': {
    says: 'Không có nội dung ở địa chỉ này.',
    cure: 'Kiểm tra lại địa chỉ, hoặc bắt đầu từ trang chủ.',
  },
  'request.invalid': {
    says: 'Dữ liệu gửi lên chưa đúng quy cách.',
    cure: 'Sửa các trường nêu trong phần chi tiết rồi gửi lại.',
  },
  'request.too_large': {
    says: 'Dữ liệu gửi lên vượt quá dung lượng cho phép.',
    cure: 'Giảm dung lượng tệp rồi gửi lại.',
  },
  'request.wrong_type': {
    says: 'Kiểu dữ liệu gửi lên không được hỗ trợ.',
    cure: 'Gửi đúng kiểu dữ liệu nêu trong tài liệu API.',
  },
  'request.too_many': {
    says: 'Bạn đã gửi quá nhiều yêu cầu trong thời gian ngắn.',
    cure: 'Đợi một phút rồi thử lại.',
  },
  'server.error': {
    says: 'Hệ thống đang gặp sự cố; yêu cầu của bạn chưa được thực hiện.',
    cure: 'Thử lại sau ít phút; nếu vẫn lỗi, báo cho quản trị kèm mã yêu cầu.',
  },
} as const
