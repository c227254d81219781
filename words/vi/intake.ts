/** Tiếp nhận kết quả: vì sao một lượt gửi chưa thành kết quả trong Kho, và ai phải làm gì. */
export const intake = {
  'intake.body_not_understood': {
    says: 'Không đọc được nội dung gửi lên.',
    cure: 'Gửi dạng multipart/form-data với phần "metadata" (JSON) và các tệp, hoặc JSON kèm tệp ở dạng base64.',
  },
  'intake.claims_missing': {
    says: 'Lượt gửi không có phần "metadata".',
    cure: 'Thêm phần "metadata" (JSON) mô tả từng kết quả rồi gửi lại.',
  },
  'intake.claims_malformed': {
    says: 'Phần mô tả kết quả chưa đúng quy cách; chưa có gì được lưu.',
    cure: 'Sửa các trường nêu trong phần chi tiết rồi gửi lại.',
  },
  'intake.body_truncated': {
    says: 'Dữ liệu bị cắt giữa chừng; chưa có gì được lưu.',
    cure: 'Kiểm tra đường truyền rồi gửi lại; gửi lại không tạo bản trùng.',
  },
  'intake.body_too_slow': {
    says: 'Đường truyền dừng quá {seconds} giây nên lượt gửi bị ngắt; chưa có gì được lưu.',
    cure: 'Kiểm tra đường truyền rồi gửi lại, hoặc chia thành nhiều lượt nhỏ hơn.',
  },
  'intake.file_too_large': {
    says: 'Tệp vượt quá dung lượng cho phép; chưa có gì được lưu.',
    cure: 'Giảm dung lượng trước khi ký, hoặc chia thành nhiều lượt gửi.',
  },
  'intake.too_many_files': {
    says: 'Lượt gửi có quá nhiều tệp hoặc quá nhiều kết quả.',
    cure: 'Chia thành nhiều lượt gửi.',
  },
  'intake.file_part_missing': {
    says: 'Có kết quả nêu tên tệp nhưng lượt gửi không kèm tệp đó.',
    cure: 'Đính kèm tệp đúng tên đã nêu ở trường "file" rồi gửi lại.',
  },
  'intake.file_part_unused': {
    says: 'Có tệp đính kèm mà không kết quả nào nêu tên.',
    cure: 'Nêu tên tệp ở trường "file" của kết quả tương ứng, hoặc bỏ tệp thừa.',
  },
  'intake.file_empty': {
    says: 'Tệp đính kèm rỗng.',
    cure: 'Xuất lại tệp từ hệ thống một cửa rồi gửi lại.',
  },
  'intake.digest_mismatch': {
    says: 'Tệp nhận được khác với mã băm đã khai; tệp có thể bị hỏng trên đường truyền.',
    cure: 'Tính lại SHA-256 của tệp và gửi lại.',
  },
  'intake.agency_not_yours': {
    says: 'Hệ thống của bạn không được giao gửi kết quả thay cơ quan này.',
    cure: 'Kiểm tra mã cơ quan; nếu đúng, đề nghị quản trị thành phố giao quyền cho hệ thống.',
  },
  'intake.delivery_unknown': {
    says: 'Không có lượt gửi này, hoặc bạn không được xem.',
    cure: 'Kiểm tra lại mã lượt gửi ghi trên biên nhận.',
  },
  'intake.state_forbids': {
    says: 'Lượt gửi đang ở trạng thái không cho phép thao tác này.',
    cure: 'Tải lại trạng thái hiện tại của lượt gửi rồi chọn việc phù hợp.',
  },
  'intake.option_not_open': {
    says: 'Cách xử lý này không áp dụng cho lý do đang vướng.',
    cure: 'Chọn một trong các cách xử lý nêu trong phần chi tiết.',
  },
  'intake.decision_incomplete': {
    says: 'Quyết định chưa đủ thông tin.',
    cure: 'Bổ sung các trường nêu trong phần chi tiết, gồm số quyết định, căn cứ và ngày quyết định.',
  },
  'intake.not_the_successor': {
    says: 'Chỉ cơ quan đang chịu trách nhiệm về giấy tờ này mới được xác nhận thay.',
    cure: 'Chuyển cho cơ quan kế thừa chức năng; nếu chưa rõ cơ quan nào, đề nghị thành phố xác định.',
  },
  'intake.repair_empty': {
    says: 'Lượt sửa không có gì thay đổi.',
    cure: 'Gửi kèm tệp mới hoặc các trường cần sửa.',
  },
  'intake.day_unreadable': {
    says: 'Không đọc được ngày đã nhập.',
    cure: 'Nhập ngày theo dạng ngày/tháng/năm hoặc năm-tháng-ngày.',
  },

  'intake.no_file': {
    says: 'Chưa có tệp kết quả đính kèm.',
    cure: 'Gửi bổ sung tệp PDF đã ký số của kết quả.',
  },
  'intake.file_not_pdf': {
    says: 'Tệp kết quả không phải là PDF.',
    cure: 'Xuất kết quả thành PDF, ký số rồi gửi lại.',
  },
  'intake.file_unreadable': {
    says: 'Tệp PDF bị hỏng, bị cắt hoặc đặt mật khẩu nên không kiểm tra được.',
    cure: 'Mở thử tệp gốc, bỏ mật khẩu, ký số lại nếu cần rồi gửi lại.',
  },
  'intake.claim_incomplete': {
    says: 'Thông tin mô tả kết quả còn thiếu hoặc không đọc được.',
    cure: 'Bổ sung, sửa các trường nêu trong phần chi tiết rồi gửi sửa.',
  },
  'intake.procedure_unknown': {
    says: 'Mã thủ tục hành chính không có trong danh mục vào ngày quyết định.',
    cure: 'Sửa mã thủ tục; nếu mã đúng, thành phố cập nhật danh mục rồi kiểm tra lại.',
  },
  'intake.result_type_unknown': {
    says: 'Mã loại kết quả không có trong danh mục vào ngày quyết định.',
    cure: 'Sửa mã loại kết quả; nếu mã đúng, thành phố công bố loại này rồi kiểm tra lại.',
  },
  'intake.result_type_not_of_procedure': {
    says: 'Loại kết quả này không phải là kết quả của thủ tục đã nêu.',
    cure: 'Chọn đúng loại kết quả của thủ tục, hoặc sửa mã thủ tục.',
  },
  'intake.agency_unknown': {
    says: 'Mã cơ quan ban hành không có trong danh mục.',
    cure: 'Sửa mã định danh cơ quan; nếu mã đúng, thành phố bổ sung vào danh mục rồi kiểm tra lại.',
  },
  'intake.competence_unknown': {
    says: 'Chưa có căn cứ cho thấy cơ quan này có thẩm quyền giải quyết thủ tục vào ngày quyết định.',
    cure: 'Kiểm tra mã cơ quan và ngày quyết định; nếu đúng, thành phố ghi nhận thẩm quyền (luật định, phân cấp, ủy quyền) rồi kiểm tra lại.',
  },
  'intake.decided_in_future': {
    says: 'Ngày quyết định ở tương lai.',
    cure: 'Sửa ngày quyết định, chú ý thứ tự ngày và tháng.',
  },
  'intake.dossier_not_completed': {
    says: 'Hồ sơ chưa được xác nhận đã xử lý xong.',
    cure: 'Cập nhật trạng thái hồ sơ (9 hoặc 10), hoặc gửi xác nhận hoàn thành của hồ sơ này.',
  },
  'intake.signature_missing': {
    says: 'Tệp chưa được ký số. Ảnh chụp chữ ký hoặc con dấu không phải là chữ ký số.',
    cure: 'Ký số của người có thẩm quyền và của cơ quan trên tệp PDF rồi gửi lại.',
  },
  'intake.signature_altered': {
    says: 'Nội dung tệp đã bị thay đổi sau khi ký.',
    cure: 'Gửi tệp nguyên gốc ngay sau khi ký; không in lại, ghép trang hay lưu lại tệp sau khi ký.',
  },
  'intake.signature_invalid': {
    says: 'Chữ ký số trên tệp không hợp lệ.',
    cure: 'Xem báo cáo kiểm tra chữ ký, ký số lại bằng chứng thư còn hiệu lực rồi gửi lại.',
  },
  'intake.agency_signature_missing': {
    says: 'Tệp mới có chữ ký số của cá nhân, chưa có chữ ký số của cơ quan.',
    cure: 'Văn thư ký số của cơ quan trên tệp rồi gửi lại.',
  },
  'intake.signer_unknown': {
    says: 'Chưa xác định được chứng thư ký trên tệp là của cơ quan nào.',
    cure: 'Thành phố ghi nhận chứng thư của cơ quan vào danh mục rồi kiểm tra lại; nếu ký nhầm, ký lại đúng chứng thư.',
  },
  'intake.signer_not_issuer': {
    says: 'Cơ quan ký số trên tệp không phải là cơ quan ban hành đã khai.',
    cure: 'Sửa mã cơ quan ban hành, hoặc để đúng cơ quan ban hành ký số.',
  },
  'intake.signed_by_successor': {
    says: 'Tệp do cơ quan kế thừa ký số, chưa có quyết định làm căn cứ.',
    cure: 'Cơ quan kế thừa nhập số quyết định ký xác nhận thay cơ quan cũ, hoặc sửa cơ quan ban hành.',
  },
  'intake.annotated_after_signing': {
    says: 'Sau khi ký, có người ghi chú, điền hoặc đóng thêm lên tệp; nội dung đã ký vẫn còn nguyên bên dưới.',
    cure: 'Gửi bản gốc như lúc ký, hoặc cơ quan chịu trách nhiệm xác nhận bằng quyết định.',
  },
  'intake.certificate_expired': {
    says: 'Chứng thư ký đã hết hạn, hoặc cơ quan cấp chứng thư đã thôi được tin cậy, và không có dấu thời gian chứng minh chữ ký được tạo từ trước đó.',
    cure: 'Gửi tệp có dấu thời gian; hoặc cơ quan đã ký, cơ quan kế thừa xác nhận bằng quyết định hay ký lại.',
  },
  'intake.certificate_revoked': {
    says: 'Chứng thư ký đã bị thu hồi và nơi cấp không nêu lý do.',
    cure: 'Cơ quan ban hành hoặc cơ quan kế thừa ký lại bằng chứng thư còn hiệu lực rồi gửi lại.',
  },
  'intake.certificate_ceased': {
    says: 'Chứng thư ký đã bị thu hồi vì cơ quan ký không còn hoạt động; khóa ký không bị lộ.',
    cure: 'Cơ quan kế thừa xác nhận bằng quyết định hoặc ký số xác nhận thay; hoặc gửi bằng chứng thời điểm ký.',
  },
  'intake.key_compromised': {
    says: 'Khóa ký của chứng thư này đã bị báo lộ, nên không tin được chữ ký.',
    cure: 'Cơ quan ban hành ký lại bằng chứng thư mới rồi gửi lại.',
  },
  'intake.evidence_awaited': {
    says: 'Chưa lấy đủ bằng chứng để kết luận về chữ ký; hệ thống sẽ tự kiểm tra lại.',
    cure: 'Chưa cần làm gì; có thể gửi tệp đã kèm dấu thời gian và dữ liệu thu hồi để có kết luận sớm hơn.',
  },
  'intake.evidence_never_came': {
    says: 'Đã hết các lần tự kiểm tra lại mà vẫn thiếu bằng chứng về chữ ký.',
    cure: 'Gửi tệp kèm đủ bằng chứng, hoặc cơ quan đang chịu trách nhiệm xác nhận bằng quyết định, hoặc từ chối.',
  },
  'intake.holder_unmatched': {
    says: 'Chưa xác định được chủ giấy tờ: không có số định danh, cũng không có ngày sinh.',
    cure: 'Bổ sung số định danh hoặc ngày, năm sinh; hoặc đối chiếu giấy tờ rồi chọn đúng người.',
  },
  'intake.holder_name_differs': {
    says: 'Số định danh đúng nhưng họ tên khác với người đang mang số này.',
    cure: 'Đối chiếu giấy tờ của chủ giấy tờ; sửa số hoặc họ tên, hoặc xác nhận đúng người.',
  },
  'intake.holder_ambiguous': {
    says: 'Có nhiều người cùng khớp với thông tin trên giấy tờ.',
    cure: 'Đối chiếu giấy tờ rồi chọn đúng người, hoặc bổ sung số định danh.',
  },
  'intake.holder_deceased': {
    says: 'Chủ giấy tờ được ghi nhận đã mất trước ngày quyết định.',
    cure: 'Đối chiếu lại số định danh và họ tên; nếu đúng, xác nhận chủ giấy tờ.',
  },
  'intake.metadata_invalid': {
    says: 'Dữ liệu của kết quả chưa đúng với quy định của loại kết quả.',
    cure: 'Sửa các trường nêu trong phần chi tiết rồi gửi sửa.',
  },
  'intake.key_conflict': {
    says: 'Mã hồ sơ và số thứ tự này đã có một tệp khác.',
    cure: 'Quyết định: tệp mới thay thế tệp cũ, là bản đính chính kèm theo, hoặc bị từ chối.',
  },
  'intake.duplicate_suspected': {
    says: 'Kho đã có kết quả cùng loại, cùng số ký hiệu, cùng cơ quan và ngày ban hành.',
    cure: 'So hai tệp: nếu là hai giấy tờ khác nhau thì xác nhận khác nhau, nếu trùng thì từ chối.',
  },
  'intake.qr_of_other_record': {
    says: 'Mã QR trên tệp là mã của một kết quả khác.',
    cure: 'Dùng đúng mã đã đặt trước cho kết quả này, hoặc bỏ mã QR, rồi ký lại.',
  },
  'intake.reserved_code_unknown': {
    says: 'Mã tra cứu đặt trước không có, đã hết hạn hoặc không khớp với kết quả này.',
    cure: 'Đặt mã mới cho kết quả, đưa vào tệp, ký lại rồi gửi lại.',
  },
  'intake.repository_refused': {
    says: 'Kho không ghi nhận được kết quả này.',
    cure: 'Xem lý do trong phần chi tiết, sửa rồi gửi sửa.',
  },
  'intake.judging_failed': {
    says: 'Hệ thống gặp lỗi nhiều lần khi kiểm tra tệp; tệp vẫn được giữ nguyên.',
    cure: 'Quản trị thành phố xem nhật ký lỗi, khắc phục rồi cho kiểm tra lại.',
  },
} as const
