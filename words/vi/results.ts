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
  'results.fault.type_unknown': {
    says: 'Loại kết quả không có trong danh mục vào ngày quyết định.',
    cure: 'Kiểm tra mã KQ.…; nếu là loại mới, công bố loại kết quả trước.',
  },
  'results.fault.issuer_unknown': {
    says: 'Không có cơ quan cấp này trong danh mục.',
    cure: 'Kiểm tra mã định danh cơ quan, kể cả mã cũ.',
  },
  'results.fault.file_unknown': {
    says: 'Tệp kèm theo chưa có trong kho tệp.',
    cure: 'Gửi tệp trước, hoặc gửi lại cả tệp và dữ liệu.',
  },
  'results.fault.title_missing': {
    says: 'Thiếu tên giấy tờ.',
    cure: 'Ghi tên giấy tờ đúng như trên bản gốc.',
  },
  'results.fault.dossier_code_empty': {
    says: 'Mã hồ sơ để trống.',
    cure: 'Ghi mã hồ sơ, hoặc bỏ hẳn trường này nếu kết quả không sinh ra từ hồ sơ.',
  },
  'results.fault.ordinal_invalid': {
    says: 'Số thứ tự của kết quả trong hồ sơ không đúng.',
    cure: 'Số thứ tự là số nguyên từ 1 và phải đi kèm mã hồ sơ; để trống thì hệ thống cấp.',
  },
  'results.fault.holder_missing': { says: 'Chưa có chủ giấy tờ.', cure: 'Ghi ít nhất một chủ giấy tờ.' },
  'results.fault.holder_name_unreadable': {
    says: 'Tên chủ giấy tờ không đọc được, thường do phông chữ cũ (TCVN3, VNI).',
    cure: 'Chuyển tên sang Unicode rồi gửi lại.',
  },
  'results.fault.holder_birth_invalid': {
    says: 'Ngày sinh hoặc năm sinh không đúng.',
    cure: 'Ghi ngày có thật theo dạng năm-tháng-ngày, hoặc chỉ ghi năm.',
  },
  'results.fault.day_invalid': {
    says: 'Ngày không có thật hoặc sai dạng.',
    cure: 'Ghi ngày theo dạng năm-tháng-ngày.',
  },
  'results.fault.decided_in_the_future': {
    says: 'Ngày quyết định ở tương lai.',
    cure: 'Kiểm tra lại ngày quyết định.',
  },
  'results.fault.issued_before_decided': {
    says: 'Ngày cấp trước ngày quyết định.',
    cure: 'Kiểm tra lại hai ngày này trên bản gốc.',
  },
  'results.fault.issued_in_the_future': { says: 'Ngày cấp ở tương lai.', cure: 'Kiểm tra lại ngày cấp.' },
  'results.fault.last_day_missing': {
    says: 'Loại giấy này phải ghi ngày hết hiệu lực nhưng chưa có.',
    cure: 'Ghi ngày hết hiệu lực in trên giấy.',
  },
  'results.fault.last_day_before_first': {
    says: 'Ngày hết hiệu lực trước ngày bắt đầu có hiệu lực.',
    cure: 'Kiểm tra lại hai ngày này trên bản gốc.',
  },
  'results.fault.metadata_invalid': {
    says: 'Dữ liệu của kết quả không theo đúng lược đồ của loại.',
    cure: 'Sửa trường được nêu theo lược đồ của loại kết quả.',
  },
  'results.fault.number_missing': { says: 'Thiếu số quyết định.', cure: 'Ghi số, ký hiệu của quyết định.' },
  'results.fault.legal_basis_missing': {
    says: 'Thiếu căn cứ pháp lý.',
    cure: 'Ghi văn bản và điều khoản làm căn cứ.',
  },
  'results.fault.reason_missing': { says: 'Thiếu lý do.', cure: 'Ghi lý do của quyết định.' },
  'results.fault.decided_on_invalid': {
    says: 'Ngày quyết định không đúng.',
    cure: 'Ghi ngày có thật theo dạng năm-tháng-ngày.',
  },
  'results.fault.effective_from_invalid': {
    says: 'Ngày quyết định có hiệu lực không đúng.',
    cure: 'Ghi ngày có thật theo dạng năm-tháng-ngày.',
  },
  'results.fault.until_invalid': {
    says: 'Ngày cuối của thời gian tạm đình chỉ không đúng.',
    cure: 'Ghi ngày có thật theo dạng năm-tháng-ngày, hoặc để trống.',
  },
  'results.fault.until_before_effect': {
    says: 'Ngày cuối tạm đình chỉ trước ngày bắt đầu.',
    cure: 'Kiểm tra lại hai ngày này.',
  },
  'results.fault.effective_before_result': {
    says: 'Quyết định có hiệu lực trước khi có kết quả.',
    cure: 'Kiểm tra ngày có hiệu lực; nếu muốn hủy bỏ từ đầu thì chọn hủy bỏ.',
  },
  'results.verdict.valid': { says: 'Còn hiệu lực.', cure: 'Sử dụng được trong phạm vi ghi trên giấy.' },
  'results.verdict.expired': {
    says: 'Đã hết thời hạn hiệu lực.',
    cure: 'Làm thủ tục gia hạn hoặc cấp đổi nếu còn cần dùng.',
  },
  'results.verdict.not_yet_valid': {
    says: 'Chưa đến ngày có hiệu lực.',
    cure: 'Chờ đến ngày có hiệu lực ghi trên giấy.',
  },
  'results.verdict.suspended': {
    says: 'Đang bị tạm đình chỉ.',
    cure: 'Liên hệ cơ quan ra quyết định để biết điều kiện hoạt động trở lại.',
  },
  'results.verdict.revoked': {
    says: 'Đã bị thu hồi, hủy hiệu lực hoặc hủy bỏ.',
    cure: 'Không sử dụng giấy này; xem quyết định kèm theo.',
  },
  'results.verdict.replaced': { says: 'Đã được thay thế bằng giấy khác.', cure: 'Sử dụng giấy thay thế.' },
  'results.verdict.not_issued': {
    says: 'Chưa được ban hành.',
    cure: 'Không sử dụng; chờ cơ quan có thẩm quyền ban hành.',
  },
  'results.move.issue': { says: 'Ban hành.', cure: 'Có hiệu lực từ ngày ghi trên giấy.' },
  'results.move.suspend': {
    says: 'Tạm đình chỉ.',
    cure: 'Tự hết khi qua ngày cuối; nếu không ghi ngày cuối thì phải có quyết định cho hoạt động trở lại.',
  },
  'results.move.resume': {
    says: 'Cho hoạt động trở lại.',
    cure: 'Chấm dứt lần tạm đình chỉ đang áp dụng; nếu còn lần khác thì vẫn bị tạm đình chỉ.',
  },
  'results.move.withdraw': {
    says: 'Thu hồi.',
    cure: 'Chấm dứt hiệu lực về sau; muốn khôi phục phải có quyết định.',
  },
  'results.move.cancel': {
    says: 'Hủy hiệu lực.',
    cure: 'Chấm dứt hiệu lực về sau; muốn khôi phục phải có quyết định.',
  },
  'results.move.annul': {
    says: 'Hủy bỏ.',
    cure: 'Coi như không có hiệu lực từ khi cấp; muốn khôi phục phải có quyết định.',
  },
  'results.move.reinstate': {
    says: 'Khôi phục hiệu lực sau khi thu hồi, hủy.',
    cure: 'Trạng thái trước đó được áp dụng lại.',
  },
  'results.move.replace': {
    says: 'Thay thế.',
    cure: 'Giấy mới được dùng thay; muốn khôi phục giấy cũ phải có quyết định.',
  },
  'results.move.restore': {
    says: 'Khôi phục giấy đã bị thay thế.',
    cure: 'Trạng thái trước đó được áp dụng lại.',
  },
  'results.move.correct': { says: 'Đính chính.', cure: 'Bản gốc vẫn còn hiệu lực, đọc cùng bản đính chính.' },
  'results.relation.replaces': { says: 'Thay thế.', cure: 'Giấy kia hết hiệu lực theo quyết định này.' },
  'results.relation.amends': {
    says: 'Sửa đổi, bổ sung.',
    cure: 'Giấy kia vẫn còn hiệu lực, đọc cùng giấy này.',
  },
  'results.relation.extends': {
    says: 'Gia hạn.',
    cure: 'Giấy kia còn hiệu lực đến ngày muộn hơn trong hai ngày, khi giấy này còn hiệu lực.',
  },
  'results.relation.corrects': { says: 'Đính chính.', cure: 'Giấy kia vẫn còn hiệu lực, đọc cùng giấy này.' },
  'results.relation.splits': {
    says: 'Tách từ.',
    cure: 'Giấy kia hết hiệu lực, các giấy được tách ra thay thế.',
  },
  'results.relation.merges': { says: 'Hợp nhất từ.', cure: 'Giấy kia hết hiệu lực, giấy hợp nhất thay thế.' },
  'results.relation.annexes': { says: 'Phụ lục của.', cure: 'Phụ lục hết hiệu lực cùng giấy chính.' },
} as const
