/** CreateAcls, 1 to 3: there are no permissions yet. */
import type { Handler } from '../call.ts';
import { SECURITY_DISABLED } from '../security-disabled.ts';

export const createAcls: Handler<'CreateAcls'> = async ({ body }) => ({
  results: body.creations.map(() => SECURITY_DISABLED),
});
