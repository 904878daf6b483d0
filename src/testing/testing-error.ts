/** What the author of a test can put right; the message is one sentence with the next step. */
export class TestingError extends Error {
  override readonly name = 'TestingError';
}
