/** What the judge of signatures says of a file: each code in a clerk's words, and what helps. */
export const signatures = {
  accepted: {
    says: 'Chữ ký số hợp lệ, tài liệu không bị thay đổi sau khi ký.',
    cure: 'Không cần làm gì thêm.',
  },
  'file.not_found': {
    says: 'Không mở được tệp này.',
    cure: 'Kiểm tra lại đường dẫn và quyền đọc tệp.',
  },
  'file.not_pdf': {
    says: 'Tệp này không phải là tệp PDF.',
    cure: 'Gửi lại đúng bản PDF đã ký số.',
  },
  'file.unreadable': {
    says: 'Tệp PDF bị hỏng hoặc bị cắt cụt nên không đọc được.',
    cure: 'Tải lại tệp từ hệ thống đã ký và gửi lại nguyên vẹn.',
  },
  'file.encrypted': {
    says: 'Tệp PDF được đặt mật khẩu hoặc mã hóa nên không kiểm tra được.',
    cure: 'Phát hành lại tệp không đặt mật khẩu rồi ký số.',
  },
  'file.too_large': {
    says: 'Tệp quá lớn, hoặc nội dung nén bên trong quá lớn, nên không được kiểm tra.',
    cure: 'Giảm dung lượng bản quét rồi ký lại.',
  },
  'file.too_complex': {
    says: 'Cấu trúc bên trong tệp nhiều lớp hoặc quá nhiều phần tử nên không thể kiểm tra an toàn.',
    cure: 'Xuất lại tệp PDF từ phần mềm soạn thảo hoặc quét lại, rồi ký số lại.',
  },
  'file.judge_timeout': {
    says: 'Kiểm tra chữ ký số của tệp này quá thời gian cho phép.',
    cure: 'Không cần gửi lại: hệ thống tự kiểm tra lại; quá số lần quy định sẽ chuyển cán bộ xem xét.',
  },
  'file.judge_memory': {
    says: 'Kiểm tra chữ ký số của tệp này cần quá nhiều bộ nhớ.',
    cure: 'Không cần gửi lại: hệ thống tự kiểm tra lại; quá số lần quy định sẽ chuyển cán bộ xem xét.',
  },
  'file.judge_failed': {
    says: 'Hệ thống chưa kiểm tra được chữ ký số của tệp này.',
    cure: 'Không cần gửi lại: hệ thống tự kiểm tra lại; quá số lần quy định sẽ chuyển cán bộ xem xét.',
  },
  'signatures.file_missing': {
    says: 'Chưa chọn tệp để kiểm tra.',
    cure: 'Chọn tệp PDF đã ký số rồi bấm Kiểm tra.',
  },
  'signatures.report_unknown': {
    says: 'Không có báo cáo kiểm tra chữ ký mang mã này.',
    cure: 'Kiểm tra lại mã báo cáo trên trang chi tiết của kết quả.',
  },
  'signature.missing': {
    says: 'Tệp không có chữ ký số nào. Hình con dấu hay chữ ký viết tay trên trang không phải là chữ ký số.',
    cure: 'Ký số tệp bằng chứng thư của cơ quan rồi gửi lại.',
  },
  'signature.removed': {
    says: 'Tệp còn dấu vết chữ ký số nhưng chữ ký đã bị gỡ khỏi tài liệu.',
    cure: 'Không sử dụng tệp này; lấy lại bản gốc từ cơ quan đã ký.',
  },
  'signature.unreadable': {
    says: 'Có chữ ký số nhưng dữ liệu chữ ký bị hỏng, không đọc được.',
    cure: 'Ký lại tài liệu và gửi bản mới.',
  },
  'signature.unsupported': {
    says: 'Chữ ký số dùng định dạng hoặc thuật toán không được hỗ trợ.',
    cure: 'Ký lại theo định dạng PAdES hoặc PKCS#7 với RSA, ECDSA hay EdDSA.',
  },
  'signature.coverage': {
    says: 'Chữ ký số không bao trùm trọn nội dung tài liệu, nên phần không được ký có thể đã bị thay đổi.',
    cure: 'Không sử dụng tệp này; lấy lại bản gốc từ cơ quan đã ký.',
  },
  'signature.range_missing': {
    says: 'Chữ ký số không nói rõ nó ký phần nào của tệp, nên không bảo vệ nội dung nào.',
    cure: 'Không sử dụng tệp này; lấy lại bản gốc từ cơ quan đã ký.',
  },
  'signature.contents_missing': {
    says: 'Ô chữ ký số chỉ là vỏ rỗng: bên trong không có giá trị chữ ký.',
    cure: 'Không sử dụng tệp này; lấy lại bản gốc từ cơ quan đã ký.',
  },
  'signature.padding': {
    says: 'Có dữ liệu lạ được giấu vào khoảng trống phía sau giá trị chữ ký, nơi không được ký.',
    cure: 'Cán bộ đối chiếu với bản do cơ quan đã ký gửi, hoặc đề nghị cơ quan đó ký lại.',
  },
  'signature.replaced': {
    says: 'Chữ ký mà tệp nêu ra không phải là chữ ký nằm trong bản đã ký: nó bị thay sau khi ký.',
    cure: 'Không sử dụng tệp này; lấy lại bản gốc từ cơ quan đã ký.',
  },
  'signature.resaved': {
    says: 'Tệp đã bị lưu lại, nén hoặc tối ưu sau khi ký, nên chữ ký số không còn kiểm tra được.',
    cure: 'Gửi đúng tệp đã ký, không mở ra lưu lại bằng phần mềm khác.',
  },
  'signature.shared': {
    says: 'Nhiều chữ ký số trong tệp dùng chung hoặc chồng lên dữ liệu của nhau, trái với cách ký thông thường.',
    cure: 'Không sử dụng tệp này; lấy lại bản gốc từ cơ quan đã ký.',
  },
  'signature.altered': {
    says: 'Nội dung đã được ký đã bị sửa đổi.',
    cure: 'Không sử dụng tệp này; lấy lại bản gốc từ cơ quan đã ký.',
  },
  'signature.forged': {
    says: 'Giá trị chữ ký không khớp với chứng thư số ghi trong đó.',
    cure: 'Không sử dụng tệp này; báo cho cơ quan có tên trên chữ ký.',
  },
  'signature.changed_after': {
    says: 'Sau khi ký, tài liệu đã bị thêm hoặc thay nội dung.',
    cure: 'Không sử dụng tệp này; lấy lại bản gốc từ cơ quan đã ký.',
  },
  'signature.locked_changed': {
    says: 'Sau khi ký, tệp đã bị sửa ở chỗ mà người ký không cho phép sửa.',
    cure: 'Không sử dụng tệp này; lấy lại bản gốc từ cơ quan đã ký.',
  },
  'signature.annotated_after': {
    says: 'Sau khi ký, có người ghi chú thêm, sửa ô biểu mẫu đã có nội dung hoặc thêm ô chữ ký; bản đã ký vẫn còn nguyên trong tệp.',
    cure: 'Cán bộ so bản lúc ký với bản hiện tại rồi quyết định, hoặc lấy lại bản chưa bị thêm sửa.',
  },
  'signature.filled_after': {
    says: 'Sau khi ký, có ô biểu mẫu được điền hoặc sửa mà người ký không nói rõ là cho phép.',
    cure: 'Cán bộ so sánh bản đã ký với bản hiện tại rồi quyết định, hoặc lấy lại bản chưa điền thêm.',
  },
  'signature.covered_after': {
    says: 'Sau khi ký, có chữ ký, ô hoặc ghi chú đè lên chữ hay hình đã được ký, nên người đọc có thể thấy nội dung khác.',
    cure: 'Cán bộ so sánh bản đã ký với bản hiện tại rồi quyết định, hoặc lấy lại bản không bị che.',
  },
  'signature.dynamic_content': {
    says: 'Tài liệu đã ký có lệnh tự chạy hoặc biểu mẫu động, nên nội dung hiện ra có thể khác nhau tùy lúc, tùy máy.',
    cure: 'Đề nghị cơ quan ký lại bản PDF không có lệnh tự chạy; cán bộ chỉ chấp nhận sau khi đã đối chiếu nội dung.',
  },
  'signature.signer_unknown': {
    says: 'Chữ ký số không kèm chứng thư số của người ký, nên không biết ai đã ký.',
    cure: 'Ký lại bằng phần mềm có đính kèm chứng thư số.',
  },
  'signature.certificate_mismatch': {
    says: 'Chứng thư số kèm theo không phải là chứng thư mà chữ ký nêu.',
    cure: 'Ký lại tài liệu và gửi bản mới.',
  },
  'signature.chain_unknown': {
    says: 'Chữ ký còn nguyên vẹn nhưng chưa xác định được chứng thư số do cơ quan chứng thực đáng tin cậy nào cấp.',
    cure: 'Chờ bổ sung chứng thư của cơ quan chứng thực vào danh sách tin cậy, rồi kiểm tra lại.',
  },
  'signature.trust_ended': {
    says: 'Cơ quan cấp chứng thư số này đã thôi được tin cậy, và không có bằng chứng nào cho thấy chữ ký đã có từ trước ngày đó.',
    cure: 'Đề nghị cơ quan ban hành ký lại bằng chứng thư số đang được tin cậy, hoặc gửi bản có dấu thời gian từ trước ngày thôi tin cậy.',
  },
  'signature.chain_invalid': {
    says: 'Chứng thư số được cấp trái với quyền hạn của cơ quan cấp chứng thư.',
    cure: 'Ký lại bằng chứng thư số do cơ quan chứng thực có thẩm quyền cấp.',
  },
  'signature.certificate_use': {
    says: 'Chứng thư số này không được cấp để ký tài liệu.',
    cure: 'Ký lại bằng chứng thư số dùng cho ký số.',
  },
  'signature.revoked': {
    says: 'Chứng thư số của người ký đã bị thu hồi, và không có gì chứng minh chữ ký được tạo trước đó.',
    cure: 'Ký lại bằng chứng thư số còn hiệu lực.',
  },
  'signature.authority_revoked': {
    says: 'Chứng thư số của cơ quan cấp chứng thư cho người ký đã bị thu hồi.',
    cure: 'Ký lại bằng chứng thư số do cơ quan chứng thực còn hiệu lực cấp.',
  },
  'signature.on_hold': {
    says: 'Chứng thư số của người ký đang bị tạm dừng.',
    cure: 'Chờ kết luận của cơ quan chứng thực, rồi kiểm tra lại.',
  },
  'signature.expired_unproven': {
    says: 'Chứng thư số đã hết hạn, và không có dấu thời gian chứng minh chữ ký được tạo khi còn hạn.',
    cure: 'Cơ quan đã ký hoặc cơ quan kế thừa ký lại, hoặc xác nhận bằng văn bản.',
  },
  'signature.not_yet_valid': {
    says: 'Chữ ký được tạo trước ngày chứng thư số có hiệu lực.',
    cure: 'Ký lại bằng chứng thư số đang có hiệu lực.',
  },
  'signature.evidence_missing': {
    says: 'Chữ ký còn nguyên vẹn nhưng chưa có thông tin cho biết chứng thư số có bị thu hồi hay không.',
    cure: 'Chờ lấy được trạng thái chứng thư (OCSP hoặc CRL), rồi kiểm tra lại.',
  },
  'signature.weak_algorithm': {
    says: 'Chữ ký dùng thuật toán hoặc độ dài khóa không còn đủ an toàn vào thời điểm ký.',
    cure: 'Ký lại bằng thuật toán hiện hành (SHA-256 trở lên, RSA từ 2048 bit).',
  },
  'signature.attributes': {
    says: 'Chữ ký số kèm theo thông tin mà chuẩn ký số PAdES không cho phép.',
    cure: 'Ký lại bằng phần mềm ký số đúng chuẩn PAdES.',
  },
  'signature.policy_unknown': {
    says: 'Chữ ký được tạo theo một chính sách ký số mà hệ thống không có để đối chiếu.',
    cure: 'Cán bộ lấy chính sách đó từ cơ quan đã ký, bổ sung vào hệ thống rồi kiểm tra lại.',
  },
  'signature.policy_mismatch': {
    says: 'Chính sách ký số ghi trong chữ ký không khớp với văn bản chính sách đã công bố.',
    cure: 'Ký lại theo đúng chính sách ký số đang công bố.',
  },
  'signature.evidence_unproven': {
    says: 'Thông tin về trạng thái chứng thư số do một nơi nay đã hết hạn hoặc bị thu hồi cung cấp, và không có gì chứng minh thông tin ấy có từ trước.',
    cure: 'Lấy lại trạng thái chứng thư từ cơ quan chứng thực; nếu không còn lấy được thì cơ quan đã ký xác nhận bằng văn bản.',
  },
  'signature.proof_lapsed': {
    says: 'Chữ ký hợp lệ khi dấu thời gian của nó còn giá trị, nhưng dấu thời gian ấy nay đã hết giá trị mà chưa được gia hạn bằng dấu mới.',
    cure: 'Cán bộ xem báo cáo để biết dấu thời gian nào đã hết giá trị và từ ngày nào, rồi đối chiếu với bản lưu hoặc đề nghị cơ quan đã ký xác nhận.',
  },
  'signature.time_order': {
    says: 'Các dấu thời gian trong chữ ký mâu thuẫn với nhau về thứ tự.',
    cure: 'Ký lại tài liệu và gửi bản mới.',
  },
} as const

/** What happened after a signature, one sentence for each thing found to have changed. */
export const signatureChanges = {
  'change.validation_data': 'Bổ sung dữ liệu kiểm chứng chữ ký (chứng thư số, trạng thái chứng thư).',
  'change.time_stamp_added': 'Bổ sung dấu thời gian cho cả tài liệu.',
  'change.metadata': 'Phần mô tả của tệp (tên, tác giả, ngày sửa) được ghi lại; nội dung trang không đổi.',
  'change.version': 'Số phiên bản PDF của tệp được ghi lại; nội dung trang không đổi.',
  'change.signature_added': 'Có thêm một chữ ký số.',
  'change.signature_field_added': 'Có thêm một ô chữ ký còn trống, không hiện gì trên trang.',
  'change.field_overwritten': 'Một ô của biểu mẫu đã có nội dung khi ký, sau đó bị thay bằng nội dung khác.',
  'change.field_filled': 'Một ô của biểu mẫu được điền hoặc sửa lại sau khi ký.',
  'change.form_settings': 'Thiết lập chung của biểu mẫu được ghi lại để thêm chữ ký hoặc điền biểu mẫu.',
  'change.structure_extended': 'Cấu trúc đọc của tài liệu được nối thêm; phần đã có không đổi.',
  'change.note_added': 'Có người ghi chú hoặc vẽ thêm lên trang.',
  'change.note_changed': 'Một ghi chú có sẵn khi ký đã bị sửa.',
  'change.note_removed':
    'Một ghi chú hoặc hình che có sẵn khi ký đã bị gỡ; nội dung bên dưới có thể hiện ra.',
  'change.tab_order': 'Thứ tự di chuyển giữa các ô trên trang bị đổi.',
  'change.page_content': 'Chữ hoặc hình trên trang đã bị thay.',
  'change.page_added': 'Một trang được thêm vào.',
  'change.page_removed': 'Một trang có khi ký đã bị bỏ.',
  'change.page_order': 'Thứ tự các trang bị đổi.',
  'change.page_box':
    'Khổ giấy, vùng nhìn thấy hoặc chiều xoay của trang bị đổi, nên có phần bị che hoặc lộ ra.',
  'change.page_resources': 'Phông chữ, hình hoặc cách vẽ mà trang sử dụng bị đổi.',
  'change.page_settings': 'Thiết lập của trang bị đổi.',
  'change.font_replaced': 'Phông chữ bị thay, nên cùng một ký tự có thể hiện ra chữ hoặc số khác.',
  'change.image_replaced': 'Một hình hoặc mẫu vẽ trên trang bị thay.',
  'change.seal_redrawn': 'Hình hiện của chữ ký (con dấu, chữ ký tay) bị vẽ lại sau khi ký.',
  'change.hidden_content_shown': 'Nội dung bị ẩn khi ký nay hiện ra.',
  'change.content_hidden': 'Nội dung nhìn thấy khi ký nay bị ẩn.',
  'change.layers': 'Các lớp ẩn/hiện của tài liệu bị đổi, nên nội dung nhìn thấy có thể khác lúc ký.',
  'change.field_added': 'Có thêm một ô không phải ô chữ ký, có thể hiện chữ tùy ý lên trang.',
  'change.field_moved': 'Một ô hoặc hình chữ ký bị dời chỗ hay đổi cỡ.',
  'change.field_removed': 'Một ô có khi ký đã bị bỏ.',
  'change.field_redefined': 'Một ô có khi ký đã bị đổi tên, loại hoặc tính chất.',
  'change.signature_field_drawn':
    'Có thêm một ô chữ ký chưa ai ký (hoặc chỉ mang dấu thời gian) nhưng lại vẽ hình lên trang.',
  'change.signature_removed': 'Một chữ ký có trước đã bị gỡ hoặc bị thay.',
  'change.viewer_redraws': 'Tệp bị đặt để phần mềm tự vẽ lại các ô, nên chữ hiện ra có thể khác lúc ký.',
  'change.other_form':
    'Một biểu mẫu kiểu khác (XFA) được thêm hoặc đổi; nó có thể thay toàn bộ nội dung hiện ra.',
  'change.note_redefined': 'Một ghi chú có sẵn khi ký bị đổi sang loại khác hoặc bị vẽ lại.',
  'change.script_added': 'Có thêm hoặc đổi lệnh tự chạy khi mở hoặc bấm vào tài liệu.',
  'change.attachment': 'Tệp đính kèm trong tài liệu bị thêm, bỏ hoặc đổi.',
  'change.names': 'Bảng tên bên trong tài liệu bị đổi.',
  'change.viewer_settings': 'Cách phần mềm trình bày tài liệu (số trang, mục lục, liên kết) bị đổi.',
  'change.structure': 'Cấu trúc đọc của tài liệu bị đổi, nên phần mềm đọc màn hình có thể đọc khác.',
  'change.permissions': 'Quyền mà người ký cho phép sửa đã bị đổi.',
  'change.evidence_removed': 'Dữ liệu kiểm chứng kèm theo chữ ký đã bị gỡ bỏ.',
  'change.encryption': 'Tệp bị đặt hoặc gỡ mã hóa sau khi ký.',
  'change.catalog': 'Phần gốc của tài liệu bị đổi theo cách không giải thích được.',
  'change.cross_reference':
    'Bảng tra bên trong tệp bị thay, nên các phần mềm có thể hiện ra những nội dung khác nhau.',
  'change.ambiguous_object': 'Phần thêm sau khi ký được viết nước đôi: mỗi phần mềm có thể hiểu một khác.',
  'change.unnamed_object': 'Có nội dung được giấu vào tệp sau khi ký mà bảng tra của tệp không nhắc tới.',
  'change.unnamed_octets': 'Sau bản đã ký còn nối thêm dữ liệu không thuộc về tài liệu.',
  'change.field_duplicated': 'Có thêm một ô trùng với ô đã ký, nên không rõ chữ ký thuộc về ô nào.',
  'change.cover_removed':
    'Một hình che chữ trên trang khi ký nay bị gỡ hoặc dời đi, nên chữ bên dưới hiện ra.',
  'change.not_compared': 'Không so sánh được tệp này với bản đã ký.',
} as const

/** What proof has lapsed and since when, by what it is and why. */
export const signatureLapses = {
  'time-stamp.certificate-expired':
    'Dấu thời gian không còn chứng minh được từ {since}: chứng thư số của nơi cấp dấu thời gian đã hết hạn mà chưa có dấu thời gian mới hơn bao trùm.',
  'time-stamp.certificate-revoked':
    'Dấu thời gian không còn chứng minh được từ {since}: chứng thư số của nơi cấp dấu thời gian đã bị thu hồi.',
  'time-stamp.algorithm-aged':
    'Dấu thời gian không còn chứng minh được từ {since}: thuật toán dùng trong đó không còn đủ an toàn mà chưa có dấu thời gian mới hơn bao trùm.',
  'signature.certificate-expired':
    'Chứng thư số của người ký, hoặc của nơi cấp chứng thư đó, đã hết hạn từ {since}; không có dấu thời gian nào chứng minh chữ ký được tạo trước đó.',
  'signature.certificate-revoked':
    'Chứng thư số của người ký, hoặc của nơi cấp chứng thư đó, đã bị thu hồi từ {since}; không có dấu thời gian nào chứng minh chữ ký được tạo trước đó.',
  'signature.algorithm-aged':
    'Thuật toán của chữ ký không còn đủ an toàn từ {since}; không có dấu thời gian nào chứng minh chữ ký được tạo trước đó.',
} as const

/** Labels around the codes, for the command and for screens. */
export const signatureText = {
  'decision.accept': 'CHẤP NHẬN',
  'decision.wait': 'CHỜ',
  'decision.refuse': 'TỪ CHỐI',
  'signer.person': 'cá nhân',
  'signer.agency': 'cơ quan, tổ chức',
  'signer.unknown': 'chưa rõ cá nhân hay cơ quan',
  'signer.unnamed': '(không rõ người ký)',
  'coverage.whole-file': 'bao trùm cả tệp',
  'coverage.whole-revision': 'bao trùm trọn một phiên bản của tệp',
  'coverage.unclear': 'phạm vi ký không rõ ràng',
  'changes.none': 'không có thay đổi sau khi ký',
  'changes.extension': 'sau khi ký chỉ bổ sung dữ liệu kiểm chứng',
  'changes.form-filling': 'sau khi ký có thêm chữ ký hoặc điền biểu mẫu',
  'changes.annotation': 'sau khi ký có thêm ghi chú',
  'changes.suspicious': 'sau khi ký có thay đổi đáng ngờ',
  'change.page': 'Trang {page}: {says}',
  'change.field': '{says} (ô “{field}”)',
  'intact.true': 'nguyên vẹn',
  'intact.false': 'KHÔNG nguyên vẹn',
  'intact.null': 'không xác định được có nguyên vẹn hay không',
  'time.proven': 'thời điểm được chứng minh: {time}',
  'time.claimed': 'thời điểm máy người ký tự ghi: {time} (không dùng làm căn cứ)',
  'time.none': 'không có dấu thời gian đáng tin cậy',
  signature: 'Chữ ký “{field}”: {signer} ({kind})',
} as const
