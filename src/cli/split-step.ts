/**
 * A broker's sentence may hold the next step, as in `There is no topic "x"; create it with: npx flotilla topic create x`.
 * On a terminal the step stands on a line of its own, without a full stop, so that it can be copied.
 */
export function splitStep(message: string): { sentence: string; next: string | undefined } {
  const match = /^(.+?)[;.] ([^;]*npx flotilla .+?)(?:(?<=[^.])\.)?$/s.exec(message);
  return match === null
    ? { sentence: message, next: undefined }
    : { sentence: `${match[1]}.`, next: match[2] };
}
