/** Vì sao bản lưu dài hạn của một tệp chưa có, chưa được gia hạn, hoặc không lập được. */
export const archive = {
  'archive.tsa_not_set': {
    says: 'Chưa khai báo dịch vụ cấp dấu thời gian, nên bằng chứng mới được giữ trong kho mà chưa có dấu thời gian.',
    cure: 'Quản trị hệ thống đặt địa chỉ dịch vụ ở KHOSO_TSA_URL; bản lưu sẽ tự được đóng dấu thời gian.',
  },
  'archive.tsa_unreachable': {
    says: 'Không kết nối được dịch vụ cấp dấu thời gian.',
    cure: 'Không cần làm gì: hệ thống tự thử lại. Nếu kéo dài quá một ngày, kiểm tra đường truyền tới dịch vụ.',
  },
  'archive.tsa_refused': {
    says: 'Dịch vụ cấp dấu thời gian từ chối yêu cầu.',
    cure: 'Hệ thống tự thử lại. Nếu vẫn bị từ chối, liên hệ đơn vị cung cấp dịch vụ.',
  },
  'archive.tsa_untrusted': {
    says: 'Dấu thời gian nhận được không thuộc tổ chức nào trong danh sách tin cậy, hoặc dùng thuật toán không còn được chấp nhận.',
    cure: 'Kiểm tra địa chỉ dịch vụ và bổ sung chứng thư gốc của tổ chức đó vào danh sách tin cậy theo văn bản.',
  },
  'archive.tsa_no_gain': {
    says: 'Dịch vụ vẫn đóng dấu bằng chứng thư sắp hết hạn, gia hạn bây giờ không kéo dài thêm được.',
    cure: 'Yêu cầu đơn vị cung cấp dịch vụ thay chứng thư, hoặc chuyển sang dịch vụ khác trước ngày hết hạn.',
  },
  'archive.evidence_missing': {
    says: 'Chưa lấy được đủ thông tin về tình trạng chứng thư để lưu kèm.',
    cure: 'Hệ thống tự hỏi lại. Nếu kéo dài, kiểm tra danh sách máy chủ được phép hỏi (KHOSO_EVIDENCE_HOSTS).',
  },
  'archive.thread_timeout': {
    says: 'Lập bản lưu dài hạn của tệp này quá thời gian cho phép.',
    cure: 'Hệ thống tự thử lại; nếu lặp lại, chuyển bộ phận kỹ thuật xem xét tệp.',
  },
  'archive.thread_memory': {
    says: 'Lập bản lưu dài hạn của tệp này cần quá nhiều bộ nhớ.',
    cure: 'Hệ thống tự thử lại; nếu lặp lại, chuyển bộ phận kỹ thuật xem xét tệp.',
  },
  'archive.thread_failed': {
    says: 'Hệ thống chưa lập được bản lưu dài hạn của tệp này.',
    cure: 'Hệ thống tự thử lại; nếu lặp lại, chuyển bộ phận kỹ thuật xem xét tệp.',
  },
  'archive.store_damaged': {
    says: 'Tệp, bản lưu hoặc bằng chứng của nó trong kho bị mất hoặc bị thay đổi.',
    cure: 'Khôi phục kho tệp từ bản sao lưu ngay; bản lưu được gia hạn khi tệp đã đủ.',
  },
  'archive.proof_lapsed': {
    says: 'Dấu thời gian cuối cùng đã hết giá trị trước khi được gia hạn; đóng dấu mới không khôi phục được.',
    cure: 'Xem báo cáo xét lại hôm nay để biết bằng chứng nào đã hết giá trị; kết quả vẫn dựa vào báo cáo đã lập ngày tiếp nhận.',
  },
  'archive.refused': {
    says: 'Chữ ký của tệp không được công nhận, nên tệp được giữ nguyên, chỉ lưu bằng chứng kèm dấu thời gian.',
    cure: 'Không cần làm gì thêm cho việc lưu giữ; lý do không công nhận nằm trong báo cáo kiểm tra chữ ký.',
  },
  'archive.locked': {
    says: 'Người ký đã khóa tệp, không cho bổ sung; tệp được giữ nguyên, bằng chứng được lưu và đóng dấu thời gian riêng.',
    cure: 'Không cần làm gì thêm.',
  },
  'archive.format': {
    says: 'Cấu trúc tệp không cho phép bổ sung mà không động đến phần đã ký; tệp được giữ nguyên, bằng chứng được lưu và đóng dấu thời gian riêng.',
    cure: 'Không cần làm gì thêm.',
  },
  'archive.encrypted': {
    says: 'Tệp bị mã hóa nên không lập được bản lưu; bằng chứng được lưu và đóng dấu thời gian riêng.',
    cure: 'Không cần làm gì thêm.',
  },
  'archive.judgement_changes': {
    says: 'Nếu bổ sung bằng chứng vào tệp thì kết luận kiểm tra sẽ khác đi; tệp được giữ nguyên, bằng chứng được lưu và đóng dấu thời gian riêng.',
    cure: 'Không cần làm gì thêm.',
  },
  'archive.level_not_reached': {
    says: 'Bản lưu không đạt mức B-LTA cho mọi chữ ký; tệp được giữ nguyên, bằng chứng được lưu và đóng dấu thời gian riêng.',
    cure: 'Không cần làm gì thêm.',
  },
} as const
