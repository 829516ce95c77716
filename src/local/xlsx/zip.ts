// A ZIP container that copies unchanged parts byte for byte without inflating them. Uses native zlib, which
// deflates a 35 MB worksheet four times faster than a JavaScript implementation.
import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';

/** One file of the archive: unchanged from the source archive, or new bytes. */
export interface ZipEntry {
  readonly name: string;
  readonly bytes: () => Uint8Array;
  readonly packed: PackedBytes | null;
}

interface PackedBytes {
  readonly method: number;
  readonly crc: number;
  readonly size: number;
  readonly data: Uint8Array;
}

/** The archive is damaged, truncated, or uses features that no spreadsheet program writes. */
export class BadZip extends Error {}

/** Unpacked, the archive would take more than any workbook does: megabytes of packed zeros become gigabytes. */
export class HugeZip extends Error {}

/** Bytes of all parts together. Ten million cells, as many as Google holds, take less than half of it. */
export const MOST_UNPACKED = 2 * 1024 ** 3;

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
/** Zip64: a second end record, found through its locator, for numbers that the ordinary fields cannot hold. */
const END_64 = 0x06064b50;
const LOCATOR_64 = 0x07064b50;
const LOCATOR_64_SIZE = 20;
const EXTRA_64 = 1;
const SEE_EXTRA = 0xffffffff;
/** 1980-01-01, the earliest date in ZIP: the same content always gives the same bytes. */
const FIXED_DATE = 0x21;
const UTF8_NAMES = 0x800;
const ENCRYPTED = 1;

export function readZip(archive: Uint8Array): Map<string, ZipEntry> {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
  const { count, start: first } = directoryOf(view);
  let at = first;
  const entries = new Map<string, ZipEntry>();
  let unpacked = 0;
  const names = new TextDecoder();
  for (let i = 0; i < count; i++) {
    if (at + 46 > archive.length || view.getUint32(at, true) !== CENTRAL)
      throw new BadZip('central directory');
    if (view.getUint16(at + 8, true) & ENCRYPTED) throw new BadZip('encrypted entry');
    const method = view.getUint16(at + 10, true);
    const crc = view.getUint32(at + 16, true);
    const nameLength = view.getUint16(at + 28, true);
    const name = names.decode(archive.subarray(at + 46, at + 46 + nameLength)).replace(/\\/g, '/');
    const extra = at + 46 + nameLength;
    const extraLength = view.getUint16(at + 30, true);
    const large = extra64(view, extra, extra + extraLength);
    // In this order; a number that fits its ordinary field has none there.
    const [size = 0, packedSize = 0, local = 0] = [at + 24, at + 20, at + 42].map((field) => {
      const number = view.getUint32(field, true);
      return number === SEE_EXTRA ? (large.shift() ?? number) : number;
    });
    at = extra + extraLength + view.getUint16(at + 32, true);
    unpacked += size;
    if (unpacked > MOST_UNPACKED) throw new HugeZip(name);
    if (name.endsWith('/')) continue;
    if (local + 30 > archive.length || view.getUint32(local, true) !== LOCAL) throw new BadZip(name);
    const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    if (start + packedSize > archive.length) throw new BadZip(name);
    const packed = { method, crc, size, data: archive.subarray(start, start + packedSize) };
    entries.set(name, { name, packed, bytes: () => unpack(name, packed) });
  }
  return entries;
}

export function newEntry(name: string, bytes: Uint8Array): ZipEntry {
  return { name, packed: null, bytes: () => bytes };
}

export function writeZip(entries: Iterable<ZipEntry>): Uint8Array {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  let count = 0;
  for (const entry of entries) {
    const name = new TextEncoder().encode(entry.name);
    const packed = entry.packed ?? pack(entry.bytes());
    const header = (signature: number, length: number, shift: number): DataView => {
      const view = new DataView(new ArrayBuffer(length));
      view.setUint32(0, signature, true);
      if (signature === CENTRAL) view.setUint16(4, 20, true);
      view.setUint16(4 + shift, 20, true);
      view.setUint16(6 + shift, UTF8_NAMES, true);
      view.setUint16(8 + shift, packed.method, true);
      view.setUint16(12 + shift, FIXED_DATE, true);
      view.setUint32(14 + shift, packed.crc, true);
      view.setUint32(18 + shift, packed.data.length, true);
      view.setUint32(22 + shift, packed.size, true);
      view.setUint16(26 + shift, name.length, true);
      return view;
    };
    const central = header(CENTRAL, 46, 2);
    central.setUint32(42, offset, true);
    directory.push(bytesOf(central), name);
    parts.push(bytesOf(header(LOCAL, 30, 0)), name, packed.data);
    offset += 30 + name.length + packed.data.length;
    count++;
  }
  const directorySize = directory.reduce((sum, part) => sum + part.length, 0);
  const end = new DataView(new ArrayBuffer(22));
  end.setUint32(0, END, true);
  end.setUint16(8, count, true);
  end.setUint16(10, count, true);
  end.setUint32(12, directorySize, true);
  end.setUint32(16, offset, true);
  return Buffer.concat([...parts, ...directory, bytesOf(end)]);
}

function findEnd(view: DataView): number {
  // The record has 22 bytes, followed by a comment of at most 64 KB.
  const stop = Math.max(0, view.byteLength - 22 - 0xffff);
  for (let at = view.byteLength - 22; at >= stop; at--) if (view.getUint32(at, true) === END) return at;
  throw new BadZip('end of central directory');
}

/** How many entries the central directory has, and where it starts. */
function directoryOf(view: DataView): { readonly count: number; readonly start: number } {
  const end = findEnd(view);
  const locator = end - LOCATOR_64_SIZE;
  if (locator < 0 || view.getUint32(locator, true) !== LOCATOR_64)
    return { count: view.getUint16(end + 10, true), start: view.getUint32(end + 16, true) };
  const end64 = number64(view, locator + 8);
  if (end64 + 56 > locator || view.getUint32(end64, true) !== END_64) throw new BadZip('zip64 end record');
  return { count: number64(view, end64 + 32), start: number64(view, end64 + 48) };
}

/** The numbers of an entry's zip64 field; none if it has no such field. */
function extra64(view: DataView, start: number, end: number): number[] {
  const numbers: number[] = [];
  for (let at = start; at + 4 <= end; at += 4 + view.getUint16(at + 2, true)) {
    if (view.getUint16(at, true) !== EXTRA_64) continue;
    const stop = Math.min(end, at + 4 + view.getUint16(at + 2, true));
    for (let from = at + 4; from + 8 <= stop; from += 8) numbers.push(number64(view, from));
  }
  return numbers;
}

const number64 = (view: DataView, at: number): number => Number(view.getBigUint64(at, true));

function unpack(name: string, packed: PackedBytes): Uint8Array {
  try {
    // Zlib knows no limit of 0.
    const maxOutputLength = Math.max(1, packed.size);
    const bytes = packed.method === 0 ? packed.data : inflateRawSync(packed.data, { maxOutputLength });
    if (bytes.length === packed.size && crc32(bytes) === packed.crc) return bytes;
  } catch (error) {
    throw new BadZip(name, { cause: error });
  }
  throw new BadZip(name);
}

function pack(bytes: Uint8Array): PackedBytes {
  return {
    method: 8,
    crc: crc32(bytes),
    size: bytes.length,
    data: deflateRawSync(bytes, { level: bytes.length > 4_000_000 ? 2 : 6 }),
  };
}

function bytesOf(view: DataView): Uint8Array {
  return new Uint8Array(view.buffer);
}
