/** What a broker sends over Node's own channel to the `flotilla dev` that started it, once it serves. */
export const READY = 'ready';
