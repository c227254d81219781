export const vi = {
  'catalog.procedure_unknown': {
    says: 'Không có thủ tục hành chính mang mã này vào ngày đã hỏi.',
    cure: 'Kiểm tra lại mã thủ tục, hoặc hỏi theo ngày mà thủ tục còn hiệu lực.',
  },
  'catalog.agency_unknown': {
    says: 'Không có cơ quan nào mang mã định danh này.',
    cure: 'Kiểm tra lại mã định danh (mã cũ hoặc mã mới đều được), hoặc tìm cơ quan theo tên trong danh mục.',
  },
  'catalog.succession_not_ambiguous': {
    says: 'Cơ quan này đã có cơ quan tiếp nhận rõ ràng, không có gì để chọn.',
    cure: 'Xem lại cơ quan kế thừa trong danh mục; nếu danh mục sai, sửa dòng kế thừa kèm văn bản căn cứ.',
  },
  'catalog.successor_not_candidate': {
    says: 'Cơ quan được chọn không tiếp nhận nhiệm vụ nào của cơ quan cũ.',
    cure: 'Chọn một trong các cơ quan tiếp nhận đã nêu, hoặc bổ sung dòng kế thừa kèm văn bản căn cứ trước.',
  },
  'catalog.decided_in_future': {
    says: 'Ngày ký quyết định chưa đến.',
    cure: 'Ghi đúng ngày ký trên quyết định; quyết định chưa ký thì chưa ghi vào hệ thống.',
  },
  'catalog.result_type_unknown': {
    says: 'Không có loại kết quả mang mã này.',
    cure: 'Kiểm tra lại mã KQ… trên Cơ sở dữ liệu quốc gia về thủ tục hành chính, hoặc thêm loại kết quả vào danh mục.',
  },
  'catalog.result_type_already_published': {
    says: 'Loại kết quả này đã được công bố.',
    cure: 'Muốn thay đổi, soạn phiên bản mới với ngày bắt đầu áp dụng rồi công bố phiên bản đó.',
  },
  'catalog.result_type_overtaken': {
    says: 'Đã công bố một phiên bản áp dụng từ cùng ngày hoặc muộn hơn.',
    cure: 'Soạn phiên bản mới với ngày bắt đầu áp dụng sau phiên bản đã công bố.',
  },
  'catalog.result_type_incomplete': {
    says: 'Loại kết quả chưa đủ nội dung bắt buộc nên chưa công bố được.',
    cure: 'Bổ sung các phần còn thiếu: lược đồ dữ liệu, thời hạn hiệu lực, mức nhạy cảm, trường công khai, cách cấp lại, thời hạn bảo quản.',
  },
  'catalog.metadata_schema_invalid': {
    says: 'Lược đồ dữ liệu của loại kết quả không dùng được.',
    cure: 'Lược đồ phải mô tả một đối tượng, mọi trường bắt buộc phải được khai báo trong đó, kiểu dữ liệu và biểu thức mẫu phải đúng JSON Schema.',
  },
  'catalog.public_field_unknown': {
    says: 'Trường công khai không có trong lược đồ dữ liệu.',
    cure: 'Chỉ chọn trường công khai trong số các trường đã khai báo, hoặc khai báo thêm trường đó.',
  },
  'catalog.competence_of_one': {
    says: 'Thẩm quyền phải ghi cho một cơ quan, hoặc cho mọi cơ quan của một cấp, và chỉ một trong hai.',
    cure: 'Ghi cơ quan, hoặc ghi cấp; mã đơn vị hành chính chỉ đi cùng với cấp.',
  },
  'catalog.area_unknown': {
    says: 'Không có đơn vị hành chính mang mã này vào ngày bắt đầu áp dụng.',
    cure: 'Kiểm tra lại mã đơn vị hành chính; mã đã thay đổi từ ngày 01/7/2025.',
  },
  'catalog.ends_before_it_begins': {
    says: 'Ngày kết thúc đứng trước ngày bắt đầu.',
    cure: 'Kiểm tra lại hai ngày, chú ý thứ tự ngày và tháng.',
  },
  'catalog.recorded_already': {
    says: 'Danh mục đã ghi nội dung này cho một phần hoặc toàn bộ khoảng thời gian đó.',
    cure: 'Xem lại dòng đang có trong danh mục; chỉ ghi thêm cho những ngày chưa được ghi.',
  },
} as const
