import { encode } from 'fast-png'
import type { Frame } from './compare-states.ts'

/** Four octets a pixel, rows from the top. */
export interface Picture {
  readonly width: number
  readonly height: number
  readonly rgba: Uint8Array
}

/** Around a difference so much of the page is shown as lets a person find the place, in pixels. */
const MARGIN = { x: 150, y: 50 }
/** The frame stands off what it frames. */
const OFFSET = 6

/** The smallest rectangle that holds every pixel in which the two differ; undefined when they look alike. */
export function findFrame(a: Picture, b: Picture): Frame | undefined {
  const [width, height] = [Math.max(a.width, b.width), Math.max(a.height, b.height)]
  if (a.width !== b.width || a.height !== b.height) return { x: 0, y: 0, width, height }
  const [one, two] = [pixelsOf(a), pixelsOf(b)]
  let [left, right, top, bottom] = [width, -1, -1, -1]
  for (let at = 0; at < one.length; at += 1) {
    if (one[at] === two[at]) continue
    const x = at % width
    bottom = (at - x) / width
    if (top < 0) top = bottom
    if (x < left) left = x
    if (x > right) right = x
  }
  return right < 0 ? undefined : { x: left, y: top, width: right - left + 1, height: bottom - top + 1 }
}

const pixelsOf = ({ rgba }: Picture): Uint32Array =>
  new Uint32Array(rgba.buffer, rgba.byteOffset, rgba.length / 4)

interface Cut {
  readonly signed: Picture
  readonly now: Picture
  readonly size: { readonly width: number; readonly height: number }
  readonly frame: Frame
}

/** Both pictures cut to what surrounds the frame: small enough that a phone shows the words in a size to be read. */
export function cutPicture(signed: Picture, now: Picture, frame: Frame): Cut {
  const [left, top] = [Math.max(0, frame.x - MARGIN.x), Math.max(0, frame.y - MARGIN.y)]
  const width = Math.min(Math.max(signed.width, now.width), frame.x + frame.width + MARGIN.x) - left
  const height = Math.min(Math.max(signed.height, now.height), frame.y + frame.height + MARGIN.y) - top
  const part = { x: left, y: top, width, height }
  const around = {
    x: frame.x - left - OFFSET,
    y: frame.y - top - OFFSET,
    width: frame.width + 2 * OFFSET,
    height: frame.height + 2 * OFFSET,
  }
  return {
    signed: partOf(signed, part),
    now: partOf(now, part),
    size: { width, height },
    frame: clip(around, width, height),
  }
}

/** A part of a picture; white where it lies outside. */
function partOf(picture: Picture, { x, y, width, height }: Frame): Picture {
  const rgba = new Uint8Array(width * height * 4).fill(255)
  const columns = Math.max(0, Math.min(width, picture.width - x))
  for (let row = 0; row < Math.min(height, picture.height - y); row += 1) {
    const from = ((y + row) * picture.width + x) * 4
    rgba.set(picture.rgba.subarray(from, from + columns * 4), row * width * 4)
  }
  return { width, height, rgba }
}

function clip({ x, y, width, height }: Frame, most: number, tallest: number): Frame {
  const [left, up] = [Math.max(1, x), Math.max(1, y)]
  return {
    x: left,
    y: up,
    width: Math.min(most - 1, x + width) - left,
    height: Math.min(tallest - 1, y + height) - up,
  }
}

/** A picture as PNG without its transparency: pages are opaque, and a third smaller so. */
export function toPng({ width, height, rgba }: Picture): Uint8Array {
  const rgb = new Uint8Array(width * height * 3)
  for (let from = 0, to = 0; to < rgb.length; from += 4, to += 3) {
    rgb[to] = rgba[from]!
    rgb[to + 1] = rgba[from + 1]!
    rgb[to + 2] = rgba[from + 2]!
  }
  return encode({ width, height, data: rgb, channels: 3 })
}
