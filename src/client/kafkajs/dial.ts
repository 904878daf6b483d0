/** Opens the first WebSocket of several URLs that answers: one after the other, without waiting long for one that is silent. */
import type { StandardWebSocket } from '../browser-socket.ts';

/** A connection that is being made; its subprotocol is chosen. */
export type OpenSocket = (url: string) => StandardWebSocket;

/** After which the next URL is tried beside it. kafkajs gives a connection one second. */
const NEXT_URL_MS = 250;

export interface Dialed {
  readonly socket: StandardWebSocket;
  /** Which of the URLs it was. */
  readonly at: number;
}

export interface DialHandlers {
  readonly opened: (dialed: Dialed) => void;
  /** Once, when none of them can be reached. */
  readonly failed: (sentence: string) => void;
}

/** Begins with the URL number `first`. Returns what gives it up. */
export function dial(
  open: OpenSocket,
  { urls, first }: { readonly urls: readonly string[]; readonly first: number },
  handlers: DialHandlers,
): () => void {
  const attempts = new Set<StandardWebSocket>();
  const failures: string[] = [];
  let begun = 0;
  let isOver = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function end(winner?: StandardWebSocket): void {
    isOver = true;
    clearTimeout(timer);
    for (const socket of attempts) if (socket !== winner) socket.close();
  }

  function failed(sentence: string): void {
    if (isOver) return;
    failures.push(sentence);
    if (begun < urls.length) return next();
    if (failures.length < urls.length) return;
    end();
    handlers.failed(failures.join('; '));
  }

  function next(): void {
    clearTimeout(timer);
    if (begun === urls.length) return;
    const at = (first + begun) % urls.length;
    begun += 1;
    timer = setTimeout(next, NEXT_URL_MS);
    attempt(at);
  }

  function attempt(at: number): void {
    const url = urls[at]!;
    let why = '';
    let isDown = false;
    const down = (): void => {
      if (isDown) return;
      isDown = true;
      failed(`${url} cannot be reached${why === '' ? '' : `: ${why}`}`);
    };
    let socket: StandardWebSocket;
    try {
      socket = open(url);
    } catch (error) {
      why = (error as Error).message;
      // Whoever called has not said yet whom to tell.
      return void Promise.resolve().then(down);
    }
    attempts.add(socket);
    // Browsers do not say why, so that a page cannot explore the network behind them.
    socket.addEventListener('error', (event) => (why = event?.message ?? ''));
    socket.addEventListener('close', down);
    socket.addEventListener('open', () => {
      if (isOver) return;
      isDown = true;
      end(socket);
      handlers.opened({ socket, at });
    });
  }

  next();
  return () => end();
}
