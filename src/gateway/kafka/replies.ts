/**
 * The answers of one connection, in the order of its requests: one that is ready early waits for those before it. Bounded
 * by the requests that the session takes in.
 */
type Chunks = readonly Uint8Array[];

interface Place {
  /** Undefined: not answered yet. */
  answer: Chunks | 'none' | undefined;
}

export class Replies {
  private readonly send: (chunks: Chunks) => void;
  private readonly places: Place[] = [];

  constructor(send: (chunks: Chunks) => void) {
    this.send = send;
  }

  /** Of the next request; called once, with 'none' for a request that gets no answer. */
  open(): (answer: Chunks | 'none') => void {
    const place: Place = { answer: undefined };
    this.places.push(place);
    return (answer) => {
      place.answer = answer;
      this.sendReady();
    };
  }

  private sendReady(): void {
    let first = this.places[0];
    while (first?.answer !== undefined) {
      this.places.shift();
      if (first.answer !== 'none') this.send(first.answer);
      first = this.places[0];
    }
  }
}
