/** One API of Kafka's protocol: its number, its versions, and what a request and a response hold. */
import { MalformedBytes } from '../../base/byte-reader.ts';
import { invariant } from '../../base/invariant.ts';
import { compileStruct, type Struct } from './compile.ts';
import type { Codec } from './scalar-codecs.ts';
import type { DraftOf, Fields, ValueOf } from './schema.ts';
import { isWithin, parseVersions, type VersionRange, type Versions } from './versions.ts';
import type { WireReader } from './wire-reader.ts';
import type { WireWriter } from './wire-writer.ts';

export interface Api<
  Name extends string = string,
  Request extends Fields = Fields,
  Response extends Fields = Fields,
> {
  readonly key: number;
  readonly name: Name;
  /** That can be encoded and decoded; what a broker advertises may be narrower, and for two APIs is wider. */
  readonly versions: VersionRange;
  readonly flexibleFrom: number;
  readonly request: Message<Request>;
  readonly response: Message<Response>;
}

/** Complete, as decoded. */
export type RequestOf<A> = A extends Api<string, infer F> ? ValueOf<F> : never;
export type ResponseOf<A> = A extends Api<string, Fields, infer F> ? ValueOf<F> : never;
/** As one writes it by hand. */
export type RequestDraftOf<A> = A extends Api<string, infer F> ? DraftOf<F> : never;
export type ResponseDraftOf<A> = A extends Api<string, Fields, infer F> ? DraftOf<F> : never;

interface Definition<Name extends string, Request extends Fields, Response extends Fields> {
  readonly key: number;
  readonly name: Name;
  readonly versions: Versions;
  /** The first version with compact lengths and tagged fields; left out if there is none. */
  readonly flexibleFrom?: number;
  readonly request: Request;
  readonly response: Response;
}

export function defineApi<
  const Name extends string,
  const Request extends Fields,
  const Response extends Fields,
>(definition: Definition<Name, Request, Response>): Api<Name, Request, Response> {
  const { key, name, flexibleFrom = Infinity } = definition;
  const versions = parseVersions(definition.versions);
  return {
    key,
    name,
    versions,
    flexibleFrom,
    request: new Message(definition.request, versions, flexibleFrom),
    response: new Message(definition.response, versions, flexibleFrom),
  };
}

/** One direction of an API. The codec of a version is compiled when it is first needed. */
export class Message<F extends Fields> {
  readonly fields: F;

  private readonly versions: VersionRange;
  private readonly flexibleFrom: number;
  private readonly codecs = new Map<number, Codec<Struct>>();

  constructor(fields: F, versions: VersionRange, flexibleFrom: number) {
    this.fields = fields;
    this.versions = versions;
    this.flexibleFrom = flexibleFrom;
  }

  /** Reads to the end. Throws MalformedBytes. */
  read(reader: WireReader, version: number): ValueOf<F> {
    const value = this.codec(version).read(reader);
    if (reader.remaining > 0) {
      throw new MalformedBytes(`${reader.remaining} bytes follow the end of the message`);
    }
    return value as ValueOf<F>;
  }

  /** What the version does not have is left out, whatever the draft says of it. */
  write(writer: WireWriter, version: number, draft: DraftOf<F>): void {
    this.codec(version).write(writer, draft);
  }

  private codec(version: number): Codec<Struct> {
    const compiled = this.codecs.get(version);
    if (compiled !== undefined) return compiled;
    invariant(isWithin(this.versions, version), 'only a version that is there is read or written');
    const codec = compileStruct(this.fields, version, version >= this.flexibleFrom);
    this.codecs.set(version, codec);
    return codec;
  }
}
