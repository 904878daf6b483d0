/** Up to here, copying into one buffer is cheaper than a chunk of its own in the writev. */
const SMALL_CHUNK_BYTES = 4 * 1024;

/** The same bytes in fewer chunks: neighbours that are small are copied together, large ones stay as they are. */
export function coalesce(chunks: readonly Uint8Array[]): Uint8Array[] {
  const result: Uint8Array[] = [];
  let start = 0;
  let smallBytes = 0;
  for (let i = 0; i <= chunks.length; i += 1) {
    const chunk = chunks[i];
    if (chunk !== undefined && chunk.length <= SMALL_CHUNK_BYTES) {
      smallBytes += chunk.length;
      continue;
    }
    if (i > start) result.push(joinSmall(chunks, start, i, smallBytes));
    if (chunk !== undefined) result.push(chunk);
    start = i + 1;
    smallBytes = 0;
  }
  return result;
}

function joinSmall(
  chunks: readonly Uint8Array[],
  start: number,
  end: number,
  bytes: number,
): Uint8Array {
  if (end - start === 1) return chunks[start]!;
  const joined: Uint8Array = Buffer.allocUnsafeSlow(bytes);
  let at = 0;
  for (let i = start; i < end; i += 1) {
    joined.set(chunks[i]!, at);
    at += chunks[i]!.length;
  }
  return joined;
}
