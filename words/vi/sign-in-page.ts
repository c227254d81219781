/** Texts of the page with the ways in. */
export const signInPage = {
  title: 'Đăng nhập',
  language: 'English',
  choose: 'Bạn đăng nhập với tư cách nào?',
  none: 'Thành phố chưa mở lối đăng nhập nào trên hệ thống này. Xác minh giấy tờ không cần đăng nhập.',
} as const
