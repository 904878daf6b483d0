/** A data directory that may not be used. The message is one sentence for a person, with the next step. */
export class StorageRefused extends Error {
  override readonly name = 'StorageRefused';
}
