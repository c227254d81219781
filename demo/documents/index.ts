export { drawResult, type DrawnResult, type ResultDrawing } from './draw-result.ts'
export type { Table } from './table.ts'
