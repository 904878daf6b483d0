/* oxlint-disable */
// Generated from peer.proto by `npm run protocol`; not edited by hand.
// Of the code with sha256 9f6906faf02ae242e304443c5fa3d7350adfe138b3b04cacd89baaeec132572e.
import * as $protobuf from "../protobuf-runtime.js";

/** Namespace flotilla. */
export namespace flotilla {

    /** Namespace peer. */
    namespace peer {

        /** Namespace v1. */
        namespace v1 {

            /**
             * Properties of a PeerFrame.
             * @deprecated Use flotilla.peer.v1.PeerFrame.$Properties instead.
             */
            interface IPeerFrame extends flotilla.peer.v1.PeerFrame.$Properties {
            }

            /** Represents a PeerFrame. */
            class PeerFrame {

                /**
                 * Constructs a new PeerFrame.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: flotilla.peer.v1.PeerFrame.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** PeerFrame messages. */
                messages: flotilla.peer.v1.GroupMessage.$Properties[];

                /** PeerFrame leadership. */
                leadership: flotilla.peer.v1.LeadershipUpdate.$Properties[];

                /** PeerFrame requests. */
                requests: flotilla.peer.v1.Exchange.$Properties[];

                /** PeerFrame responses. */
                responses: flotilla.peer.v1.Exchange.$Properties[];

                /** PeerFrame beats. */
                beats?: (flotilla.peer.v1.Beats.$Properties|null);

                /** PeerFrame beatAnswer. */
                beatAnswer?: (flotilla.peer.v1.BeatAnswer.$Properties|null);

                /**
                 * Encodes the specified PeerFrame message. Does not implicitly {@link flotilla.peer.v1.PeerFrame.verify|verify} messages.
                 * @param message PeerFrame message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: flotilla.peer.v1.PeerFrame.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a PeerFrame message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {flotilla.peer.v1.PeerFrame & flotilla.peer.v1.PeerFrame.$Shape} PeerFrame
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.peer.v1.PeerFrame & flotilla.peer.v1.PeerFrame.$Shape;
            }

            namespace PeerFrame {

                /** Properties of a PeerFrame. */
                interface $Properties {

                    /** PeerFrame messages */
                    messages?: (flotilla.peer.v1.GroupMessage.$Properties[]|null);

                    /** PeerFrame leadership */
                    leadership?: (flotilla.peer.v1.LeadershipUpdate.$Properties[]|null);

                    /** PeerFrame requests */
                    requests?: (flotilla.peer.v1.Exchange.$Properties[]|null);

                    /** PeerFrame responses */
                    responses?: (flotilla.peer.v1.Exchange.$Properties[]|null);

                    /** PeerFrame beats */
                    beats?: (flotilla.peer.v1.Beats.$Properties|null);

                    /** PeerFrame beatAnswer */
                    beatAnswer?: (flotilla.peer.v1.BeatAnswer.$Properties|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a PeerFrame. */
                type $Shape = {
                  messages?: flotilla.peer.v1.GroupMessage.$Shape[]|null;
                  leadership?: flotilla.peer.v1.LeadershipUpdate.$Shape[]|null;
                  requests?: flotilla.peer.v1.Exchange.$Shape[]|null;
                  responses?: flotilla.peer.v1.Exchange.$Shape[]|null;
                  beats?: flotilla.peer.v1.Beats.$Shape|null;
                  beatAnswer?: flotilla.peer.v1.BeatAnswer.$Shape|null;
                  $unknowns?: Uint8Array[];
                };
            }

            /**
             * Properties of a Beats.
             * @deprecated Use flotilla.peer.v1.Beats.$Properties instead.
             */
            interface IBeats extends flotilla.peer.v1.Beats.$Properties {
            }

            /** Represents a Beats. */
            class Beats {

                /**
                 * Constructs a new Beats.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: flotilla.peer.v1.Beats.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Beats sequence. */
                sequence: number;

                /** Beats groups. */
                groups: Uint8Array;

                /**
                 * Encodes the specified Beats message. Does not implicitly {@link flotilla.peer.v1.Beats.verify|verify} messages.
                 * @param message Beats message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: flotilla.peer.v1.Beats.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Beats message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {flotilla.peer.v1.Beats & flotilla.peer.v1.Beats.$Shape} Beats
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.peer.v1.Beats & flotilla.peer.v1.Beats.$Shape;
            }

            namespace Beats {

                /** Properties of a Beats. */
                interface $Properties {

                    /** Beats sequence */
                    sequence?: (number|null);

                    /** Beats groups */
                    groups?: (Uint8Array|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Beats. */
                type $Shape = flotilla.peer.v1.Beats.$Properties;
            }

            /**
             * Properties of a BeatAnswer.
             * @deprecated Use flotilla.peer.v1.BeatAnswer.$Properties instead.
             */
            interface IBeatAnswer extends flotilla.peer.v1.BeatAnswer.$Properties {
            }

            /** Represents a BeatAnswer. */
            class BeatAnswer {

                /**
                 * Constructs a new BeatAnswer.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: flotilla.peer.v1.BeatAnswer.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** BeatAnswer sequence. */
                sequence: number;

                /** BeatAnswer refused. */
                refused: number[];

                /**
                 * Encodes the specified BeatAnswer message. Does not implicitly {@link flotilla.peer.v1.BeatAnswer.verify|verify} messages.
                 * @param message BeatAnswer message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: flotilla.peer.v1.BeatAnswer.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a BeatAnswer message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {flotilla.peer.v1.BeatAnswer & flotilla.peer.v1.BeatAnswer.$Shape} BeatAnswer
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.peer.v1.BeatAnswer & flotilla.peer.v1.BeatAnswer.$Shape;
            }

            namespace BeatAnswer {

                /** Properties of a BeatAnswer. */
                interface $Properties {

                    /** BeatAnswer sequence */
                    sequence?: (number|null);

                    /** BeatAnswer refused */
                    refused?: (number[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a BeatAnswer. */
                type $Shape = flotilla.peer.v1.BeatAnswer.$Properties;
            }

            /**
             * Properties of an Exchange.
             * @deprecated Use flotilla.peer.v1.Exchange.$Properties instead.
             */
            interface IExchange extends flotilla.peer.v1.Exchange.$Properties {
            }

            /** Represents an Exchange. */
            class Exchange {

                /**
                 * Constructs a new Exchange.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: flotilla.peer.v1.Exchange.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Exchange id. */
                id: number;

                /** Exchange body. */
                body: Uint8Array;

                /** Exchange payloadSizes. */
                payloadSizes: number[];

                /**
                 * Encodes the specified Exchange message. Does not implicitly {@link flotilla.peer.v1.Exchange.verify|verify} messages.
                 * @param message Exchange message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: flotilla.peer.v1.Exchange.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an Exchange message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {flotilla.peer.v1.Exchange & flotilla.peer.v1.Exchange.$Shape} Exchange
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.peer.v1.Exchange & flotilla.peer.v1.Exchange.$Shape;
            }

            namespace Exchange {

                /** Properties of an Exchange. */
                interface $Properties {

                    /** Exchange id */
                    id?: (number|null);

                    /** Exchange body */
                    body?: (Uint8Array|null);

                    /** Exchange payloadSizes */
                    payloadSizes?: (number[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an Exchange. */
                type $Shape = flotilla.peer.v1.Exchange.$Properties;
            }

            /**
             * Properties of a LeadershipUpdate.
             * @deprecated Use flotilla.peer.v1.LeadershipUpdate.$Properties instead.
             */
            interface ILeadershipUpdate extends flotilla.peer.v1.LeadershipUpdate.$Properties {
            }

            /** Represents a LeadershipUpdate. */
            class LeadershipUpdate {

                /**
                 * Constructs a new LeadershipUpdate.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: flotilla.peer.v1.LeadershipUpdate.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** LeadershipUpdate topicId. */
                topicId: Uint8Array;

                /** LeadershipUpdate partition. */
                partition: number;

                /** LeadershipUpdate term. */
                term: number;

                /** LeadershipUpdate leader. */
                leader?: (number|null);

                /** LeadershipUpdate inSyncReplicas. */
                inSyncReplicas: number[];

                /**
                 * Encodes the specified LeadershipUpdate message. Does not implicitly {@link flotilla.peer.v1.LeadershipUpdate.verify|verify} messages.
                 * @param message LeadershipUpdate message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: flotilla.peer.v1.LeadershipUpdate.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a LeadershipUpdate message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {flotilla.peer.v1.LeadershipUpdate & flotilla.peer.v1.LeadershipUpdate.$Shape} LeadershipUpdate
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.peer.v1.LeadershipUpdate & flotilla.peer.v1.LeadershipUpdate.$Shape;
            }

            namespace LeadershipUpdate {

                /** Properties of a LeadershipUpdate. */
                interface $Properties {

                    /** LeadershipUpdate topicId */
                    topicId?: (Uint8Array|null);

                    /** LeadershipUpdate partition */
                    partition?: (number|null);

                    /** LeadershipUpdate term */
                    term?: (number|null);

                    /** LeadershipUpdate leader */
                    leader?: (number|null);

                    /** LeadershipUpdate inSyncReplicas */
                    inSyncReplicas?: (number[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a LeadershipUpdate. */
                type $Shape = flotilla.peer.v1.LeadershipUpdate.$Properties;
            }

            /**
             * Properties of a GroupMessage.
             * @deprecated Use flotilla.peer.v1.GroupMessage.$Properties instead.
             */
            interface IGroupMessage extends flotilla.peer.v1.GroupMessage.$Properties {
            }

            /** Represents a GroupMessage. */
            class GroupMessage {

                /**
                 * Constructs a new GroupMessage.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: flotilla.peer.v1.GroupMessage.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** GroupMessage topicId. */
                topicId: Uint8Array;

                /** GroupMessage partition. */
                partition: number;

                /** GroupMessage requestVote. */
                requestVote?: (flotilla.peer.v1.RequestVoteRequest.$Properties|null);

                /** GroupMessage requestVoteResponse. */
                requestVoteResponse?: (flotilla.peer.v1.RequestVoteResponse.$Properties|null);

                /** GroupMessage appendEntries. */
                appendEntries?: (flotilla.peer.v1.AppendEntriesRequest.$Properties|null);

                /** GroupMessage appendEntriesResponse. */
                appendEntriesResponse?: (flotilla.peer.v1.AppendEntriesResponse.$Properties|null);

                /** GroupMessage installSnapshot. */
                installSnapshot?: (flotilla.peer.v1.InstallSnapshotRequest.$Properties|null);

                /** GroupMessage timeoutNow. */
                timeoutNow?: (flotilla.peer.v1.TimeoutNowRequest.$Properties|null);

                /** GroupMessage message. */
                message?: ("requestVote"|"requestVoteResponse"|"appendEntries"|"appendEntriesResponse"|"installSnapshot"|"timeoutNow");

                /**
                 * Encodes the specified GroupMessage message. Does not implicitly {@link flotilla.peer.v1.GroupMessage.verify|verify} messages.
                 * @param message GroupMessage message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: flotilla.peer.v1.GroupMessage.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a GroupMessage message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {flotilla.peer.v1.GroupMessage & flotilla.peer.v1.GroupMessage.$Shape} GroupMessage
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.peer.v1.GroupMessage & flotilla.peer.v1.GroupMessage.$Shape;
            }

            namespace GroupMessage {

                /** Properties of a GroupMessage. */
                interface $Properties {

                    /** GroupMessage topicId */
                    topicId?: (Uint8Array|null);

                    /** GroupMessage partition */
                    partition?: (number|null);

                    /** GroupMessage requestVote */
                    requestVote?: (flotilla.peer.v1.RequestVoteRequest.$Properties|null);

                    /** GroupMessage requestVoteResponse */
                    requestVoteResponse?: (flotilla.peer.v1.RequestVoteResponse.$Properties|null);

                    /** GroupMessage appendEntries */
                    appendEntries?: (flotilla.peer.v1.AppendEntriesRequest.$Properties|null);

                    /** GroupMessage appendEntriesResponse */
                    appendEntriesResponse?: (flotilla.peer.v1.AppendEntriesResponse.$Properties|null);

                    /** GroupMessage installSnapshot */
                    installSnapshot?: (flotilla.peer.v1.InstallSnapshotRequest.$Properties|null);

                    /** GroupMessage timeoutNow */
                    timeoutNow?: (flotilla.peer.v1.TimeoutNowRequest.$Properties|null);

                    /** GroupMessage message */
                    message?: ("requestVote"|"requestVoteResponse"|"appendEntries"|"appendEntriesResponse"|"installSnapshot"|"timeoutNow");

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Narrowed shape of a GroupMessage. */
                type $Shape = {
                  topicId?: Uint8Array|null;
                  partition?: number|null;
                  requestVote?: flotilla.peer.v1.RequestVoteRequest.$Shape|null;
                  requestVoteResponse?: flotilla.peer.v1.RequestVoteResponse.$Shape|null;
                  appendEntries?: flotilla.peer.v1.AppendEntriesRequest.$Shape|null;
                  appendEntriesResponse?: flotilla.peer.v1.AppendEntriesResponse.$Shape|null;
                  installSnapshot?: flotilla.peer.v1.InstallSnapshotRequest.$Shape|null;
                  timeoutNow?: flotilla.peer.v1.TimeoutNowRequest.$Shape|null;
                  $unknowns?: Uint8Array[];
                } & (
                  ({ message?: undefined; requestVote?: null; requestVoteResponse?: null; appendEntries?: null; appendEntriesResponse?: null; installSnapshot?: null; timeoutNow?: null }|{ message?: "requestVote"; requestVote: flotilla.peer.v1.RequestVoteRequest.$Shape; requestVoteResponse?: null; appendEntries?: null; appendEntriesResponse?: null; installSnapshot?: null; timeoutNow?: null }|{ message?: "requestVoteResponse"; requestVote?: null; requestVoteResponse: flotilla.peer.v1.RequestVoteResponse.$Shape; appendEntries?: null; appendEntriesResponse?: null; installSnapshot?: null; timeoutNow?: null }|{ message?: "appendEntries"; requestVote?: null; requestVoteResponse?: null; appendEntries: flotilla.peer.v1.AppendEntriesRequest.$Shape; appendEntriesResponse?: null; installSnapshot?: null; timeoutNow?: null }|{ message?: "appendEntriesResponse"; requestVote?: null; requestVoteResponse?: null; appendEntries?: null; appendEntriesResponse: flotilla.peer.v1.AppendEntriesResponse.$Shape; installSnapshot?: null; timeoutNow?: null }|{ message?: "installSnapshot"; requestVote?: null; requestVoteResponse?: null; appendEntries?: null; appendEntriesResponse?: null; installSnapshot: flotilla.peer.v1.InstallSnapshotRequest.$Shape; timeoutNow?: null }|{ message?: "timeoutNow"; requestVote?: null; requestVoteResponse?: null; appendEntries?: null; appendEntriesResponse?: null; installSnapshot?: null; timeoutNow: flotilla.peer.v1.TimeoutNowRequest.$Shape })
                );
            }

            /**
             * Properties of a RequestVoteRequest.
             * @deprecated Use flotilla.peer.v1.RequestVoteRequest.$Properties instead.
             */
            interface IRequestVoteRequest extends flotilla.peer.v1.RequestVoteRequest.$Properties {
            }

            /** Represents a RequestVoteRequest. */
            class RequestVoteRequest {

                /**
                 * Constructs a new RequestVoteRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: flotilla.peer.v1.RequestVoteRequest.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** RequestVoteRequest isPreVote. */
                isPreVote: boolean;

                /** RequestVoteRequest term. */
                term: number;

                /** RequestVoteRequest lastLogIndex. */
                lastLogIndex?: (flotilla.v1.Position.$Properties|null);

                /** RequestVoteRequest lastLogTerm. */
                lastLogTerm: number;

                /** RequestVoteRequest isLeadershipTransfer. */
                isLeadershipTransfer: boolean;

                /**
                 * Encodes the specified RequestVoteRequest message. Does not implicitly {@link flotilla.peer.v1.RequestVoteRequest.verify|verify} messages.
                 * @param message RequestVoteRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: flotilla.peer.v1.RequestVoteRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a RequestVoteRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {flotilla.peer.v1.RequestVoteRequest & flotilla.peer.v1.RequestVoteRequest.$Shape} RequestVoteRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.peer.v1.RequestVoteRequest & flotilla.peer.v1.RequestVoteRequest.$Shape;
            }

            namespace RequestVoteRequest {

                /** Properties of a RequestVoteRequest. */
                interface $Properties {

                    /** RequestVoteRequest isPreVote */
                    isPreVote?: (boolean|null);

                    /** RequestVoteRequest term */
                    term?: (number|null);

                    /** RequestVoteRequest lastLogIndex */
                    lastLogIndex?: (flotilla.v1.Position.$Properties|null);

                    /** RequestVoteRequest lastLogTerm */
                    lastLogTerm?: (number|null);

                    /** RequestVoteRequest isLeadershipTransfer */
                    isLeadershipTransfer?: (boolean|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a RequestVoteRequest. */
                type $Shape = flotilla.peer.v1.RequestVoteRequest.$Properties;
            }

            /**
             * Properties of a RequestVoteResponse.
             * @deprecated Use flotilla.peer.v1.RequestVoteResponse.$Properties instead.
             */
            interface IRequestVoteResponse extends flotilla.peer.v1.RequestVoteResponse.$Properties {
            }

            /** Represents a RequestVoteResponse. */
            class RequestVoteResponse {

                /**
                 * Constructs a new RequestVoteResponse.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: flotilla.peer.v1.RequestVoteResponse.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** RequestVoteResponse isPreVote. */
                isPreVote: boolean;

                /** RequestVoteResponse term. */
                term: number;

                /** RequestVoteResponse voteGranted. */
                voteGranted: boolean;

                /**
                 * Encodes the specified RequestVoteResponse message. Does not implicitly {@link flotilla.peer.v1.RequestVoteResponse.verify|verify} messages.
                 * @param message RequestVoteResponse message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: flotilla.peer.v1.RequestVoteResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a RequestVoteResponse message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {flotilla.peer.v1.RequestVoteResponse & flotilla.peer.v1.RequestVoteResponse.$Shape} RequestVoteResponse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.peer.v1.RequestVoteResponse & flotilla.peer.v1.RequestVoteResponse.$Shape;
            }

            namespace RequestVoteResponse {

                /** Properties of a RequestVoteResponse. */
                interface $Properties {

                    /** RequestVoteResponse isPreVote */
                    isPreVote?: (boolean|null);

                    /** RequestVoteResponse term */
                    term?: (number|null);

                    /** RequestVoteResponse voteGranted */
                    voteGranted?: (boolean|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a RequestVoteResponse. */
                type $Shape = flotilla.peer.v1.RequestVoteResponse.$Properties;
            }

            /**
             * Properties of an AppendEntriesRequest.
             * @deprecated Use flotilla.peer.v1.AppendEntriesRequest.$Properties instead.
             */
            interface IAppendEntriesRequest extends flotilla.peer.v1.AppendEntriesRequest.$Properties {
            }

            /** Represents an AppendEntriesRequest. */
            class AppendEntriesRequest {

                /**
                 * Constructs a new AppendEntriesRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: flotilla.peer.v1.AppendEntriesRequest.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** AppendEntriesRequest term. */
                term: number;

                /** AppendEntriesRequest prevLogIndex. */
                prevLogIndex?: (flotilla.v1.Position.$Properties|null);

                /** AppendEntriesRequest prevLogTerm. */
                prevLogTerm: number;

                /** AppendEntriesRequest entries. */
                entries: flotilla.peer.v1.EntryHeader.$Properties[];

                /** AppendEntriesRequest leaderCommit. */
                leaderCommit?: (flotilla.v1.Position.$Properties|null);

                /** AppendEntriesRequest readContext. */
                readContext: number;

                /**
                 * Encodes the specified AppendEntriesRequest message. Does not implicitly {@link flotilla.peer.v1.AppendEntriesRequest.verify|verify} messages.
                 * @param message AppendEntriesRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: flotilla.peer.v1.AppendEntriesRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an AppendEntriesRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {flotilla.peer.v1.AppendEntriesRequest & flotilla.peer.v1.AppendEntriesRequest.$Shape} AppendEntriesRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.peer.v1.AppendEntriesRequest & flotilla.peer.v1.AppendEntriesRequest.$Shape;
            }

            namespace AppendEntriesRequest {

                /** Properties of an AppendEntriesRequest. */
                interface $Properties {

                    /** AppendEntriesRequest term */
                    term?: (number|null);

                    /** AppendEntriesRequest prevLogIndex */
                    prevLogIndex?: (flotilla.v1.Position.$Properties|null);

                    /** AppendEntriesRequest prevLogTerm */
                    prevLogTerm?: (number|null);

                    /** AppendEntriesRequest entries */
                    entries?: (flotilla.peer.v1.EntryHeader.$Properties[]|null);

                    /** AppendEntriesRequest leaderCommit */
                    leaderCommit?: (flotilla.v1.Position.$Properties|null);

                    /** AppendEntriesRequest readContext */
                    readContext?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an AppendEntriesRequest. */
                type $Shape = flotilla.peer.v1.AppendEntriesRequest.$Properties;
            }

            /** EntryKind enum. */
            enum EntryKind {

                /** BATCH value */
                BATCH = 0,

                /** TERM_START value */
                TERM_START = 1,

                /** CONFIGURATION value */
                CONFIGURATION = 2
            }

            /**
             * Properties of an EntryHeader.
             * @deprecated Use flotilla.peer.v1.EntryHeader.$Properties instead.
             */
            interface IEntryHeader extends flotilla.peer.v1.EntryHeader.$Properties {
            }

            /** Represents an EntryHeader. */
            class EntryHeader {

                /**
                 * Constructs a new EntryHeader.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: flotilla.peer.v1.EntryHeader.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** EntryHeader kind. */
                kind: flotilla.peer.v1.EntryKind;

                /** EntryHeader end. */
                end?: (flotilla.v1.Position.$Properties|null);

                /** EntryHeader term. */
                term: number;

                /** EntryHeader size. */
                size: number;

                /** EntryHeader configuration. */
                configuration?: (flotilla.peer.v1.Configuration.$Properties|null);

                /**
                 * Encodes the specified EntryHeader message. Does not implicitly {@link flotilla.peer.v1.EntryHeader.verify|verify} messages.
                 * @param message EntryHeader message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: flotilla.peer.v1.EntryHeader.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an EntryHeader message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {flotilla.peer.v1.EntryHeader & flotilla.peer.v1.EntryHeader.$Shape} EntryHeader
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.peer.v1.EntryHeader & flotilla.peer.v1.EntryHeader.$Shape;
            }

            namespace EntryHeader {

                /** Properties of an EntryHeader. */
                interface $Properties {

                    /** EntryHeader kind */
                    kind?: (flotilla.peer.v1.EntryKind|null);

                    /** EntryHeader end */
                    end?: (flotilla.v1.Position.$Properties|null);

                    /** EntryHeader term */
                    term?: (number|null);

                    /** EntryHeader size */
                    size?: (number|null);

                    /** EntryHeader configuration */
                    configuration?: (flotilla.peer.v1.Configuration.$Properties|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an EntryHeader. */
                type $Shape = flotilla.peer.v1.EntryHeader.$Properties;
            }

            /**
             * Properties of a ReplicaId.
             * @deprecated Use flotilla.peer.v1.ReplicaId.$Properties instead.
             */
            interface IReplicaId extends flotilla.peer.v1.ReplicaId.$Properties {
            }

            /** Represents a ReplicaId. */
            class ReplicaId {

                /**
                 * Constructs a new ReplicaId.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: flotilla.peer.v1.ReplicaId.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** ReplicaId nodeId. */
                nodeId: number;

                /** ReplicaId directoryId. */
                directoryId: Uint8Array;

                /**
                 * Encodes the specified ReplicaId message. Does not implicitly {@link flotilla.peer.v1.ReplicaId.verify|verify} messages.
                 * @param message ReplicaId message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: flotilla.peer.v1.ReplicaId.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a ReplicaId message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {flotilla.peer.v1.ReplicaId & flotilla.peer.v1.ReplicaId.$Shape} ReplicaId
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.peer.v1.ReplicaId & flotilla.peer.v1.ReplicaId.$Shape;
            }

            namespace ReplicaId {

                /** Properties of a ReplicaId. */
                interface $Properties {

                    /** ReplicaId nodeId */
                    nodeId?: (number|null);

                    /** ReplicaId directoryId */
                    directoryId?: (Uint8Array|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a ReplicaId. */
                type $Shape = flotilla.peer.v1.ReplicaId.$Properties;
            }

            /**
             * Properties of a Configuration.
             * @deprecated Use flotilla.peer.v1.Configuration.$Properties instead.
             */
            interface IConfiguration extends flotilla.peer.v1.Configuration.$Properties {
            }

            /** Represents a Configuration. */
            class Configuration {

                /**
                 * Constructs a new Configuration.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: flotilla.peer.v1.Configuration.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Configuration voters. */
                voters: flotilla.peer.v1.ReplicaId.$Properties[];

                /** Configuration learners. */
                learners: flotilla.peer.v1.ReplicaId.$Properties[];

                /** Configuration isJoint. */
                isJoint: boolean;

                /** Configuration oldVoters. */
                oldVoters: flotilla.peer.v1.ReplicaId.$Properties[];

                /**
                 * Encodes the specified Configuration message. Does not implicitly {@link flotilla.peer.v1.Configuration.verify|verify} messages.
                 * @param message Configuration message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: flotilla.peer.v1.Configuration.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Configuration message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {flotilla.peer.v1.Configuration & flotilla.peer.v1.Configuration.$Shape} Configuration
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.peer.v1.Configuration & flotilla.peer.v1.Configuration.$Shape;
            }

            namespace Configuration {

                /** Properties of a Configuration. */
                interface $Properties {

                    /** Configuration voters */
                    voters?: (flotilla.peer.v1.ReplicaId.$Properties[]|null);

                    /** Configuration learners */
                    learners?: (flotilla.peer.v1.ReplicaId.$Properties[]|null);

                    /** Configuration isJoint */
                    isJoint?: (boolean|null);

                    /** Configuration oldVoters */
                    oldVoters?: (flotilla.peer.v1.ReplicaId.$Properties[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Configuration. */
                type $Shape = flotilla.peer.v1.Configuration.$Properties;
            }

            /**
             * Properties of an AppendEntriesResponse.
             * @deprecated Use flotilla.peer.v1.AppendEntriesResponse.$Properties instead.
             */
            interface IAppendEntriesResponse extends flotilla.peer.v1.AppendEntriesResponse.$Properties {
            }

            /** Represents an AppendEntriesResponse. */
            class AppendEntriesResponse {

                /**
                 * Constructs a new AppendEntriesResponse.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: flotilla.peer.v1.AppendEntriesResponse.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** AppendEntriesResponse term. */
                term: number;

                /** AppendEntriesResponse readContext. */
                readContext: number;

                /** AppendEntriesResponse matchIndex. */
                matchIndex?: (flotilla.v1.Position.$Properties|null);

                /** AppendEntriesResponse rejected. */
                rejected?: (flotilla.peer.v1.AppendEntriesRejection.$Properties|null);

                /** AppendEntriesResponse result. */
                result?: ("matchIndex"|"rejected");

                /**
                 * Encodes the specified AppendEntriesResponse message. Does not implicitly {@link flotilla.peer.v1.AppendEntriesResponse.verify|verify} messages.
                 * @param message AppendEntriesResponse message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: flotilla.peer.v1.AppendEntriesResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an AppendEntriesResponse message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {flotilla.peer.v1.AppendEntriesResponse & flotilla.peer.v1.AppendEntriesResponse.$Shape} AppendEntriesResponse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.peer.v1.AppendEntriesResponse & flotilla.peer.v1.AppendEntriesResponse.$Shape;
            }

            namespace AppendEntriesResponse {

                /** Properties of an AppendEntriesResponse. */
                interface $Properties {

                    /** AppendEntriesResponse term */
                    term?: (number|null);

                    /** AppendEntriesResponse readContext */
                    readContext?: (number|null);

                    /** AppendEntriesResponse matchIndex */
                    matchIndex?: (flotilla.v1.Position.$Properties|null);

                    /** AppendEntriesResponse rejected */
                    rejected?: (flotilla.peer.v1.AppendEntriesRejection.$Properties|null);

                    /** AppendEntriesResponse result */
                    result?: ("matchIndex"|"rejected");

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Narrowed shape of an AppendEntriesResponse. */
                type $Shape = {
                  term?: number|null;
                  readContext?: number|null;
                  matchIndex?: flotilla.v1.Position.$Shape|null;
                  rejected?: flotilla.peer.v1.AppendEntriesRejection.$Shape|null;
                  $unknowns?: Uint8Array[];
                } & (
                  ({ result?: undefined; matchIndex?: null; rejected?: null }|{ result?: "matchIndex"; matchIndex: flotilla.v1.Position.$Shape; rejected?: null }|{ result?: "rejected"; matchIndex?: null; rejected: flotilla.peer.v1.AppendEntriesRejection.$Shape })
                );
            }

            /**
             * Properties of an AppendEntriesRejection.
             * @deprecated Use flotilla.peer.v1.AppendEntriesRejection.$Properties instead.
             */
            interface IAppendEntriesRejection extends flotilla.peer.v1.AppendEntriesRejection.$Properties {
            }

            /** Represents an AppendEntriesRejection. */
            class AppendEntriesRejection {

                /**
                 * Constructs a new AppendEntriesRejection.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: flotilla.peer.v1.AppendEntriesRejection.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** AppendEntriesRejection prevLogIndex. */
                prevLogIndex?: (flotilla.v1.Position.$Properties|null);

                /** AppendEntriesRejection prevLogTerm. */
                prevLogTerm: number;

                /** AppendEntriesRejection hintPosition. */
                hintPosition?: (flotilla.v1.Position.$Properties|null);

                /** AppendEntriesRejection hintTerm. */
                hintTerm: number;

                /**
                 * Encodes the specified AppendEntriesRejection message. Does not implicitly {@link flotilla.peer.v1.AppendEntriesRejection.verify|verify} messages.
                 * @param message AppendEntriesRejection message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: flotilla.peer.v1.AppendEntriesRejection.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an AppendEntriesRejection message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {flotilla.peer.v1.AppendEntriesRejection & flotilla.peer.v1.AppendEntriesRejection.$Shape} AppendEntriesRejection
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.peer.v1.AppendEntriesRejection & flotilla.peer.v1.AppendEntriesRejection.$Shape;
            }

            namespace AppendEntriesRejection {

                /** Properties of an AppendEntriesRejection. */
                interface $Properties {

                    /** AppendEntriesRejection prevLogIndex */
                    prevLogIndex?: (flotilla.v1.Position.$Properties|null);

                    /** AppendEntriesRejection prevLogTerm */
                    prevLogTerm?: (number|null);

                    /** AppendEntriesRejection hintPosition */
                    hintPosition?: (flotilla.v1.Position.$Properties|null);

                    /** AppendEntriesRejection hintTerm */
                    hintTerm?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an AppendEntriesRejection. */
                type $Shape = flotilla.peer.v1.AppendEntriesRejection.$Properties;
            }

            /**
             * Properties of a LogBase.
             * @deprecated Use flotilla.peer.v1.LogBase.$Properties instead.
             */
            interface ILogBase extends flotilla.peer.v1.LogBase.$Properties {
            }

            /** Represents a LogBase. */
            class LogBase {

                /**
                 * Constructs a new LogBase.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: flotilla.peer.v1.LogBase.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** LogBase position. */
                position?: (flotilla.v1.Position.$Properties|null);

                /** LogBase term. */
                term: number;

                /** LogBase configuration. */
                configuration?: (flotilla.peer.v1.Configuration.$Properties|null);

                /**
                 * Encodes the specified LogBase message. Does not implicitly {@link flotilla.peer.v1.LogBase.verify|verify} messages.
                 * @param message LogBase message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: flotilla.peer.v1.LogBase.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a LogBase message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {flotilla.peer.v1.LogBase & flotilla.peer.v1.LogBase.$Shape} LogBase
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.peer.v1.LogBase & flotilla.peer.v1.LogBase.$Shape;
            }

            namespace LogBase {

                /** Properties of a LogBase. */
                interface $Properties {

                    /** LogBase position */
                    position?: (flotilla.v1.Position.$Properties|null);

                    /** LogBase term */
                    term?: (number|null);

                    /** LogBase configuration */
                    configuration?: (flotilla.peer.v1.Configuration.$Properties|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a LogBase. */
                type $Shape = flotilla.peer.v1.LogBase.$Properties;
            }

            /**
             * Properties of an InstallSnapshotRequest.
             * @deprecated Use flotilla.peer.v1.InstallSnapshotRequest.$Properties instead.
             */
            interface IInstallSnapshotRequest extends flotilla.peer.v1.InstallSnapshotRequest.$Properties {
            }

            /** Represents an InstallSnapshotRequest. */
            class InstallSnapshotRequest {

                /**
                 * Constructs a new InstallSnapshotRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: flotilla.peer.v1.InstallSnapshotRequest.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** InstallSnapshotRequest term. */
                term: number;

                /** InstallSnapshotRequest base. */
                base?: (flotilla.peer.v1.LogBase.$Properties|null);

                /** InstallSnapshotRequest logStartOffset. */
                logStartOffset: number;

                /** InstallSnapshotRequest stateSize. */
                stateSize: number;

                /** InstallSnapshotRequest stateCrc32c. */
                stateCrc32c: number;

                /**
                 * Encodes the specified InstallSnapshotRequest message. Does not implicitly {@link flotilla.peer.v1.InstallSnapshotRequest.verify|verify} messages.
                 * @param message InstallSnapshotRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: flotilla.peer.v1.InstallSnapshotRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an InstallSnapshotRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {flotilla.peer.v1.InstallSnapshotRequest & flotilla.peer.v1.InstallSnapshotRequest.$Shape} InstallSnapshotRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.peer.v1.InstallSnapshotRequest & flotilla.peer.v1.InstallSnapshotRequest.$Shape;
            }

            namespace InstallSnapshotRequest {

                /** Properties of an InstallSnapshotRequest. */
                interface $Properties {

                    /** InstallSnapshotRequest term */
                    term?: (number|null);

                    /** InstallSnapshotRequest base */
                    base?: (flotilla.peer.v1.LogBase.$Properties|null);

                    /** InstallSnapshotRequest logStartOffset */
                    logStartOffset?: (number|null);

                    /** InstallSnapshotRequest stateSize */
                    stateSize?: (number|null);

                    /** InstallSnapshotRequest stateCrc32c */
                    stateCrc32c?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an InstallSnapshotRequest. */
                type $Shape = flotilla.peer.v1.InstallSnapshotRequest.$Properties;
            }

            /**
             * Properties of a TimeoutNowRequest.
             * @deprecated Use flotilla.peer.v1.TimeoutNowRequest.$Properties instead.
             */
            interface ITimeoutNowRequest extends flotilla.peer.v1.TimeoutNowRequest.$Properties {
            }

            /** Represents a TimeoutNowRequest. */
            class TimeoutNowRequest {

                /**
                 * Constructs a new TimeoutNowRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: flotilla.peer.v1.TimeoutNowRequest.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** TimeoutNowRequest term. */
                term: number;

                /**
                 * Encodes the specified TimeoutNowRequest message. Does not implicitly {@link flotilla.peer.v1.TimeoutNowRequest.verify|verify} messages.
                 * @param message TimeoutNowRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: flotilla.peer.v1.TimeoutNowRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a TimeoutNowRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {flotilla.peer.v1.TimeoutNowRequest & flotilla.peer.v1.TimeoutNowRequest.$Shape} TimeoutNowRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.peer.v1.TimeoutNowRequest & flotilla.peer.v1.TimeoutNowRequest.$Shape;
            }

            namespace TimeoutNowRequest {

                /** Properties of a TimeoutNowRequest. */
                interface $Properties {

                    /** TimeoutNowRequest term */
                    term?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a TimeoutNowRequest. */
                type $Shape = flotilla.peer.v1.TimeoutNowRequest.$Properties;
            }

            /**
             * Properties of a ForwardRequest.
             * @deprecated Use flotilla.peer.v1.ForwardRequest.$Properties instead.
             */
            interface IForwardRequest extends flotilla.peer.v1.ForwardRequest.$Properties {
            }

            /** Represents a ForwardRequest. */
            class ForwardRequest {

                /**
                 * Constructs a new ForwardRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: flotilla.peer.v1.ForwardRequest.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** ForwardRequest timeoutMs. */
                timeoutMs: number;

                /** ForwardRequest produce. */
                produce?: (flotilla.v1.ProduceRequest.$Properties|null);

                /** ForwardRequest fetch. */
                fetch?: (flotilla.v1.FetchRequest.$Properties|null);

                /** ForwardRequest listOffsets. */
                listOffsets?: (flotilla.v1.ListOffsetsRequest.$Properties|null);

                /** ForwardRequest describeReplica. */
                describeReplica?: (flotilla.v1.DescribePartitionRequest.$Properties|null);

                /** ForwardRequest metadataRequest. */
                metadataRequest?: (Uint8Array|null);

                /** ForwardRequest transfer. */
                transfer?: (flotilla.v1.TransferLeadershipRequest.$Properties|null);

                /** ForwardRequest group. */
                group?: (flotilla.peer.v1.CoordinatorRequest.$Properties|null);

                /** ForwardRequest deleteRecords. */
                deleteRecords?: (flotilla.peer.v1.DeleteRecordsRequest.$Properties|null);

                /** ForwardRequest request. */
                request?: ("produce"|"fetch"|"listOffsets"|"describeReplica"|"metadataRequest"|"transfer"|"group"|"deleteRecords");

                /**
                 * Encodes the specified ForwardRequest message. Does not implicitly {@link flotilla.peer.v1.ForwardRequest.verify|verify} messages.
                 * @param message ForwardRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: flotilla.peer.v1.ForwardRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a ForwardRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {flotilla.peer.v1.ForwardRequest & flotilla.peer.v1.ForwardRequest.$Shape} ForwardRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.peer.v1.ForwardRequest & flotilla.peer.v1.ForwardRequest.$Shape;
            }

            namespace ForwardRequest {

                /** Properties of a ForwardRequest. */
                interface $Properties {

                    /** ForwardRequest timeoutMs */
                    timeoutMs?: (number|null);

                    /** ForwardRequest produce */
                    produce?: (flotilla.v1.ProduceRequest.$Properties|null);

                    /** ForwardRequest fetch */
                    fetch?: (flotilla.v1.FetchRequest.$Properties|null);

                    /** ForwardRequest listOffsets */
                    listOffsets?: (flotilla.v1.ListOffsetsRequest.$Properties|null);

                    /** ForwardRequest describeReplica */
                    describeReplica?: (flotilla.v1.DescribePartitionRequest.$Properties|null);

                    /** ForwardRequest metadataRequest */
                    metadataRequest?: (Uint8Array|null);

                    /** ForwardRequest transfer */
                    transfer?: (flotilla.v1.TransferLeadershipRequest.$Properties|null);

                    /** ForwardRequest group */
                    group?: (flotilla.peer.v1.CoordinatorRequest.$Properties|null);

                    /** ForwardRequest deleteRecords */
                    deleteRecords?: (flotilla.peer.v1.DeleteRecordsRequest.$Properties|null);

                    /** ForwardRequest request */
                    request?: ("produce"|"fetch"|"listOffsets"|"describeReplica"|"metadataRequest"|"transfer"|"group"|"deleteRecords");

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Narrowed shape of a ForwardRequest. */
                type $Shape = {
                  timeoutMs?: number|null;
                  produce?: flotilla.v1.ProduceRequest.$Shape|null;
                  fetch?: flotilla.v1.FetchRequest.$Shape|null;
                  listOffsets?: flotilla.v1.ListOffsetsRequest.$Shape|null;
                  describeReplica?: flotilla.v1.DescribePartitionRequest.$Shape|null;
                  metadataRequest?: Uint8Array|null;
                  transfer?: flotilla.v1.TransferLeadershipRequest.$Shape|null;
                  group?: flotilla.peer.v1.CoordinatorRequest.$Shape|null;
                  deleteRecords?: flotilla.peer.v1.DeleteRecordsRequest.$Shape|null;
                  $unknowns?: Uint8Array[];
                } & (
                  ({ request?: undefined; produce?: null; fetch?: null; listOffsets?: null; describeReplica?: null; metadataRequest?: null; transfer?: null; group?: null; deleteRecords?: null }|{ request?: "produce"; produce: flotilla.v1.ProduceRequest.$Shape; fetch?: null; listOffsets?: null; describeReplica?: null; metadataRequest?: null; transfer?: null; group?: null; deleteRecords?: null }|{ request?: "fetch"; produce?: null; fetch: flotilla.v1.FetchRequest.$Shape; listOffsets?: null; describeReplica?: null; metadataRequest?: null; transfer?: null; group?: null; deleteRecords?: null }|{ request?: "listOffsets"; produce?: null; fetch?: null; listOffsets: flotilla.v1.ListOffsetsRequest.$Shape; describeReplica?: null; metadataRequest?: null; transfer?: null; group?: null; deleteRecords?: null }|{ request?: "describeReplica"; produce?: null; fetch?: null; listOffsets?: null; describeReplica: flotilla.v1.DescribePartitionRequest.$Shape; metadataRequest?: null; transfer?: null; group?: null; deleteRecords?: null }|{ request?: "metadataRequest"; produce?: null; fetch?: null; listOffsets?: null; describeReplica?: null; metadataRequest: Uint8Array; transfer?: null; group?: null; deleteRecords?: null }|{ request?: "transfer"; produce?: null; fetch?: null; listOffsets?: null; describeReplica?: null; metadataRequest?: null; transfer: flotilla.v1.TransferLeadershipRequest.$Shape; group?: null; deleteRecords?: null }|{ request?: "group"; produce?: null; fetch?: null; listOffsets?: null; describeReplica?: null; metadataRequest?: null; transfer?: null; group: flotilla.peer.v1.CoordinatorRequest.$Shape; deleteRecords?: null }|{ request?: "deleteRecords"; produce?: null; fetch?: null; listOffsets?: null; describeReplica?: null; metadataRequest?: null; transfer?: null; group?: null; deleteRecords: flotilla.peer.v1.DeleteRecordsRequest.$Shape })
                );
            }

            /**
             * Properties of a DeleteRecordsRequest.
             * @deprecated Use flotilla.peer.v1.DeleteRecordsRequest.$Properties instead.
             */
            interface IDeleteRecordsRequest extends flotilla.peer.v1.DeleteRecordsRequest.$Properties {
            }

            /** Represents a DeleteRecordsRequest. */
            class DeleteRecordsRequest {

                /**
                 * Constructs a new DeleteRecordsRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: flotilla.peer.v1.DeleteRecordsRequest.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** DeleteRecordsRequest topic. */
                topic: string;

                /** DeleteRecordsRequest partition. */
                partition: number;

                /** DeleteRecordsRequest beforeOffset. */
                beforeOffset: number;

                /** DeleteRecordsRequest topicId. */
                topicId: Uint8Array;

                /**
                 * Encodes the specified DeleteRecordsRequest message. Does not implicitly {@link flotilla.peer.v1.DeleteRecordsRequest.verify|verify} messages.
                 * @param message DeleteRecordsRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: flotilla.peer.v1.DeleteRecordsRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a DeleteRecordsRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {flotilla.peer.v1.DeleteRecordsRequest & flotilla.peer.v1.DeleteRecordsRequest.$Shape} DeleteRecordsRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.peer.v1.DeleteRecordsRequest & flotilla.peer.v1.DeleteRecordsRequest.$Shape;
            }

            namespace DeleteRecordsRequest {

                /** Properties of a DeleteRecordsRequest. */
                interface $Properties {

                    /** DeleteRecordsRequest topic */
                    topic?: (string|null);

                    /** DeleteRecordsRequest partition */
                    partition?: (number|null);

                    /** DeleteRecordsRequest beforeOffset */
                    beforeOffset?: (number|null);

                    /** DeleteRecordsRequest topicId */
                    topicId?: (Uint8Array|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a DeleteRecordsRequest. */
                type $Shape = flotilla.peer.v1.DeleteRecordsRequest.$Properties;
            }

            /**
             * Properties of a CoordinatorRequest.
             * @deprecated Use flotilla.peer.v1.CoordinatorRequest.$Properties instead.
             */
            interface ICoordinatorRequest extends flotilla.peer.v1.CoordinatorRequest.$Properties {
            }

            /** Represents a CoordinatorRequest. */
            class CoordinatorRequest {

                /**
                 * Constructs a new CoordinatorRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: flotilla.peer.v1.CoordinatorRequest.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** CoordinatorRequest partition. */
                partition: number;

                /** CoordinatorRequest request. */
                request: Uint8Array;

                /**
                 * Encodes the specified CoordinatorRequest message. Does not implicitly {@link flotilla.peer.v1.CoordinatorRequest.verify|verify} messages.
                 * @param message CoordinatorRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: flotilla.peer.v1.CoordinatorRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a CoordinatorRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {flotilla.peer.v1.CoordinatorRequest & flotilla.peer.v1.CoordinatorRequest.$Shape} CoordinatorRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.peer.v1.CoordinatorRequest & flotilla.peer.v1.CoordinatorRequest.$Shape;
            }

            namespace CoordinatorRequest {

                /** Properties of a CoordinatorRequest. */
                interface $Properties {

                    /** CoordinatorRequest partition */
                    partition?: (number|null);

                    /** CoordinatorRequest request */
                    request?: (Uint8Array|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a CoordinatorRequest. */
                type $Shape = flotilla.peer.v1.CoordinatorRequest.$Properties;
            }

            /**
             * Properties of a ForwardResponse.
             * @deprecated Use flotilla.peer.v1.ForwardResponse.$Properties instead.
             */
            interface IForwardResponse extends flotilla.peer.v1.ForwardResponse.$Properties {
            }

            /** Represents a ForwardResponse. */
            class ForwardResponse {

                /**
                 * Constructs a new ForwardResponse.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: flotilla.peer.v1.ForwardResponse.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** ForwardResponse error. */
                error?: (flotilla.v1.ErrorResponse.$Properties|null);

                /** ForwardResponse produce. */
                produce?: (flotilla.v1.ProduceResponse.$Properties|null);

                /** ForwardResponse fetch. */
                fetch?: (flotilla.v1.FetchResponse.$Properties|null);

                /** ForwardResponse listOffsets. */
                listOffsets?: (flotilla.v1.ListOffsetsResponse.$Properties|null);

                /** ForwardResponse describeReplica. */
                describeReplica?: (flotilla.v1.ReplicaState.$Properties|null);

                /** ForwardResponse metadataResponse. */
                metadataResponse?: (Uint8Array|null);

                /** ForwardResponse transfer. */
                transfer?: (flotilla.v1.Empty.$Properties|null);

                /** ForwardResponse group. */
                group?: (Uint8Array|null);

                /** ForwardResponse logStartOffset. */
                logStartOffset?: (number|null);

                /** ForwardResponse response. */
                response?: ("error"|"produce"|"fetch"|"listOffsets"|"describeReplica"|"metadataResponse"|"transfer"|"group"|"logStartOffset");

                /**
                 * Encodes the specified ForwardResponse message. Does not implicitly {@link flotilla.peer.v1.ForwardResponse.verify|verify} messages.
                 * @param message ForwardResponse message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: flotilla.peer.v1.ForwardResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a ForwardResponse message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {flotilla.peer.v1.ForwardResponse & flotilla.peer.v1.ForwardResponse.$Shape} ForwardResponse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.peer.v1.ForwardResponse & flotilla.peer.v1.ForwardResponse.$Shape;
            }

            namespace ForwardResponse {

                /** Properties of a ForwardResponse. */
                interface $Properties {

                    /** ForwardResponse error */
                    error?: (flotilla.v1.ErrorResponse.$Properties|null);

                    /** ForwardResponse produce */
                    produce?: (flotilla.v1.ProduceResponse.$Properties|null);

                    /** ForwardResponse fetch */
                    fetch?: (flotilla.v1.FetchResponse.$Properties|null);

                    /** ForwardResponse listOffsets */
                    listOffsets?: (flotilla.v1.ListOffsetsResponse.$Properties|null);

                    /** ForwardResponse describeReplica */
                    describeReplica?: (flotilla.v1.ReplicaState.$Properties|null);

                    /** ForwardResponse metadataResponse */
                    metadataResponse?: (Uint8Array|null);

                    /** ForwardResponse transfer */
                    transfer?: (flotilla.v1.Empty.$Properties|null);

                    /** ForwardResponse group */
                    group?: (Uint8Array|null);

                    /** ForwardResponse logStartOffset */
                    logStartOffset?: (number|null);

                    /** ForwardResponse response */
                    response?: ("error"|"produce"|"fetch"|"listOffsets"|"describeReplica"|"metadataResponse"|"transfer"|"group"|"logStartOffset");

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Narrowed shape of a ForwardResponse. */
                type $Shape = {
                  error?: flotilla.v1.ErrorResponse.$Shape|null;
                  produce?: flotilla.v1.ProduceResponse.$Shape|null;
                  fetch?: flotilla.v1.FetchResponse.$Shape|null;
                  listOffsets?: flotilla.v1.ListOffsetsResponse.$Shape|null;
                  describeReplica?: flotilla.v1.ReplicaState.$Shape|null;
                  metadataResponse?: Uint8Array|null;
                  transfer?: flotilla.v1.Empty.$Shape|null;
                  group?: Uint8Array|null;
                  logStartOffset?: number|null;
                  $unknowns?: Uint8Array[];
                } & (
                  ({ response?: undefined; error?: null; produce?: null; fetch?: null; listOffsets?: null; describeReplica?: null; metadataResponse?: null; transfer?: null; group?: null; logStartOffset?: null }|{ response?: "error"; error: flotilla.v1.ErrorResponse.$Shape; produce?: null; fetch?: null; listOffsets?: null; describeReplica?: null; metadataResponse?: null; transfer?: null; group?: null; logStartOffset?: null }|{ response?: "produce"; error?: null; produce: flotilla.v1.ProduceResponse.$Shape; fetch?: null; listOffsets?: null; describeReplica?: null; metadataResponse?: null; transfer?: null; group?: null; logStartOffset?: null }|{ response?: "fetch"; error?: null; produce?: null; fetch: flotilla.v1.FetchResponse.$Shape; listOffsets?: null; describeReplica?: null; metadataResponse?: null; transfer?: null; group?: null; logStartOffset?: null }|{ response?: "listOffsets"; error?: null; produce?: null; fetch?: null; listOffsets: flotilla.v1.ListOffsetsResponse.$Shape; describeReplica?: null; metadataResponse?: null; transfer?: null; group?: null; logStartOffset?: null }|{ response?: "describeReplica"; error?: null; produce?: null; fetch?: null; listOffsets?: null; describeReplica: flotilla.v1.ReplicaState.$Shape; metadataResponse?: null; transfer?: null; group?: null; logStartOffset?: null }|{ response?: "metadataResponse"; error?: null; produce?: null; fetch?: null; listOffsets?: null; describeReplica?: null; metadataResponse: Uint8Array; transfer?: null; group?: null; logStartOffset?: null }|{ response?: "transfer"; error?: null; produce?: null; fetch?: null; listOffsets?: null; describeReplica?: null; metadataResponse?: null; transfer: flotilla.v1.Empty.$Shape; group?: null; logStartOffset?: null }|{ response?: "group"; error?: null; produce?: null; fetch?: null; listOffsets?: null; describeReplica?: null; metadataResponse?: null; transfer?: null; group: Uint8Array; logStartOffset?: null }|{ response?: "logStartOffset"; error?: null; produce?: null; fetch?: null; listOffsets?: null; describeReplica?: null; metadataResponse?: null; transfer?: null; group?: null; logStartOffset: number })
                );
            }
        }
    }

    /** Namespace v1. */
    namespace v1 {

        /**
         * Properties of a ClientFrame.
         * @deprecated Use flotilla.v1.ClientFrame.$Properties instead.
         */
        interface IClientFrame extends flotilla.v1.ClientFrame.$Properties {
        }

        /** Represents a ClientFrame. */
        class ClientFrame {

            /**
             * Constructs a new ClientFrame.
             * @param [properties] Properties to set
             */
            constructor(properties?: flotilla.v1.ClientFrame.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ClientFrame correlationId. */
            correlationId: number;

            /** ClientFrame hello. */
            hello?: (flotilla.v1.HelloRequest.$Properties|null);

            /** ClientFrame describeCluster. */
            describeCluster?: (flotilla.v1.DescribeClusterRequest.$Properties|null);

            /** ClientFrame describeTopics. */
            describeTopics?: (flotilla.v1.DescribeTopicsRequest.$Properties|null);

            /** ClientFrame produce. */
            produce?: (flotilla.v1.ProduceRequest.$Properties|null);

            /** ClientFrame fetch. */
            fetch?: (flotilla.v1.FetchRequest.$Properties|null);

            /** ClientFrame listOffsets. */
            listOffsets?: (flotilla.v1.ListOffsetsRequest.$Properties|null);

            /** ClientFrame createTopic. */
            createTopic?: (flotilla.v1.CreateTopicRequest.$Properties|null);

            /** ClientFrame deleteTopic. */
            deleteTopic?: (flotilla.v1.DeleteTopicRequest.$Properties|null);

            /** ClientFrame addPartitions. */
            addPartitions?: (flotilla.v1.AddPartitionsRequest.$Properties|null);

            /** ClientFrame describeTopicConfig. */
            describeTopicConfig?: (flotilla.v1.DescribeTopicConfigRequest.$Properties|null);

            /** ClientFrame alterTopicConfig. */
            alterTopicConfig?: (flotilla.v1.AlterTopicConfigRequest.$Properties|null);

            /** ClientFrame describePartition. */
            describePartition?: (flotilla.v1.DescribePartitionRequest.$Properties|null);

            /** ClientFrame transferLeadership. */
            transferLeadership?: (flotilla.v1.TransferLeadershipRequest.$Properties|null);

            /** ClientFrame clusterHealth. */
            clusterHealth?: (flotilla.v1.ClusterHealthRequest.$Properties|null);

            /** ClientFrame initProducerId. */
            initProducerId?: (flotilla.v1.Empty.$Properties|null);

            /** ClientFrame subscribe. */
            subscribe?: (flotilla.v1.SubscribeRequest.$Properties|null);

            /** ClientFrame addCredit. */
            addCredit?: (flotilla.v1.AddCredit.$Properties|null);

            /** ClientFrame unsubscribe. */
            unsubscribe?: (flotilla.v1.UnsubscribeRequest.$Properties|null);

            /** ClientFrame group. */
            group?: (Uint8Array|null);

            /** ClientFrame findCoordinator. */
            findCoordinator?: (flotilla.v1.FindCoordinatorRequest.$Properties|null);

            /** ClientFrame request. */
            request?: ("hello"|"describeCluster"|"describeTopics"|"produce"|"fetch"|"listOffsets"|"createTopic"|"deleteTopic"|"addPartitions"|"describeTopicConfig"|"alterTopicConfig"|"describePartition"|"transferLeadership"|"clusterHealth"|"initProducerId"|"subscribe"|"addCredit"|"unsubscribe"|"group"|"findCoordinator");

            /**
             * Encodes the specified ClientFrame message. Does not implicitly {@link flotilla.v1.ClientFrame.verify|verify} messages.
             * @param message ClientFrame message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: flotilla.v1.ClientFrame.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ClientFrame message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {flotilla.v1.ClientFrame & flotilla.v1.ClientFrame.$Shape} ClientFrame
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.v1.ClientFrame & flotilla.v1.ClientFrame.$Shape;
        }

        namespace ClientFrame {

            /** Properties of a ClientFrame. */
            interface $Properties {

                /** ClientFrame correlationId */
                correlationId?: (number|null);

                /** ClientFrame hello */
                hello?: (flotilla.v1.HelloRequest.$Properties|null);

                /** ClientFrame describeCluster */
                describeCluster?: (flotilla.v1.DescribeClusterRequest.$Properties|null);

                /** ClientFrame describeTopics */
                describeTopics?: (flotilla.v1.DescribeTopicsRequest.$Properties|null);

                /** ClientFrame produce */
                produce?: (flotilla.v1.ProduceRequest.$Properties|null);

                /** ClientFrame fetch */
                fetch?: (flotilla.v1.FetchRequest.$Properties|null);

                /** ClientFrame listOffsets */
                listOffsets?: (flotilla.v1.ListOffsetsRequest.$Properties|null);

                /** ClientFrame createTopic */
                createTopic?: (flotilla.v1.CreateTopicRequest.$Properties|null);

                /** ClientFrame deleteTopic */
                deleteTopic?: (flotilla.v1.DeleteTopicRequest.$Properties|null);

                /** ClientFrame addPartitions */
                addPartitions?: (flotilla.v1.AddPartitionsRequest.$Properties|null);

                /** ClientFrame describeTopicConfig */
                describeTopicConfig?: (flotilla.v1.DescribeTopicConfigRequest.$Properties|null);

                /** ClientFrame alterTopicConfig */
                alterTopicConfig?: (flotilla.v1.AlterTopicConfigRequest.$Properties|null);

                /** ClientFrame describePartition */
                describePartition?: (flotilla.v1.DescribePartitionRequest.$Properties|null);

                /** ClientFrame transferLeadership */
                transferLeadership?: (flotilla.v1.TransferLeadershipRequest.$Properties|null);

                /** ClientFrame clusterHealth */
                clusterHealth?: (flotilla.v1.ClusterHealthRequest.$Properties|null);

                /** ClientFrame initProducerId */
                initProducerId?: (flotilla.v1.Empty.$Properties|null);

                /** ClientFrame subscribe */
                subscribe?: (flotilla.v1.SubscribeRequest.$Properties|null);

                /** ClientFrame addCredit */
                addCredit?: (flotilla.v1.AddCredit.$Properties|null);

                /** ClientFrame unsubscribe */
                unsubscribe?: (flotilla.v1.UnsubscribeRequest.$Properties|null);

                /** ClientFrame group */
                group?: (Uint8Array|null);

                /** ClientFrame findCoordinator */
                findCoordinator?: (flotilla.v1.FindCoordinatorRequest.$Properties|null);

                /** ClientFrame request */
                request?: ("hello"|"describeCluster"|"describeTopics"|"produce"|"fetch"|"listOffsets"|"createTopic"|"deleteTopic"|"addPartitions"|"describeTopicConfig"|"alterTopicConfig"|"describePartition"|"transferLeadership"|"clusterHealth"|"initProducerId"|"subscribe"|"addCredit"|"unsubscribe"|"group"|"findCoordinator");

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of a ClientFrame. */
            type $Shape = {
              correlationId?: number|null;
              hello?: flotilla.v1.HelloRequest.$Shape|null;
              describeCluster?: flotilla.v1.DescribeClusterRequest.$Shape|null;
              describeTopics?: flotilla.v1.DescribeTopicsRequest.$Shape|null;
              produce?: flotilla.v1.ProduceRequest.$Shape|null;
              fetch?: flotilla.v1.FetchRequest.$Shape|null;
              listOffsets?: flotilla.v1.ListOffsetsRequest.$Shape|null;
              createTopic?: flotilla.v1.CreateTopicRequest.$Shape|null;
              deleteTopic?: flotilla.v1.DeleteTopicRequest.$Shape|null;
              addPartitions?: flotilla.v1.AddPartitionsRequest.$Shape|null;
              describeTopicConfig?: flotilla.v1.DescribeTopicConfigRequest.$Shape|null;
              alterTopicConfig?: flotilla.v1.AlterTopicConfigRequest.$Shape|null;
              describePartition?: flotilla.v1.DescribePartitionRequest.$Shape|null;
              transferLeadership?: flotilla.v1.TransferLeadershipRequest.$Shape|null;
              clusterHealth?: flotilla.v1.ClusterHealthRequest.$Shape|null;
              initProducerId?: flotilla.v1.Empty.$Shape|null;
              subscribe?: flotilla.v1.SubscribeRequest.$Shape|null;
              addCredit?: flotilla.v1.AddCredit.$Shape|null;
              unsubscribe?: flotilla.v1.UnsubscribeRequest.$Shape|null;
              group?: Uint8Array|null;
              findCoordinator?: flotilla.v1.FindCoordinatorRequest.$Shape|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ request?: undefined; hello?: null; describeCluster?: null; describeTopics?: null; produce?: null; fetch?: null; listOffsets?: null; createTopic?: null; deleteTopic?: null; addPartitions?: null; describeTopicConfig?: null; alterTopicConfig?: null; describePartition?: null; transferLeadership?: null; clusterHealth?: null; initProducerId?: null; subscribe?: null; addCredit?: null; unsubscribe?: null; group?: null; findCoordinator?: null }|{ request?: "hello"; hello: flotilla.v1.HelloRequest.$Shape; describeCluster?: null; describeTopics?: null; produce?: null; fetch?: null; listOffsets?: null; createTopic?: null; deleteTopic?: null; addPartitions?: null; describeTopicConfig?: null; alterTopicConfig?: null; describePartition?: null; transferLeadership?: null; clusterHealth?: null; initProducerId?: null; subscribe?: null; addCredit?: null; unsubscribe?: null; group?: null; findCoordinator?: null }|{ request?: "describeCluster"; hello?: null; describeCluster: flotilla.v1.DescribeClusterRequest.$Shape; describeTopics?: null; produce?: null; fetch?: null; listOffsets?: null; createTopic?: null; deleteTopic?: null; addPartitions?: null; describeTopicConfig?: null; alterTopicConfig?: null; describePartition?: null; transferLeadership?: null; clusterHealth?: null; initProducerId?: null; subscribe?: null; addCredit?: null; unsubscribe?: null; group?: null; findCoordinator?: null }|{ request?: "describeTopics"; hello?: null; describeCluster?: null; describeTopics: flotilla.v1.DescribeTopicsRequest.$Shape; produce?: null; fetch?: null; listOffsets?: null; createTopic?: null; deleteTopic?: null; addPartitions?: null; describeTopicConfig?: null; alterTopicConfig?: null; describePartition?: null; transferLeadership?: null; clusterHealth?: null; initProducerId?: null; subscribe?: null; addCredit?: null; unsubscribe?: null; group?: null; findCoordinator?: null }|{ request?: "produce"; hello?: null; describeCluster?: null; describeTopics?: null; produce: flotilla.v1.ProduceRequest.$Shape; fetch?: null; listOffsets?: null; createTopic?: null; deleteTopic?: null; addPartitions?: null; describeTopicConfig?: null; alterTopicConfig?: null; describePartition?: null; transferLeadership?: null; clusterHealth?: null; initProducerId?: null; subscribe?: null; addCredit?: null; unsubscribe?: null; group?: null; findCoordinator?: null }|{ request?: "fetch"; hello?: null; describeCluster?: null; describeTopics?: null; produce?: null; fetch: flotilla.v1.FetchRequest.$Shape; listOffsets?: null; createTopic?: null; deleteTopic?: null; addPartitions?: null; describeTopicConfig?: null; alterTopicConfig?: null; describePartition?: null; transferLeadership?: null; clusterHealth?: null; initProducerId?: null; subscribe?: null; addCredit?: null; unsubscribe?: null; group?: null; findCoordinator?: null }|{ request?: "listOffsets"; hello?: null; describeCluster?: null; describeTopics?: null; produce?: null; fetch?: null; listOffsets: flotilla.v1.ListOffsetsRequest.$Shape; createTopic?: null; deleteTopic?: null; addPartitions?: null; describeTopicConfig?: null; alterTopicConfig?: null; describePartition?: null; transferLeadership?: null; clusterHealth?: null; initProducerId?: null; subscribe?: null; addCredit?: null; unsubscribe?: null; group?: null; findCoordinator?: null }|{ request?: "createTopic"; hello?: null; describeCluster?: null; describeTopics?: null; produce?: null; fetch?: null; listOffsets?: null; createTopic: flotilla.v1.CreateTopicRequest.$Shape; deleteTopic?: null; addPartitions?: null; describeTopicConfig?: null; alterTopicConfig?: null; describePartition?: null; transferLeadership?: null; clusterHealth?: null; initProducerId?: null; subscribe?: null; addCredit?: null; unsubscribe?: null; group?: null; findCoordinator?: null }|{ request?: "deleteTopic"; hello?: null; describeCluster?: null; describeTopics?: null; produce?: null; fetch?: null; listOffsets?: null; createTopic?: null; deleteTopic: flotilla.v1.DeleteTopicRequest.$Shape; addPartitions?: null; describeTopicConfig?: null; alterTopicConfig?: null; describePartition?: null; transferLeadership?: null; clusterHealth?: null; initProducerId?: null; subscribe?: null; addCredit?: null; unsubscribe?: null; group?: null; findCoordinator?: null }|{ request?: "addPartitions"; hello?: null; describeCluster?: null; describeTopics?: null; produce?: null; fetch?: null; listOffsets?: null; createTopic?: null; deleteTopic?: null; addPartitions: flotilla.v1.AddPartitionsRequest.$Shape; describeTopicConfig?: null; alterTopicConfig?: null; describePartition?: null; transferLeadership?: null; clusterHealth?: null; initProducerId?: null; subscribe?: null; addCredit?: null; unsubscribe?: null; group?: null; findCoordinator?: null }|{ request?: "describeTopicConfig"; hello?: null; describeCluster?: null; describeTopics?: null; produce?: null; fetch?: null; listOffsets?: null; createTopic?: null; deleteTopic?: null; addPartitions?: null; describeTopicConfig: flotilla.v1.DescribeTopicConfigRequest.$Shape; alterTopicConfig?: null; describePartition?: null; transferLeadership?: null; clusterHealth?: null; initProducerId?: null; subscribe?: null; addCredit?: null; unsubscribe?: null; group?: null; findCoordinator?: null }|{ request?: "alterTopicConfig"; hello?: null; describeCluster?: null; describeTopics?: null; produce?: null; fetch?: null; listOffsets?: null; createTopic?: null; deleteTopic?: null; addPartitions?: null; describeTopicConfig?: null; alterTopicConfig: flotilla.v1.AlterTopicConfigRequest.$Shape; describePartition?: null; transferLeadership?: null; clusterHealth?: null; initProducerId?: null; subscribe?: null; addCredit?: null; unsubscribe?: null; group?: null; findCoordinator?: null }|{ request?: "describePartition"; hello?: null; describeCluster?: null; describeTopics?: null; produce?: null; fetch?: null; listOffsets?: null; createTopic?: null; deleteTopic?: null; addPartitions?: null; describeTopicConfig?: null; alterTopicConfig?: null; describePartition: flotilla.v1.DescribePartitionRequest.$Shape; transferLeadership?: null; clusterHealth?: null; initProducerId?: null; subscribe?: null; addCredit?: null; unsubscribe?: null; group?: null; findCoordinator?: null }|{ request?: "transferLeadership"; hello?: null; describeCluster?: null; describeTopics?: null; produce?: null; fetch?: null; listOffsets?: null; createTopic?: null; deleteTopic?: null; addPartitions?: null; describeTopicConfig?: null; alterTopicConfig?: null; describePartition?: null; transferLeadership: flotilla.v1.TransferLeadershipRequest.$Shape; clusterHealth?: null; initProducerId?: null; subscribe?: null; addCredit?: null; unsubscribe?: null; group?: null; findCoordinator?: null }|{ request?: "clusterHealth"; hello?: null; describeCluster?: null; describeTopics?: null; produce?: null; fetch?: null; listOffsets?: null; createTopic?: null; deleteTopic?: null; addPartitions?: null; describeTopicConfig?: null; alterTopicConfig?: null; describePartition?: null; transferLeadership?: null; clusterHealth: flotilla.v1.ClusterHealthRequest.$Shape; initProducerId?: null; subscribe?: null; addCredit?: null; unsubscribe?: null; group?: null; findCoordinator?: null }|{ request?: "initProducerId"; hello?: null; describeCluster?: null; describeTopics?: null; produce?: null; fetch?: null; listOffsets?: null; createTopic?: null; deleteTopic?: null; addPartitions?: null; describeTopicConfig?: null; alterTopicConfig?: null; describePartition?: null; transferLeadership?: null; clusterHealth?: null; initProducerId: flotilla.v1.Empty.$Shape; subscribe?: null; addCredit?: null; unsubscribe?: null; group?: null; findCoordinator?: null }|{ request?: "subscribe"; hello?: null; describeCluster?: null; describeTopics?: null; produce?: null; fetch?: null; listOffsets?: null; createTopic?: null; deleteTopic?: null; addPartitions?: null; describeTopicConfig?: null; alterTopicConfig?: null; describePartition?: null; transferLeadership?: null; clusterHealth?: null; initProducerId?: null; subscribe: flotilla.v1.SubscribeRequest.$Shape; addCredit?: null; unsubscribe?: null; group?: null; findCoordinator?: null }|{ request?: "addCredit"; hello?: null; describeCluster?: null; describeTopics?: null; produce?: null; fetch?: null; listOffsets?: null; createTopic?: null; deleteTopic?: null; addPartitions?: null; describeTopicConfig?: null; alterTopicConfig?: null; describePartition?: null; transferLeadership?: null; clusterHealth?: null; initProducerId?: null; subscribe?: null; addCredit: flotilla.v1.AddCredit.$Shape; unsubscribe?: null; group?: null; findCoordinator?: null }|{ request?: "unsubscribe"; hello?: null; describeCluster?: null; describeTopics?: null; produce?: null; fetch?: null; listOffsets?: null; createTopic?: null; deleteTopic?: null; addPartitions?: null; describeTopicConfig?: null; alterTopicConfig?: null; describePartition?: null; transferLeadership?: null; clusterHealth?: null; initProducerId?: null; subscribe?: null; addCredit?: null; unsubscribe: flotilla.v1.UnsubscribeRequest.$Shape; group?: null; findCoordinator?: null }|{ request?: "group"; hello?: null; describeCluster?: null; describeTopics?: null; produce?: null; fetch?: null; listOffsets?: null; createTopic?: null; deleteTopic?: null; addPartitions?: null; describeTopicConfig?: null; alterTopicConfig?: null; describePartition?: null; transferLeadership?: null; clusterHealth?: null; initProducerId?: null; subscribe?: null; addCredit?: null; unsubscribe?: null; group: Uint8Array; findCoordinator?: null }|{ request?: "findCoordinator"; hello?: null; describeCluster?: null; describeTopics?: null; produce?: null; fetch?: null; listOffsets?: null; createTopic?: null; deleteTopic?: null; addPartitions?: null; describeTopicConfig?: null; alterTopicConfig?: null; describePartition?: null; transferLeadership?: null; clusterHealth?: null; initProducerId?: null; subscribe?: null; addCredit?: null; unsubscribe?: null; group?: null; findCoordinator: flotilla.v1.FindCoordinatorRequest.$Shape })
            );
        }

        /**
         * Properties of a ServerFrame.
         * @deprecated Use flotilla.v1.ServerFrame.$Properties instead.
         */
        interface IServerFrame extends flotilla.v1.ServerFrame.$Properties {
        }

        /** Represents a ServerFrame. */
        class ServerFrame {

            /**
             * Constructs a new ServerFrame.
             * @param [properties] Properties to set
             */
            constructor(properties?: flotilla.v1.ServerFrame.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ServerFrame correlationId. */
            correlationId: number;

            /** ServerFrame hello. */
            hello?: (flotilla.v1.HelloResponse.$Properties|null);

            /** ServerFrame describeCluster. */
            describeCluster?: (flotilla.v1.DescribeClusterResponse.$Properties|null);

            /** ServerFrame describeTopics. */
            describeTopics?: (flotilla.v1.DescribeTopicsResponse.$Properties|null);

            /** ServerFrame produce. */
            produce?: (flotilla.v1.ProduceResponse.$Properties|null);

            /** ServerFrame fetch. */
            fetch?: (flotilla.v1.FetchResponse.$Properties|null);

            /** ServerFrame listOffsets. */
            listOffsets?: (flotilla.v1.ListOffsetsResponse.$Properties|null);

            /** ServerFrame createTopic. */
            createTopic?: (flotilla.v1.CreateTopicResponse.$Properties|null);

            /** ServerFrame deleteTopic. */
            deleteTopic?: (flotilla.v1.Empty.$Properties|null);

            /** ServerFrame addPartitions. */
            addPartitions?: (flotilla.v1.Empty.$Properties|null);

            /** ServerFrame describeTopicConfig. */
            describeTopicConfig?: (flotilla.v1.DescribeTopicConfigResponse.$Properties|null);

            /** ServerFrame alterTopicConfig. */
            alterTopicConfig?: (flotilla.v1.Empty.$Properties|null);

            /** ServerFrame describePartition. */
            describePartition?: (flotilla.v1.DescribePartitionResponse.$Properties|null);

            /** ServerFrame transferLeadership. */
            transferLeadership?: (flotilla.v1.Empty.$Properties|null);

            /** ServerFrame clusterHealth. */
            clusterHealth?: (flotilla.v1.ClusterHealthResponse.$Properties|null);

            /** ServerFrame initProducerId. */
            initProducerId?: (flotilla.v1.InitProducerIdResponse.$Properties|null);

            /** ServerFrame subscribe. */
            subscribe?: (flotilla.v1.SubscribeResponse.$Properties|null);

            /** ServerFrame unsubscribe. */
            unsubscribe?: (flotilla.v1.Empty.$Properties|null);

            /** ServerFrame group. */
            group?: (Uint8Array|null);

            /** ServerFrame findCoordinator. */
            findCoordinator?: (flotilla.v1.Broker.$Properties|null);

            /** ServerFrame subscribedRecords. */
            subscribedRecords?: (flotilla.v1.SubscribedRecords.$Properties|null);

            /** ServerFrame subscriptionEnded. */
            subscriptionEnded?: (flotilla.v1.SubscriptionEnded.$Properties|null);

            /** ServerFrame draining. */
            draining?: (flotilla.v1.Draining.$Properties|null);

            /** ServerFrame subscriptionStalled. */
            subscriptionStalled?: (flotilla.v1.SubscriptionStalled.$Properties|null);

            /** ServerFrame error. */
            error?: (flotilla.v1.ErrorResponse.$Properties|null);

            /** ServerFrame response. */
            response?: ("hello"|"describeCluster"|"describeTopics"|"produce"|"fetch"|"listOffsets"|"createTopic"|"deleteTopic"|"addPartitions"|"describeTopicConfig"|"alterTopicConfig"|"describePartition"|"transferLeadership"|"clusterHealth"|"initProducerId"|"subscribe"|"unsubscribe"|"group"|"findCoordinator"|"subscribedRecords"|"subscriptionEnded"|"draining"|"subscriptionStalled"|"error");

            /**
             * Encodes the specified ServerFrame message. Does not implicitly {@link flotilla.v1.ServerFrame.verify|verify} messages.
             * @param message ServerFrame message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: flotilla.v1.ServerFrame.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ServerFrame message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {flotilla.v1.ServerFrame & flotilla.v1.ServerFrame.$Shape} ServerFrame
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.v1.ServerFrame & flotilla.v1.ServerFrame.$Shape;
        }

        namespace ServerFrame {

            /** Properties of a ServerFrame. */
            interface $Properties {

                /** ServerFrame correlationId */
                correlationId?: (number|null);

                /** ServerFrame hello */
                hello?: (flotilla.v1.HelloResponse.$Properties|null);

                /** ServerFrame describeCluster */
                describeCluster?: (flotilla.v1.DescribeClusterResponse.$Properties|null);

                /** ServerFrame describeTopics */
                describeTopics?: (flotilla.v1.DescribeTopicsResponse.$Properties|null);

                /** ServerFrame produce */
                produce?: (flotilla.v1.ProduceResponse.$Properties|null);

                /** ServerFrame fetch */
                fetch?: (flotilla.v1.FetchResponse.$Properties|null);

                /** ServerFrame listOffsets */
                listOffsets?: (flotilla.v1.ListOffsetsResponse.$Properties|null);

                /** ServerFrame createTopic */
                createTopic?: (flotilla.v1.CreateTopicResponse.$Properties|null);

                /** ServerFrame deleteTopic */
                deleteTopic?: (flotilla.v1.Empty.$Properties|null);

                /** ServerFrame addPartitions */
                addPartitions?: (flotilla.v1.Empty.$Properties|null);

                /** ServerFrame describeTopicConfig */
                describeTopicConfig?: (flotilla.v1.DescribeTopicConfigResponse.$Properties|null);

                /** ServerFrame alterTopicConfig */
                alterTopicConfig?: (flotilla.v1.Empty.$Properties|null);

                /** ServerFrame describePartition */
                describePartition?: (flotilla.v1.DescribePartitionResponse.$Properties|null);

                /** ServerFrame transferLeadership */
                transferLeadership?: (flotilla.v1.Empty.$Properties|null);

                /** ServerFrame clusterHealth */
                clusterHealth?: (flotilla.v1.ClusterHealthResponse.$Properties|null);

                /** ServerFrame initProducerId */
                initProducerId?: (flotilla.v1.InitProducerIdResponse.$Properties|null);

                /** ServerFrame subscribe */
                subscribe?: (flotilla.v1.SubscribeResponse.$Properties|null);

                /** ServerFrame unsubscribe */
                unsubscribe?: (flotilla.v1.Empty.$Properties|null);

                /** ServerFrame group */
                group?: (Uint8Array|null);

                /** ServerFrame findCoordinator */
                findCoordinator?: (flotilla.v1.Broker.$Properties|null);

                /** ServerFrame subscribedRecords */
                subscribedRecords?: (flotilla.v1.SubscribedRecords.$Properties|null);

                /** ServerFrame subscriptionEnded */
                subscriptionEnded?: (flotilla.v1.SubscriptionEnded.$Properties|null);

                /** ServerFrame draining */
                draining?: (flotilla.v1.Draining.$Properties|null);

                /** ServerFrame subscriptionStalled */
                subscriptionStalled?: (flotilla.v1.SubscriptionStalled.$Properties|null);

                /** ServerFrame error */
                error?: (flotilla.v1.ErrorResponse.$Properties|null);

                /** ServerFrame response */
                response?: ("hello"|"describeCluster"|"describeTopics"|"produce"|"fetch"|"listOffsets"|"createTopic"|"deleteTopic"|"addPartitions"|"describeTopicConfig"|"alterTopicConfig"|"describePartition"|"transferLeadership"|"clusterHealth"|"initProducerId"|"subscribe"|"unsubscribe"|"group"|"findCoordinator"|"subscribedRecords"|"subscriptionEnded"|"draining"|"subscriptionStalled"|"error");

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of a ServerFrame. */
            type $Shape = {
              correlationId?: number|null;
              hello?: flotilla.v1.HelloResponse.$Shape|null;
              describeCluster?: flotilla.v1.DescribeClusterResponse.$Shape|null;
              describeTopics?: flotilla.v1.DescribeTopicsResponse.$Shape|null;
              produce?: flotilla.v1.ProduceResponse.$Shape|null;
              fetch?: flotilla.v1.FetchResponse.$Shape|null;
              listOffsets?: flotilla.v1.ListOffsetsResponse.$Shape|null;
              createTopic?: flotilla.v1.CreateTopicResponse.$Shape|null;
              deleteTopic?: flotilla.v1.Empty.$Shape|null;
              addPartitions?: flotilla.v1.Empty.$Shape|null;
              describeTopicConfig?: flotilla.v1.DescribeTopicConfigResponse.$Shape|null;
              alterTopicConfig?: flotilla.v1.Empty.$Shape|null;
              describePartition?: flotilla.v1.DescribePartitionResponse.$Shape|null;
              transferLeadership?: flotilla.v1.Empty.$Shape|null;
              clusterHealth?: flotilla.v1.ClusterHealthResponse.$Shape|null;
              initProducerId?: flotilla.v1.InitProducerIdResponse.$Shape|null;
              subscribe?: flotilla.v1.SubscribeResponse.$Shape|null;
              unsubscribe?: flotilla.v1.Empty.$Shape|null;
              group?: Uint8Array|null;
              findCoordinator?: flotilla.v1.Broker.$Shape|null;
              subscribedRecords?: flotilla.v1.SubscribedRecords.$Shape|null;
              subscriptionEnded?: flotilla.v1.SubscriptionEnded.$Shape|null;
              draining?: flotilla.v1.Draining.$Shape|null;
              subscriptionStalled?: flotilla.v1.SubscriptionStalled.$Shape|null;
              error?: flotilla.v1.ErrorResponse.$Shape|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ response?: undefined; hello?: null; describeCluster?: null; describeTopics?: null; produce?: null; fetch?: null; listOffsets?: null; createTopic?: null; deleteTopic?: null; addPartitions?: null; describeTopicConfig?: null; alterTopicConfig?: null; describePartition?: null; transferLeadership?: null; clusterHealth?: null; initProducerId?: null; subscribe?: null; unsubscribe?: null; group?: null; findCoordinator?: null; subscribedRecords?: null; subscriptionEnded?: null; draining?: null; subscriptionStalled?: null; error?: null }|{ response?: "hello"; hello: flotilla.v1.HelloResponse.$Shape; describeCluster?: null; describeTopics?: null; produce?: null; fetch?: null; listOffsets?: null; createTopic?: null; deleteTopic?: null; addPartitions?: null; describeTopicConfig?: null; alterTopicConfig?: null; describePartition?: null; transferLeadership?: null; clusterHealth?: null; initProducerId?: null; subscribe?: null; unsubscribe?: null; group?: null; findCoordinator?: null; subscribedRecords?: null; subscriptionEnded?: null; draining?: null; subscriptionStalled?: null; error?: null }|{ response?: "describeCluster"; hello?: null; describeCluster: flotilla.v1.DescribeClusterResponse.$Shape; describeTopics?: null; produce?: null; fetch?: null; listOffsets?: null; createTopic?: null; deleteTopic?: null; addPartitions?: null; describeTopicConfig?: null; alterTopicConfig?: null; describePartition?: null; transferLeadership?: null; clusterHealth?: null; initProducerId?: null; subscribe?: null; unsubscribe?: null; group?: null; findCoordinator?: null; subscribedRecords?: null; subscriptionEnded?: null; draining?: null; subscriptionStalled?: null; error?: null }|{ response?: "describeTopics"; hello?: null; describeCluster?: null; describeTopics: flotilla.v1.DescribeTopicsResponse.$Shape; produce?: null; fetch?: null; listOffsets?: null; createTopic?: null; deleteTopic?: null; addPartitions?: null; describeTopicConfig?: null; alterTopicConfig?: null; describePartition?: null; transferLeadership?: null; clusterHealth?: null; initProducerId?: null; subscribe?: null; unsubscribe?: null; group?: null; findCoordinator?: null; subscribedRecords?: null; subscriptionEnded?: null; draining?: null; subscriptionStalled?: null; error?: null }|{ response?: "produce"; hello?: null; describeCluster?: null; describeTopics?: null; produce: flotilla.v1.ProduceResponse.$Shape; fetch?: null; listOffsets?: null; createTopic?: null; deleteTopic?: null; addPartitions?: null; describeTopicConfig?: null; alterTopicConfig?: null; describePartition?: null; transferLeadership?: null; clusterHealth?: null; initProducerId?: null; subscribe?: null; unsubscribe?: null; group?: null; findCoordinator?: null; subscribedRecords?: null; subscriptionEnded?: null; draining?: null; subscriptionStalled?: null; error?: null }|{ response?: "fetch"; hello?: null; describeCluster?: null; describeTopics?: null; produce?: null; fetch: flotilla.v1.FetchResponse.$Shape; listOffsets?: null; createTopic?: null; deleteTopic?: null; addPartitions?: null; describeTopicConfig?: null; alterTopicConfig?: null; describePartition?: null; transferLeadership?: null; clusterHealth?: null; initProducerId?: null; subscribe?: null; unsubscribe?: null; group?: null; findCoordinator?: null; subscribedRecords?: null; subscriptionEnded?: null; draining?: null; subscriptionStalled?: null; error?: null }|{ response?: "listOffsets"; hello?: null; describeCluster?: null; describeTopics?: null; produce?: null; fetch?: null; listOffsets: flotilla.v1.ListOffsetsResponse.$Shape; createTopic?: null; deleteTopic?: null; addPartitions?: null; describeTopicConfig?: null; alterTopicConfig?: null; describePartition?: null; transferLeadership?: null; clusterHealth?: null; initProducerId?: null; subscribe?: null; unsubscribe?: null; group?: null; findCoordinator?: null; subscribedRecords?: null; subscriptionEnded?: null; draining?: null; subscriptionStalled?: null; error?: null }|{ response?: "createTopic"; hello?: null; describeCluster?: null; describeTopics?: null; produce?: null; fetch?: null; listOffsets?: null; createTopic: flotilla.v1.CreateTopicResponse.$Shape; deleteTopic?: null; addPartitions?: null; describeTopicConfig?: null; alterTopicConfig?: null; describePartition?: null; transferLeadership?: null; clusterHealth?: null; initProducerId?: null; subscribe?: null; unsubscribe?: null; group?: null; findCoordinator?: null; subscribedRecords?: null; subscriptionEnded?: null; draining?: null; subscriptionStalled?: null; error?: null }|{ response?: "deleteTopic"; hello?: null; describeCluster?: null; describeTopics?: null; produce?: null; fetch?: null; listOffsets?: null; createTopic?: null; deleteTopic: flotilla.v1.Empty.$Shape; addPartitions?: null; describeTopicConfig?: null; alterTopicConfig?: null; describePartition?: null; transferLeadership?: null; clusterHealth?: null; initProducerId?: null; subscribe?: null; unsubscribe?: null; group?: null; findCoordinator?: null; subscribedRecords?: null; subscriptionEnded?: null; draining?: null; subscriptionStalled?: null; error?: null }|{ response?: "addPartitions"; hello?: null; describeCluster?: null; describeTopics?: null; produce?: null; fetch?: null; listOffsets?: null; createTopic?: null; deleteTopic?: null; addPartitions: flotilla.v1.Empty.$Shape; describeTopicConfig?: null; alterTopicConfig?: null; describePartition?: null; transferLeadership?: null; clusterHealth?: null; initProducerId?: null; subscribe?: null; unsubscribe?: null; group?: null; findCoordinator?: null; subscribedRecords?: null; subscriptionEnded?: null; draining?: null; subscriptionStalled?: null; error?: null }|{ response?: "describeTopicConfig"; hello?: null; describeCluster?: null; describeTopics?: null; produce?: null; fetch?: null; listOffsets?: null; createTopic?: null; deleteTopic?: null; addPartitions?: null; describeTopicConfig: flotilla.v1.DescribeTopicConfigResponse.$Shape; alterTopicConfig?: null; describePartition?: null; transferLeadership?: null; clusterHealth?: null; initProducerId?: null; subscribe?: null; unsubscribe?: null; group?: null; findCoordinator?: null; subscribedRecords?: null; subscriptionEnded?: null; draining?: null; subscriptionStalled?: null; error?: null }|{ response?: "alterTopicConfig"; hello?: null; describeCluster?: null; describeTopics?: null; produce?: null; fetch?: null; listOffsets?: null; createTopic?: null; deleteTopic?: null; addPartitions?: null; describeTopicConfig?: null; alterTopicConfig: flotilla.v1.Empty.$Shape; describePartition?: null; transferLeadership?: null; clusterHealth?: null; initProducerId?: null; subscribe?: null; unsubscribe?: null; group?: null; findCoordinator?: null; subscribedRecords?: null; subscriptionEnded?: null; draining?: null; subscriptionStalled?: null; error?: null }|{ response?: "describePartition"; hello?: null; describeCluster?: null; describeTopics?: null; produce?: null; fetch?: null; listOffsets?: null; createTopic?: null; deleteTopic?: null; addPartitions?: null; describeTopicConfig?: null; alterTopicConfig?: null; describePartition: flotilla.v1.DescribePartitionResponse.$Shape; transferLeadership?: null; clusterHealth?: null; initProducerId?: null; subscribe?: null; unsubscribe?: null; group?: null; findCoordinator?: null; subscribedRecords?: null; subscriptionEnded?: null; draining?: null; subscriptionStalled?: null; error?: null }|{ response?: "transferLeadership"; hello?: null; describeCluster?: null; describeTopics?: null; produce?: null; fetch?: null; listOffsets?: null; createTopic?: null; deleteTopic?: null; addPartitions?: null; describeTopicConfig?: null; alterTopicConfig?: null; describePartition?: null; transferLeadership: flotilla.v1.Empty.$Shape; clusterHealth?: null; initProducerId?: null; subscribe?: null; unsubscribe?: null; group?: null; findCoordinator?: null; subscribedRecords?: null; subscriptionEnded?: null; draining?: null; subscriptionStalled?: null; error?: null }|{ response?: "clusterHealth"; hello?: null; describeCluster?: null; describeTopics?: null; produce?: null; fetch?: null; listOffsets?: null; createTopic?: null; deleteTopic?: null; addPartitions?: null; describeTopicConfig?: null; alterTopicConfig?: null; describePartition?: null; transferLeadership?: null; clusterHealth: flotilla.v1.ClusterHealthResponse.$Shape; initProducerId?: null; subscribe?: null; unsubscribe?: null; group?: null; findCoordinator?: null; subscribedRecords?: null; subscriptionEnded?: null; draining?: null; subscriptionStalled?: null; error?: null }|{ response?: "initProducerId"; hello?: null; describeCluster?: null; describeTopics?: null; produce?: null; fetch?: null; listOffsets?: null; createTopic?: null; deleteTopic?: null; addPartitions?: null; describeTopicConfig?: null; alterTopicConfig?: null; describePartition?: null; transferLeadership?: null; clusterHealth?: null; initProducerId: flotilla.v1.InitProducerIdResponse.$Shape; subscribe?: null; unsubscribe?: null; group?: null; findCoordinator?: null; subscribedRecords?: null; subscriptionEnded?: null; draining?: null; subscriptionStalled?: null; error?: null }|{ response?: "subscribe"; hello?: null; describeCluster?: null; describeTopics?: null; produce?: null; fetch?: null; listOffsets?: null; createTopic?: null; deleteTopic?: null; addPartitions?: null; describeTopicConfig?: null; alterTopicConfig?: null; describePartition?: null; transferLeadership?: null; clusterHealth?: null; initProducerId?: null; subscribe: flotilla.v1.SubscribeResponse.$Shape; unsubscribe?: null; group?: null; findCoordinator?: null; subscribedRecords?: null; subscriptionEnded?: null; draining?: null; subscriptionStalled?: null; error?: null }|{ response?: "unsubscribe"; hello?: null; describeCluster?: null; describeTopics?: null; produce?: null; fetch?: null; listOffsets?: null; createTopic?: null; deleteTopic?: null; addPartitions?: null; describeTopicConfig?: null; alterTopicConfig?: null; describePartition?: null; transferLeadership?: null; clusterHealth?: null; initProducerId?: null; subscribe?: null; unsubscribe: flotilla.v1.Empty.$Shape; group?: null; findCoordinator?: null; subscribedRecords?: null; subscriptionEnded?: null; draining?: null; subscriptionStalled?: null; error?: null }|{ response?: "group"; hello?: null; describeCluster?: null; describeTopics?: null; produce?: null; fetch?: null; listOffsets?: null; createTopic?: null; deleteTopic?: null; addPartitions?: null; describeTopicConfig?: null; alterTopicConfig?: null; describePartition?: null; transferLeadership?: null; clusterHealth?: null; initProducerId?: null; subscribe?: null; unsubscribe?: null; group: Uint8Array; findCoordinator?: null; subscribedRecords?: null; subscriptionEnded?: null; draining?: null; subscriptionStalled?: null; error?: null }|{ response?: "findCoordinator"; hello?: null; describeCluster?: null; describeTopics?: null; produce?: null; fetch?: null; listOffsets?: null; createTopic?: null; deleteTopic?: null; addPartitions?: null; describeTopicConfig?: null; alterTopicConfig?: null; describePartition?: null; transferLeadership?: null; clusterHealth?: null; initProducerId?: null; subscribe?: null; unsubscribe?: null; group?: null; findCoordinator: flotilla.v1.Broker.$Shape; subscribedRecords?: null; subscriptionEnded?: null; draining?: null; subscriptionStalled?: null; error?: null }|{ response?: "subscribedRecords"; hello?: null; describeCluster?: null; describeTopics?: null; produce?: null; fetch?: null; listOffsets?: null; createTopic?: null; deleteTopic?: null; addPartitions?: null; describeTopicConfig?: null; alterTopicConfig?: null; describePartition?: null; transferLeadership?: null; clusterHealth?: null; initProducerId?: null; subscribe?: null; unsubscribe?: null; group?: null; findCoordinator?: null; subscribedRecords: flotilla.v1.SubscribedRecords.$Shape; subscriptionEnded?: null; draining?: null; subscriptionStalled?: null; error?: null }|{ response?: "subscriptionEnded"; hello?: null; describeCluster?: null; describeTopics?: null; produce?: null; fetch?: null; listOffsets?: null; createTopic?: null; deleteTopic?: null; addPartitions?: null; describeTopicConfig?: null; alterTopicConfig?: null; describePartition?: null; transferLeadership?: null; clusterHealth?: null; initProducerId?: null; subscribe?: null; unsubscribe?: null; group?: null; findCoordinator?: null; subscribedRecords?: null; subscriptionEnded: flotilla.v1.SubscriptionEnded.$Shape; draining?: null; subscriptionStalled?: null; error?: null }|{ response?: "draining"; hello?: null; describeCluster?: null; describeTopics?: null; produce?: null; fetch?: null; listOffsets?: null; createTopic?: null; deleteTopic?: null; addPartitions?: null; describeTopicConfig?: null; alterTopicConfig?: null; describePartition?: null; transferLeadership?: null; clusterHealth?: null; initProducerId?: null; subscribe?: null; unsubscribe?: null; group?: null; findCoordinator?: null; subscribedRecords?: null; subscriptionEnded?: null; draining: flotilla.v1.Draining.$Shape; subscriptionStalled?: null; error?: null }|{ response?: "subscriptionStalled"; hello?: null; describeCluster?: null; describeTopics?: null; produce?: null; fetch?: null; listOffsets?: null; createTopic?: null; deleteTopic?: null; addPartitions?: null; describeTopicConfig?: null; alterTopicConfig?: null; describePartition?: null; transferLeadership?: null; clusterHealth?: null; initProducerId?: null; subscribe?: null; unsubscribe?: null; group?: null; findCoordinator?: null; subscribedRecords?: null; subscriptionEnded?: null; draining?: null; subscriptionStalled: flotilla.v1.SubscriptionStalled.$Shape; error?: null }|{ response?: "error"; hello?: null; describeCluster?: null; describeTopics?: null; produce?: null; fetch?: null; listOffsets?: null; createTopic?: null; deleteTopic?: null; addPartitions?: null; describeTopicConfig?: null; alterTopicConfig?: null; describePartition?: null; transferLeadership?: null; clusterHealth?: null; initProducerId?: null; subscribe?: null; unsubscribe?: null; group?: null; findCoordinator?: null; subscribedRecords?: null; subscriptionEnded?: null; draining?: null; subscriptionStalled?: null; error: flotilla.v1.ErrorResponse.$Shape })
            );
        }

        /**
         * Properties of an Empty.
         * @deprecated Use flotilla.v1.Empty.$Properties instead.
         */
        interface IEmpty extends flotilla.v1.Empty.$Properties {
        }

        /** Represents an Empty. */
        class Empty {

            /**
             * Constructs a new Empty.
             * @param [properties] Properties to set
             */
            constructor(properties?: flotilla.v1.Empty.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /**
             * Encodes the specified Empty message. Does not implicitly {@link flotilla.v1.Empty.verify|verify} messages.
             * @param message Empty message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: flotilla.v1.Empty.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an Empty message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {flotilla.v1.Empty & flotilla.v1.Empty.$Shape} Empty
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.v1.Empty & flotilla.v1.Empty.$Shape;
        }

        namespace Empty {

            /** Properties of an Empty. */
            interface $Properties {

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an Empty. */
            type $Shape = flotilla.v1.Empty.$Properties;
        }

        /**
         * Properties of an ErrorResponse.
         * @deprecated Use flotilla.v1.ErrorResponse.$Properties instead.
         */
        interface IErrorResponse extends flotilla.v1.ErrorResponse.$Properties {
        }

        /** Represents an ErrorResponse. */
        class ErrorResponse {

            /**
             * Constructs a new ErrorResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: flotilla.v1.ErrorResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ErrorResponse code. */
            code: number;

            /** ErrorResponse name. */
            name: string;

            /** ErrorResponse message. */
            message: string;

            /** ErrorResponse retriable. */
            retriable: boolean;

            /** ErrorResponse logRange. */
            logRange?: (flotilla.v1.LogRange.$Properties|null);

            /**
             * Encodes the specified ErrorResponse message. Does not implicitly {@link flotilla.v1.ErrorResponse.verify|verify} messages.
             * @param message ErrorResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: flotilla.v1.ErrorResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an ErrorResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {flotilla.v1.ErrorResponse & flotilla.v1.ErrorResponse.$Shape} ErrorResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.v1.ErrorResponse & flotilla.v1.ErrorResponse.$Shape;
        }

        namespace ErrorResponse {

            /** Properties of an ErrorResponse. */
            interface $Properties {

                /** ErrorResponse code */
                code?: (number|null);

                /** ErrorResponse name */
                name?: (string|null);

                /** ErrorResponse message */
                message?: (string|null);

                /** ErrorResponse retriable */
                retriable?: (boolean|null);

                /** ErrorResponse logRange */
                logRange?: (flotilla.v1.LogRange.$Properties|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an ErrorResponse. */
            type $Shape = flotilla.v1.ErrorResponse.$Properties;
        }

        /**
         * Properties of a LogRange.
         * @deprecated Use flotilla.v1.LogRange.$Properties instead.
         */
        interface ILogRange extends flotilla.v1.LogRange.$Properties {
        }

        /** Represents a LogRange. */
        class LogRange {

            /**
             * Constructs a new LogRange.
             * @param [properties] Properties to set
             */
            constructor(properties?: flotilla.v1.LogRange.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** LogRange startOffset. */
            startOffset: number;

            /** LogRange endOffset. */
            endOffset: number;

            /** LogRange truncatedTo. */
            truncatedTo?: (number|null);

            /**
             * Encodes the specified LogRange message. Does not implicitly {@link flotilla.v1.LogRange.verify|verify} messages.
             * @param message LogRange message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: flotilla.v1.LogRange.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a LogRange message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {flotilla.v1.LogRange & flotilla.v1.LogRange.$Shape} LogRange
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.v1.LogRange & flotilla.v1.LogRange.$Shape;
        }

        namespace LogRange {

            /** Properties of a LogRange. */
            interface $Properties {

                /** LogRange startOffset */
                startOffset?: (number|null);

                /** LogRange endOffset */
                endOffset?: (number|null);

                /** LogRange truncatedTo */
                truncatedTo?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a LogRange. */
            type $Shape = flotilla.v1.LogRange.$Properties;
        }

        /**
         * Properties of a HelloRequest.
         * @deprecated Use flotilla.v1.HelloRequest.$Properties instead.
         */
        interface IHelloRequest extends flotilla.v1.HelloRequest.$Properties {
        }

        /** Represents a HelloRequest. */
        class HelloRequest {

            /**
             * Constructs a new HelloRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: flotilla.v1.HelloRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** HelloRequest clientName. */
            clientName: string;

            /** HelloRequest clientVersion. */
            clientVersion: string;

            /** HelloRequest protocolVersionMin. */
            protocolVersionMin: number;

            /** HelloRequest protocolVersionMax. */
            protocolVersionMax: number;

            /**
             * Encodes the specified HelloRequest message. Does not implicitly {@link flotilla.v1.HelloRequest.verify|verify} messages.
             * @param message HelloRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: flotilla.v1.HelloRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a HelloRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {flotilla.v1.HelloRequest & flotilla.v1.HelloRequest.$Shape} HelloRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.v1.HelloRequest & flotilla.v1.HelloRequest.$Shape;
        }

        namespace HelloRequest {

            /** Properties of a HelloRequest. */
            interface $Properties {

                /** HelloRequest clientName */
                clientName?: (string|null);

                /** HelloRequest clientVersion */
                clientVersion?: (string|null);

                /** HelloRequest protocolVersionMin */
                protocolVersionMin?: (number|null);

                /** HelloRequest protocolVersionMax */
                protocolVersionMax?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a HelloRequest. */
            type $Shape = flotilla.v1.HelloRequest.$Properties;
        }

        /**
         * Properties of a HelloResponse.
         * @deprecated Use flotilla.v1.HelloResponse.$Properties instead.
         */
        interface IHelloResponse extends flotilla.v1.HelloResponse.$Properties {
        }

        /** Represents a HelloResponse. */
        class HelloResponse {

            /**
             * Constructs a new HelloResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: flotilla.v1.HelloResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** HelloResponse protocolVersion. */
            protocolVersion: number;

            /** HelloResponse serverVersion. */
            serverVersion: string;

            /** HelloResponse clusterId. */
            clusterId: string;

            /** HelloResponse nodeId. */
            nodeId: number;

            /** HelloResponse features. */
            features: string[];

            /** HelloResponse limits. */
            limits?: (flotilla.v1.Limits.$Properties|null);

            /**
             * Encodes the specified HelloResponse message. Does not implicitly {@link flotilla.v1.HelloResponse.verify|verify} messages.
             * @param message HelloResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: flotilla.v1.HelloResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a HelloResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {flotilla.v1.HelloResponse & flotilla.v1.HelloResponse.$Shape} HelloResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.v1.HelloResponse & flotilla.v1.HelloResponse.$Shape;
        }

        namespace HelloResponse {

            /** Properties of a HelloResponse. */
            interface $Properties {

                /** HelloResponse protocolVersion */
                protocolVersion?: (number|null);

                /** HelloResponse serverVersion */
                serverVersion?: (string|null);

                /** HelloResponse clusterId */
                clusterId?: (string|null);

                /** HelloResponse nodeId */
                nodeId?: (number|null);

                /** HelloResponse features */
                features?: (string[]|null);

                /** HelloResponse limits */
                limits?: (flotilla.v1.Limits.$Properties|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a HelloResponse. */
            type $Shape = flotilla.v1.HelloResponse.$Properties;
        }

        /**
         * Properties of a Limits.
         * @deprecated Use flotilla.v1.Limits.$Properties instead.
         */
        interface ILimits extends flotilla.v1.Limits.$Properties {
        }

        /** Represents a Limits. */
        class Limits {

            /**
             * Constructs a new Limits.
             * @param [properties] Properties to set
             */
            constructor(properties?: flotilla.v1.Limits.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Limits frameBytesMax. */
            frameBytesMax: number;

            /** Limits requestBytesMax. */
            requestBytesMax: number;

            /** Limits requestsInFlightMax. */
            requestsInFlightMax: number;

            /** Limits bytesInFlightMax. */
            bytesInFlightMax: number;

            /** Limits fetchesInFlightMax. */
            fetchesInFlightMax: number;

            /** Limits fetchBytesMax. */
            fetchBytesMax: number;

            /** Limits waitMsMax. */
            waitMsMax: number;

            /** Limits subscriptionsMax. */
            subscriptionsMax: number;

            /**
             * Encodes the specified Limits message. Does not implicitly {@link flotilla.v1.Limits.verify|verify} messages.
             * @param message Limits message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: flotilla.v1.Limits.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Limits message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {flotilla.v1.Limits & flotilla.v1.Limits.$Shape} Limits
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.v1.Limits & flotilla.v1.Limits.$Shape;
        }

        namespace Limits {

            /** Properties of a Limits. */
            interface $Properties {

                /** Limits frameBytesMax */
                frameBytesMax?: (number|null);

                /** Limits requestBytesMax */
                requestBytesMax?: (number|null);

                /** Limits requestsInFlightMax */
                requestsInFlightMax?: (number|null);

                /** Limits bytesInFlightMax */
                bytesInFlightMax?: (number|null);

                /** Limits fetchesInFlightMax */
                fetchesInFlightMax?: (number|null);

                /** Limits fetchBytesMax */
                fetchBytesMax?: (number|null);

                /** Limits waitMsMax */
                waitMsMax?: (number|null);

                /** Limits subscriptionsMax */
                subscriptionsMax?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Limits. */
            type $Shape = flotilla.v1.Limits.$Properties;
        }

        /**
         * Properties of a DescribeClusterRequest.
         * @deprecated Use flotilla.v1.DescribeClusterRequest.$Properties instead.
         */
        interface IDescribeClusterRequest extends flotilla.v1.DescribeClusterRequest.$Properties {
        }

        /** Represents a DescribeClusterRequest. */
        class DescribeClusterRequest {

            /**
             * Constructs a new DescribeClusterRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: flotilla.v1.DescribeClusterRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /**
             * Encodes the specified DescribeClusterRequest message. Does not implicitly {@link flotilla.v1.DescribeClusterRequest.verify|verify} messages.
             * @param message DescribeClusterRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: flotilla.v1.DescribeClusterRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a DescribeClusterRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {flotilla.v1.DescribeClusterRequest & flotilla.v1.DescribeClusterRequest.$Shape} DescribeClusterRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.v1.DescribeClusterRequest & flotilla.v1.DescribeClusterRequest.$Shape;
        }

        namespace DescribeClusterRequest {

            /** Properties of a DescribeClusterRequest. */
            interface $Properties {

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DescribeClusterRequest. */
            type $Shape = flotilla.v1.DescribeClusterRequest.$Properties;
        }

        /**
         * Properties of a DescribeClusterResponse.
         * @deprecated Use flotilla.v1.DescribeClusterResponse.$Properties instead.
         */
        interface IDescribeClusterResponse extends flotilla.v1.DescribeClusterResponse.$Properties {
        }

        /** Represents a DescribeClusterResponse. */
        class DescribeClusterResponse {

            /**
             * Constructs a new DescribeClusterResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: flotilla.v1.DescribeClusterResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DescribeClusterResponse clusterId. */
            clusterId: string;

            /** DescribeClusterResponse nodeId. */
            nodeId: number;

            /** DescribeClusterResponse controller. */
            controller?: (number|null);

            /** DescribeClusterResponse brokers. */
            brokers: flotilla.v1.Broker.$Properties[];

            /**
             * Encodes the specified DescribeClusterResponse message. Does not implicitly {@link flotilla.v1.DescribeClusterResponse.verify|verify} messages.
             * @param message DescribeClusterResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: flotilla.v1.DescribeClusterResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a DescribeClusterResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {flotilla.v1.DescribeClusterResponse & flotilla.v1.DescribeClusterResponse.$Shape} DescribeClusterResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.v1.DescribeClusterResponse & flotilla.v1.DescribeClusterResponse.$Shape;
        }

        namespace DescribeClusterResponse {

            /** Properties of a DescribeClusterResponse. */
            interface $Properties {

                /** DescribeClusterResponse clusterId */
                clusterId?: (string|null);

                /** DescribeClusterResponse nodeId */
                nodeId?: (number|null);

                /** DescribeClusterResponse controller */
                controller?: (number|null);

                /** DescribeClusterResponse brokers */
                brokers?: (flotilla.v1.Broker.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DescribeClusterResponse. */
            type $Shape = flotilla.v1.DescribeClusterResponse.$Properties;
        }

        /**
         * Properties of a Broker.
         * @deprecated Use flotilla.v1.Broker.$Properties instead.
         */
        interface IBroker extends flotilla.v1.Broker.$Properties {
        }

        /** Represents a Broker. */
        class Broker {

            /**
             * Constructs a new Broker.
             * @param [properties] Properties to set
             */
            constructor(properties?: flotilla.v1.Broker.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Broker nodeId. */
            nodeId: number;

            /** Broker host. */
            host: string;

            /** Broker httpPort. */
            httpPort: number;

            /** Broker peerPort. */
            peerPort: number;

            /** Broker isConnected. */
            isConnected: boolean;

            /**
             * Encodes the specified Broker message. Does not implicitly {@link flotilla.v1.Broker.verify|verify} messages.
             * @param message Broker message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: flotilla.v1.Broker.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Broker message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {flotilla.v1.Broker & flotilla.v1.Broker.$Shape} Broker
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.v1.Broker & flotilla.v1.Broker.$Shape;
        }

        namespace Broker {

            /** Properties of a Broker. */
            interface $Properties {

                /** Broker nodeId */
                nodeId?: (number|null);

                /** Broker host */
                host?: (string|null);

                /** Broker httpPort */
                httpPort?: (number|null);

                /** Broker peerPort */
                peerPort?: (number|null);

                /** Broker isConnected */
                isConnected?: (boolean|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Broker. */
            type $Shape = flotilla.v1.Broker.$Properties;
        }

        /**
         * Properties of a DescribeTopicsRequest.
         * @deprecated Use flotilla.v1.DescribeTopicsRequest.$Properties instead.
         */
        interface IDescribeTopicsRequest extends flotilla.v1.DescribeTopicsRequest.$Properties {
        }

        /** Represents a DescribeTopicsRequest. */
        class DescribeTopicsRequest {

            /**
             * Constructs a new DescribeTopicsRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: flotilla.v1.DescribeTopicsRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DescribeTopicsRequest all. */
            all: boolean;

            /** DescribeTopicsRequest names. */
            names: string[];

            /**
             * Encodes the specified DescribeTopicsRequest message. Does not implicitly {@link flotilla.v1.DescribeTopicsRequest.verify|verify} messages.
             * @param message DescribeTopicsRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: flotilla.v1.DescribeTopicsRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a DescribeTopicsRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {flotilla.v1.DescribeTopicsRequest & flotilla.v1.DescribeTopicsRequest.$Shape} DescribeTopicsRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.v1.DescribeTopicsRequest & flotilla.v1.DescribeTopicsRequest.$Shape;
        }

        namespace DescribeTopicsRequest {

            /** Properties of a DescribeTopicsRequest. */
            interface $Properties {

                /** DescribeTopicsRequest all */
                all?: (boolean|null);

                /** DescribeTopicsRequest names */
                names?: (string[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DescribeTopicsRequest. */
            type $Shape = flotilla.v1.DescribeTopicsRequest.$Properties;
        }

        /**
         * Properties of a DescribeTopicsResponse.
         * @deprecated Use flotilla.v1.DescribeTopicsResponse.$Properties instead.
         */
        interface IDescribeTopicsResponse extends flotilla.v1.DescribeTopicsResponse.$Properties {
        }

        /** Represents a DescribeTopicsResponse. */
        class DescribeTopicsResponse {

            /**
             * Constructs a new DescribeTopicsResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: flotilla.v1.DescribeTopicsResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DescribeTopicsResponse topics. */
            topics: flotilla.v1.Topic.$Properties[];

            /**
             * Encodes the specified DescribeTopicsResponse message. Does not implicitly {@link flotilla.v1.DescribeTopicsResponse.verify|verify} messages.
             * @param message DescribeTopicsResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: flotilla.v1.DescribeTopicsResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a DescribeTopicsResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {flotilla.v1.DescribeTopicsResponse & flotilla.v1.DescribeTopicsResponse.$Shape} DescribeTopicsResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.v1.DescribeTopicsResponse & flotilla.v1.DescribeTopicsResponse.$Shape;
        }

        namespace DescribeTopicsResponse {

            /** Properties of a DescribeTopicsResponse. */
            interface $Properties {

                /** DescribeTopicsResponse topics */
                topics?: (flotilla.v1.Topic.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DescribeTopicsResponse. */
            type $Shape = flotilla.v1.DescribeTopicsResponse.$Properties;
        }

        /**
         * Properties of a Topic.
         * @deprecated Use flotilla.v1.Topic.$Properties instead.
         */
        interface ITopic extends flotilla.v1.Topic.$Properties {
        }

        /** Represents a Topic. */
        class Topic {

            /**
             * Constructs a new Topic.
             * @param [properties] Properties to set
             */
            constructor(properties?: flotilla.v1.Topic.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Topic name. */
            name: string;

            /** Topic topicId. */
            topicId?: (string|null);

            /** Topic error. */
            error?: (flotilla.v1.TopicError.$Properties|null);

            /** Topic partitions. */
            partitions: flotilla.v1.PartitionLeadership.$Properties[];

            /**
             * Encodes the specified Topic message. Does not implicitly {@link flotilla.v1.Topic.verify|verify} messages.
             * @param message Topic message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: flotilla.v1.Topic.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Topic message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {flotilla.v1.Topic & flotilla.v1.Topic.$Shape} Topic
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.v1.Topic & flotilla.v1.Topic.$Shape;
        }

        namespace Topic {

            /** Properties of a Topic. */
            interface $Properties {

                /** Topic name */
                name?: (string|null);

                /** Topic topicId */
                topicId?: (string|null);

                /** Topic error */
                error?: (flotilla.v1.TopicError.$Properties|null);

                /** Topic partitions */
                partitions?: (flotilla.v1.PartitionLeadership.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Topic. */
            type $Shape = flotilla.v1.Topic.$Properties;
        }

        /**
         * Properties of a TopicError.
         * @deprecated Use flotilla.v1.TopicError.$Properties instead.
         */
        interface ITopicError extends flotilla.v1.TopicError.$Properties {
        }

        /** Represents a TopicError. */
        class TopicError {

            /**
             * Constructs a new TopicError.
             * @param [properties] Properties to set
             */
            constructor(properties?: flotilla.v1.TopicError.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** TopicError name. */
            name: string;

            /** TopicError message. */
            message: string;

            /**
             * Encodes the specified TopicError message. Does not implicitly {@link flotilla.v1.TopicError.verify|verify} messages.
             * @param message TopicError message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: flotilla.v1.TopicError.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a TopicError message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {flotilla.v1.TopicError & flotilla.v1.TopicError.$Shape} TopicError
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.v1.TopicError & flotilla.v1.TopicError.$Shape;
        }

        namespace TopicError {

            /** Properties of a TopicError. */
            interface $Properties {

                /** TopicError name */
                name?: (string|null);

                /** TopicError message */
                message?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a TopicError. */
            type $Shape = flotilla.v1.TopicError.$Properties;
        }

        /**
         * Properties of a PartitionLeadership.
         * @deprecated Use flotilla.v1.PartitionLeadership.$Properties instead.
         */
        interface IPartitionLeadership extends flotilla.v1.PartitionLeadership.$Properties {
        }

        /** Represents a PartitionLeadership. */
        class PartitionLeadership {

            /**
             * Constructs a new PartitionLeadership.
             * @param [properties] Properties to set
             */
            constructor(properties?: flotilla.v1.PartitionLeadership.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** PartitionLeadership partition. */
            partition: number;

            /** PartitionLeadership leader. */
            leader?: (number|null);

            /** PartitionLeadership leaderEpoch. */
            leaderEpoch: number;

            /** PartitionLeadership replicas. */
            replicas: number[];

            /** PartitionLeadership inSyncReplicas. */
            inSyncReplicas: number[];

            /**
             * Encodes the specified PartitionLeadership message. Does not implicitly {@link flotilla.v1.PartitionLeadership.verify|verify} messages.
             * @param message PartitionLeadership message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: flotilla.v1.PartitionLeadership.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a PartitionLeadership message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {flotilla.v1.PartitionLeadership & flotilla.v1.PartitionLeadership.$Shape} PartitionLeadership
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.v1.PartitionLeadership & flotilla.v1.PartitionLeadership.$Shape;
        }

        namespace PartitionLeadership {

            /** Properties of a PartitionLeadership. */
            interface $Properties {

                /** PartitionLeadership partition */
                partition?: (number|null);

                /** PartitionLeadership leader */
                leader?: (number|null);

                /** PartitionLeadership leaderEpoch */
                leaderEpoch?: (number|null);

                /** PartitionLeadership replicas */
                replicas?: (number[]|null);

                /** PartitionLeadership inSyncReplicas */
                inSyncReplicas?: (number[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a PartitionLeadership. */
            type $Shape = flotilla.v1.PartitionLeadership.$Properties;
        }

        /** Acks enum. */
        enum Acks {

            /** ACKS_ALL value */
            ACKS_ALL = 0,

            /** ACKS_LEADER value */
            ACKS_LEADER = 1,

            /** ACKS_NONE value */
            ACKS_NONE = 2
        }

        /**
         * Properties of a ProduceRequest.
         * @deprecated Use flotilla.v1.ProduceRequest.$Properties instead.
         */
        interface IProduceRequest extends flotilla.v1.ProduceRequest.$Properties {
        }

        /** Represents a ProduceRequest. */
        class ProduceRequest {

            /**
             * Constructs a new ProduceRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: flotilla.v1.ProduceRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ProduceRequest topic. */
            topic: string;

            /** ProduceRequest partition. */
            partition: number;

            /** ProduceRequest acks. */
            acks: flotilla.v1.Acks;

            /** ProduceRequest timeoutMs. */
            timeoutMs: number;

            /** ProduceRequest records. */
            records: Uint8Array;

            /**
             * Encodes the specified ProduceRequest message. Does not implicitly {@link flotilla.v1.ProduceRequest.verify|verify} messages.
             * @param message ProduceRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: flotilla.v1.ProduceRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ProduceRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {flotilla.v1.ProduceRequest & flotilla.v1.ProduceRequest.$Shape} ProduceRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.v1.ProduceRequest & flotilla.v1.ProduceRequest.$Shape;
        }

        namespace ProduceRequest {

            /** Properties of a ProduceRequest. */
            interface $Properties {

                /** ProduceRequest topic */
                topic?: (string|null);

                /** ProduceRequest partition */
                partition?: (number|null);

                /** ProduceRequest acks */
                acks?: (flotilla.v1.Acks|null);

                /** ProduceRequest timeoutMs */
                timeoutMs?: (number|null);

                /** ProduceRequest records */
                records?: (Uint8Array|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ProduceRequest. */
            type $Shape = flotilla.v1.ProduceRequest.$Properties;
        }

        /**
         * Properties of a ProduceResponse.
         * @deprecated Use flotilla.v1.ProduceResponse.$Properties instead.
         */
        interface IProduceResponse extends flotilla.v1.ProduceResponse.$Properties {
        }

        /** Represents a ProduceResponse. */
        class ProduceResponse {

            /**
             * Constructs a new ProduceResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: flotilla.v1.ProduceResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ProduceResponse baseOffset. */
            baseOffset: number;

            /** ProduceResponse lastOffset. */
            lastOffset: number;

            /** ProduceResponse leaderEpoch. */
            leaderEpoch: number;

            /** ProduceResponse logAppendTimeMs. */
            logAppendTimeMs: number;

            /** ProduceResponse logStartOffset. */
            logStartOffset: number;

            /** ProduceResponse waitedFor. */
            waitedFor: flotilla.v1.WaitedFor;

            /**
             * Encodes the specified ProduceResponse message. Does not implicitly {@link flotilla.v1.ProduceResponse.verify|verify} messages.
             * @param message ProduceResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: flotilla.v1.ProduceResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ProduceResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {flotilla.v1.ProduceResponse & flotilla.v1.ProduceResponse.$Shape} ProduceResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.v1.ProduceResponse & flotilla.v1.ProduceResponse.$Shape;
        }

        namespace ProduceResponse {

            /** Properties of a ProduceResponse. */
            interface $Properties {

                /** ProduceResponse baseOffset */
                baseOffset?: (number|null);

                /** ProduceResponse lastOffset */
                lastOffset?: (number|null);

                /** ProduceResponse leaderEpoch */
                leaderEpoch?: (number|null);

                /** ProduceResponse logAppendTimeMs */
                logAppendTimeMs?: (number|null);

                /** ProduceResponse logStartOffset */
                logStartOffset?: (number|null);

                /** ProduceResponse waitedFor */
                waitedFor?: (flotilla.v1.WaitedFor|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ProduceResponse. */
            type $Shape = flotilla.v1.ProduceResponse.$Properties;
        }

        /** WaitedFor enum. */
        enum WaitedFor {

            /** SYNCED_ON_MAJORITY value */
            SYNCED_ON_MAJORITY = 0,

            /** APPENDED_ON_LEADER value */
            APPENDED_ON_LEADER = 1,

            /** SENT value */
            SENT = 2
        }

        /**
         * Properties of a FetchRequest.
         * @deprecated Use flotilla.v1.FetchRequest.$Properties instead.
         */
        interface IFetchRequest extends flotilla.v1.FetchRequest.$Properties {
        }

        /** Represents a FetchRequest. */
        class FetchRequest {

            /**
             * Constructs a new FetchRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: flotilla.v1.FetchRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** FetchRequest topic. */
            topic: string;

            /** FetchRequest partition. */
            partition: number;

            /** FetchRequest offset. */
            offset: number;

            /** FetchRequest bytesMin. */
            bytesMin: number;

            /** FetchRequest bytesMax. */
            bytesMax: number;

            /** FetchRequest waitMsMax. */
            waitMsMax: number;

            /** FetchRequest lastFetchedEpoch. */
            lastFetchedEpoch?: (number|null);

            /**
             * Encodes the specified FetchRequest message. Does not implicitly {@link flotilla.v1.FetchRequest.verify|verify} messages.
             * @param message FetchRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: flotilla.v1.FetchRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a FetchRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {flotilla.v1.FetchRequest & flotilla.v1.FetchRequest.$Shape} FetchRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.v1.FetchRequest & flotilla.v1.FetchRequest.$Shape;
        }

        namespace FetchRequest {

            /** Properties of a FetchRequest. */
            interface $Properties {

                /** FetchRequest topic */
                topic?: (string|null);

                /** FetchRequest partition */
                partition?: (number|null);

                /** FetchRequest offset */
                offset?: (number|null);

                /** FetchRequest bytesMin */
                bytesMin?: (number|null);

                /** FetchRequest bytesMax */
                bytesMax?: (number|null);

                /** FetchRequest waitMsMax */
                waitMsMax?: (number|null);

                /** FetchRequest lastFetchedEpoch */
                lastFetchedEpoch?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a FetchRequest. */
            type $Shape = flotilla.v1.FetchRequest.$Properties;
        }

        /**
         * Properties of a FetchResponse.
         * @deprecated Use flotilla.v1.FetchResponse.$Properties instead.
         */
        interface IFetchResponse extends flotilla.v1.FetchResponse.$Properties {
        }

        /** Represents a FetchResponse. */
        class FetchResponse {

            /**
             * Constructs a new FetchResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: flotilla.v1.FetchResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** FetchResponse highWatermark. */
            highWatermark: number;

            /** FetchResponse logStartOffset. */
            logStartOffset: number;

            /** FetchResponse leaderEpoch. */
            leaderEpoch: number;

            /** FetchResponse records. */
            records: Uint8Array;

            /**
             * Encodes the specified FetchResponse message. Does not implicitly {@link flotilla.v1.FetchResponse.verify|verify} messages.
             * @param message FetchResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: flotilla.v1.FetchResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a FetchResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {flotilla.v1.FetchResponse & flotilla.v1.FetchResponse.$Shape} FetchResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.v1.FetchResponse & flotilla.v1.FetchResponse.$Shape;
        }

        namespace FetchResponse {

            /** Properties of a FetchResponse. */
            interface $Properties {

                /** FetchResponse highWatermark */
                highWatermark?: (number|null);

                /** FetchResponse logStartOffset */
                logStartOffset?: (number|null);

                /** FetchResponse leaderEpoch */
                leaderEpoch?: (number|null);

                /** FetchResponse records */
                records?: (Uint8Array|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a FetchResponse. */
            type $Shape = flotilla.v1.FetchResponse.$Properties;
        }

        /**
         * Properties of a ListOffsetsRequest.
         * @deprecated Use flotilla.v1.ListOffsetsRequest.$Properties instead.
         */
        interface IListOffsetsRequest extends flotilla.v1.ListOffsetsRequest.$Properties {
        }

        /** Represents a ListOffsetsRequest. */
        class ListOffsetsRequest {

            /**
             * Constructs a new ListOffsetsRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: flotilla.v1.ListOffsetsRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ListOffsetsRequest topic. */
            topic: string;

            /** ListOffsetsRequest partition. */
            partition: number;

            /** ListOffsetsRequest earliest. */
            earliest?: (flotilla.v1.Empty.$Properties|null);

            /** ListOffsetsRequest latest. */
            latest?: (flotilla.v1.Empty.$Properties|null);

            /** ListOffsetsRequest timestampMs. */
            timestampMs?: (number|null);

            /** ListOffsetsRequest at. */
            at?: ("earliest"|"latest"|"timestampMs");

            /**
             * Encodes the specified ListOffsetsRequest message. Does not implicitly {@link flotilla.v1.ListOffsetsRequest.verify|verify} messages.
             * @param message ListOffsetsRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: flotilla.v1.ListOffsetsRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ListOffsetsRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {flotilla.v1.ListOffsetsRequest & flotilla.v1.ListOffsetsRequest.$Shape} ListOffsetsRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.v1.ListOffsetsRequest & flotilla.v1.ListOffsetsRequest.$Shape;
        }

        namespace ListOffsetsRequest {

            /** Properties of a ListOffsetsRequest. */
            interface $Properties {

                /** ListOffsetsRequest topic */
                topic?: (string|null);

                /** ListOffsetsRequest partition */
                partition?: (number|null);

                /** ListOffsetsRequest earliest */
                earliest?: (flotilla.v1.Empty.$Properties|null);

                /** ListOffsetsRequest latest */
                latest?: (flotilla.v1.Empty.$Properties|null);

                /** ListOffsetsRequest timestampMs */
                timestampMs?: (number|null);

                /** ListOffsetsRequest at */
                at?: ("earliest"|"latest"|"timestampMs");

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of a ListOffsetsRequest. */
            type $Shape = {
              topic?: string|null;
              partition?: number|null;
              earliest?: flotilla.v1.Empty.$Shape|null;
              latest?: flotilla.v1.Empty.$Shape|null;
              timestampMs?: number|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ at?: undefined; earliest?: null; latest?: null; timestampMs?: null }|{ at?: "earliest"; earliest: flotilla.v1.Empty.$Shape; latest?: null; timestampMs?: null }|{ at?: "latest"; earliest?: null; latest: flotilla.v1.Empty.$Shape; timestampMs?: null }|{ at?: "timestampMs"; earliest?: null; latest?: null; timestampMs: number })
            );
        }

        /**
         * Properties of a ListOffsetsResponse.
         * @deprecated Use flotilla.v1.ListOffsetsResponse.$Properties instead.
         */
        interface IListOffsetsResponse extends flotilla.v1.ListOffsetsResponse.$Properties {
        }

        /** Represents a ListOffsetsResponse. */
        class ListOffsetsResponse {

            /**
             * Constructs a new ListOffsetsResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: flotilla.v1.ListOffsetsResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ListOffsetsResponse offset. */
            offset?: (number|null);

            /** ListOffsetsResponse timestampMs. */
            timestampMs?: (number|null);

            /** ListOffsetsResponse leaderEpoch. */
            leaderEpoch: number;

            /**
             * Encodes the specified ListOffsetsResponse message. Does not implicitly {@link flotilla.v1.ListOffsetsResponse.verify|verify} messages.
             * @param message ListOffsetsResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: flotilla.v1.ListOffsetsResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ListOffsetsResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {flotilla.v1.ListOffsetsResponse & flotilla.v1.ListOffsetsResponse.$Shape} ListOffsetsResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.v1.ListOffsetsResponse & flotilla.v1.ListOffsetsResponse.$Shape;
        }

        namespace ListOffsetsResponse {

            /** Properties of a ListOffsetsResponse. */
            interface $Properties {

                /** ListOffsetsResponse offset */
                offset?: (number|null);

                /** ListOffsetsResponse timestampMs */
                timestampMs?: (number|null);

                /** ListOffsetsResponse leaderEpoch */
                leaderEpoch?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ListOffsetsResponse. */
            type $Shape = flotilla.v1.ListOffsetsResponse.$Properties;
        }

        /**
         * Properties of a CreateTopicRequest.
         * @deprecated Use flotilla.v1.CreateTopicRequest.$Properties instead.
         */
        interface ICreateTopicRequest extends flotilla.v1.CreateTopicRequest.$Properties {
        }

        /** Represents a CreateTopicRequest. */
        class CreateTopicRequest {

            /**
             * Constructs a new CreateTopicRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: flotilla.v1.CreateTopicRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** CreateTopicRequest name. */
            name: string;

            /** CreateTopicRequest partitionCount. */
            partitionCount?: (number|null);

            /** CreateTopicRequest replicationFactor. */
            replicationFactor?: (number|null);

            /** CreateTopicRequest configs. */
            configs: { [k: string]: string };

            /** CreateTopicRequest validateOnly. */
            validateOnly: boolean;

            /**
             * Encodes the specified CreateTopicRequest message. Does not implicitly {@link flotilla.v1.CreateTopicRequest.verify|verify} messages.
             * @param message CreateTopicRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: flotilla.v1.CreateTopicRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a CreateTopicRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {flotilla.v1.CreateTopicRequest & flotilla.v1.CreateTopicRequest.$Shape} CreateTopicRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.v1.CreateTopicRequest & flotilla.v1.CreateTopicRequest.$Shape;
        }

        namespace CreateTopicRequest {

            /** Properties of a CreateTopicRequest. */
            interface $Properties {

                /** CreateTopicRequest name */
                name?: (string|null);

                /** CreateTopicRequest partitionCount */
                partitionCount?: (number|null);

                /** CreateTopicRequest replicationFactor */
                replicationFactor?: (number|null);

                /** CreateTopicRequest configs */
                configs?: ({ [k: string]: string }|null);

                /** CreateTopicRequest validateOnly */
                validateOnly?: (boolean|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a CreateTopicRequest. */
            type $Shape = flotilla.v1.CreateTopicRequest.$Properties;
        }

        /**
         * Properties of a CreateTopicResponse.
         * @deprecated Use flotilla.v1.CreateTopicResponse.$Properties instead.
         */
        interface ICreateTopicResponse extends flotilla.v1.CreateTopicResponse.$Properties {
        }

        /** Represents a CreateTopicResponse. */
        class CreateTopicResponse {

            /**
             * Constructs a new CreateTopicResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: flotilla.v1.CreateTopicResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** CreateTopicResponse name. */
            name: string;

            /** CreateTopicResponse topicId. */
            topicId: string;

            /** CreateTopicResponse partitionCount. */
            partitionCount: number;

            /** CreateTopicResponse replicationFactor. */
            replicationFactor: number;

            /** CreateTopicResponse warnings. */
            warnings: string[];

            /**
             * Encodes the specified CreateTopicResponse message. Does not implicitly {@link flotilla.v1.CreateTopicResponse.verify|verify} messages.
             * @param message CreateTopicResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: flotilla.v1.CreateTopicResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a CreateTopicResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {flotilla.v1.CreateTopicResponse & flotilla.v1.CreateTopicResponse.$Shape} CreateTopicResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.v1.CreateTopicResponse & flotilla.v1.CreateTopicResponse.$Shape;
        }

        namespace CreateTopicResponse {

            /** Properties of a CreateTopicResponse. */
            interface $Properties {

                /** CreateTopicResponse name */
                name?: (string|null);

                /** CreateTopicResponse topicId */
                topicId?: (string|null);

                /** CreateTopicResponse partitionCount */
                partitionCount?: (number|null);

                /** CreateTopicResponse replicationFactor */
                replicationFactor?: (number|null);

                /** CreateTopicResponse warnings */
                warnings?: (string[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a CreateTopicResponse. */
            type $Shape = flotilla.v1.CreateTopicResponse.$Properties;
        }

        /**
         * Properties of a DeleteTopicRequest.
         * @deprecated Use flotilla.v1.DeleteTopicRequest.$Properties instead.
         */
        interface IDeleteTopicRequest extends flotilla.v1.DeleteTopicRequest.$Properties {
        }

        /** Represents a DeleteTopicRequest. */
        class DeleteTopicRequest {

            /**
             * Constructs a new DeleteTopicRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: flotilla.v1.DeleteTopicRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DeleteTopicRequest name. */
            name: string;

            /**
             * Encodes the specified DeleteTopicRequest message. Does not implicitly {@link flotilla.v1.DeleteTopicRequest.verify|verify} messages.
             * @param message DeleteTopicRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: flotilla.v1.DeleteTopicRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a DeleteTopicRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {flotilla.v1.DeleteTopicRequest & flotilla.v1.DeleteTopicRequest.$Shape} DeleteTopicRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.v1.DeleteTopicRequest & flotilla.v1.DeleteTopicRequest.$Shape;
        }

        namespace DeleteTopicRequest {

            /** Properties of a DeleteTopicRequest. */
            interface $Properties {

                /** DeleteTopicRequest name */
                name?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DeleteTopicRequest. */
            type $Shape = flotilla.v1.DeleteTopicRequest.$Properties;
        }

        /**
         * Properties of an AddPartitionsRequest.
         * @deprecated Use flotilla.v1.AddPartitionsRequest.$Properties instead.
         */
        interface IAddPartitionsRequest extends flotilla.v1.AddPartitionsRequest.$Properties {
        }

        /** Represents an AddPartitionsRequest. */
        class AddPartitionsRequest {

            /**
             * Constructs a new AddPartitionsRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: flotilla.v1.AddPartitionsRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** AddPartitionsRequest name. */
            name: string;

            /** AddPartitionsRequest partitionCount. */
            partitionCount: number;

            /**
             * Encodes the specified AddPartitionsRequest message. Does not implicitly {@link flotilla.v1.AddPartitionsRequest.verify|verify} messages.
             * @param message AddPartitionsRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: flotilla.v1.AddPartitionsRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an AddPartitionsRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {flotilla.v1.AddPartitionsRequest & flotilla.v1.AddPartitionsRequest.$Shape} AddPartitionsRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.v1.AddPartitionsRequest & flotilla.v1.AddPartitionsRequest.$Shape;
        }

        namespace AddPartitionsRequest {

            /** Properties of an AddPartitionsRequest. */
            interface $Properties {

                /** AddPartitionsRequest name */
                name?: (string|null);

                /** AddPartitionsRequest partitionCount */
                partitionCount?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an AddPartitionsRequest. */
            type $Shape = flotilla.v1.AddPartitionsRequest.$Properties;
        }

        /**
         * Properties of a DescribeTopicConfigRequest.
         * @deprecated Use flotilla.v1.DescribeTopicConfigRequest.$Properties instead.
         */
        interface IDescribeTopicConfigRequest extends flotilla.v1.DescribeTopicConfigRequest.$Properties {
        }

        /** Represents a DescribeTopicConfigRequest. */
        class DescribeTopicConfigRequest {

            /**
             * Constructs a new DescribeTopicConfigRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: flotilla.v1.DescribeTopicConfigRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DescribeTopicConfigRequest name. */
            name: string;

            /**
             * Encodes the specified DescribeTopicConfigRequest message. Does not implicitly {@link flotilla.v1.DescribeTopicConfigRequest.verify|verify} messages.
             * @param message DescribeTopicConfigRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: flotilla.v1.DescribeTopicConfigRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a DescribeTopicConfigRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {flotilla.v1.DescribeTopicConfigRequest & flotilla.v1.DescribeTopicConfigRequest.$Shape} DescribeTopicConfigRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.v1.DescribeTopicConfigRequest & flotilla.v1.DescribeTopicConfigRequest.$Shape;
        }

        namespace DescribeTopicConfigRequest {

            /** Properties of a DescribeTopicConfigRequest. */
            interface $Properties {

                /** DescribeTopicConfigRequest name */
                name?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DescribeTopicConfigRequest. */
            type $Shape = flotilla.v1.DescribeTopicConfigRequest.$Properties;
        }

        /**
         * Properties of a DescribeTopicConfigResponse.
         * @deprecated Use flotilla.v1.DescribeTopicConfigResponse.$Properties instead.
         */
        interface IDescribeTopicConfigResponse extends flotilla.v1.DescribeTopicConfigResponse.$Properties {
        }

        /** Represents a DescribeTopicConfigResponse. */
        class DescribeTopicConfigResponse {

            /**
             * Constructs a new DescribeTopicConfigResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: flotilla.v1.DescribeTopicConfigResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DescribeTopicConfigResponse entries. */
            entries: flotilla.v1.ConfigEntry.$Properties[];

            /**
             * Encodes the specified DescribeTopicConfigResponse message. Does not implicitly {@link flotilla.v1.DescribeTopicConfigResponse.verify|verify} messages.
             * @param message DescribeTopicConfigResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: flotilla.v1.DescribeTopicConfigResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a DescribeTopicConfigResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {flotilla.v1.DescribeTopicConfigResponse & flotilla.v1.DescribeTopicConfigResponse.$Shape} DescribeTopicConfigResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.v1.DescribeTopicConfigResponse & flotilla.v1.DescribeTopicConfigResponse.$Shape;
        }

        namespace DescribeTopicConfigResponse {

            /** Properties of a DescribeTopicConfigResponse. */
            interface $Properties {

                /** DescribeTopicConfigResponse entries */
                entries?: (flotilla.v1.ConfigEntry.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DescribeTopicConfigResponse. */
            type $Shape = flotilla.v1.DescribeTopicConfigResponse.$Properties;
        }

        /**
         * Properties of a ConfigEntry.
         * @deprecated Use flotilla.v1.ConfigEntry.$Properties instead.
         */
        interface IConfigEntry extends flotilla.v1.ConfigEntry.$Properties {
        }

        /** Represents a ConfigEntry. */
        class ConfigEntry {

            /**
             * Constructs a new ConfigEntry.
             * @param [properties] Properties to set
             */
            constructor(properties?: flotilla.v1.ConfigEntry.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ConfigEntry name. */
            name: string;

            /** ConfigEntry value. */
            value: string;

            /** ConfigEntry source. */
            source: flotilla.v1.ConfigSource;

            /** ConfigEntry documentation. */
            documentation: string;

            /** ConfigEntry hasEffect. */
            hasEffect: boolean;

            /**
             * Encodes the specified ConfigEntry message. Does not implicitly {@link flotilla.v1.ConfigEntry.verify|verify} messages.
             * @param message ConfigEntry message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: flotilla.v1.ConfigEntry.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ConfigEntry message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {flotilla.v1.ConfigEntry & flotilla.v1.ConfigEntry.$Shape} ConfigEntry
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.v1.ConfigEntry & flotilla.v1.ConfigEntry.$Shape;
        }

        namespace ConfigEntry {

            /** Properties of a ConfigEntry. */
            interface $Properties {

                /** ConfigEntry name */
                name?: (string|null);

                /** ConfigEntry value */
                value?: (string|null);

                /** ConfigEntry source */
                source?: (flotilla.v1.ConfigSource|null);

                /** ConfigEntry documentation */
                documentation?: (string|null);

                /** ConfigEntry hasEffect */
                hasEffect?: (boolean|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ConfigEntry. */
            type $Shape = flotilla.v1.ConfigEntry.$Properties;
        }

        /** ConfigSource enum. */
        enum ConfigSource {

            /** SOURCE_DEFAULT value */
            SOURCE_DEFAULT = 0,

            /** SOURCE_BROKER value */
            SOURCE_BROKER = 1,

            /** SOURCE_TOPIC value */
            SOURCE_TOPIC = 2
        }

        /**
         * Properties of an AlterTopicConfigRequest.
         * @deprecated Use flotilla.v1.AlterTopicConfigRequest.$Properties instead.
         */
        interface IAlterTopicConfigRequest extends flotilla.v1.AlterTopicConfigRequest.$Properties {
        }

        /** Represents an AlterTopicConfigRequest. */
        class AlterTopicConfigRequest {

            /**
             * Constructs a new AlterTopicConfigRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: flotilla.v1.AlterTopicConfigRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** AlterTopicConfigRequest name. */
            name: string;

            /** AlterTopicConfigRequest set. */
            set: { [k: string]: string };

            /** AlterTopicConfigRequest reset. */
            reset: string[];

            /**
             * Encodes the specified AlterTopicConfigRequest message. Does not implicitly {@link flotilla.v1.AlterTopicConfigRequest.verify|verify} messages.
             * @param message AlterTopicConfigRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: flotilla.v1.AlterTopicConfigRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an AlterTopicConfigRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {flotilla.v1.AlterTopicConfigRequest & flotilla.v1.AlterTopicConfigRequest.$Shape} AlterTopicConfigRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.v1.AlterTopicConfigRequest & flotilla.v1.AlterTopicConfigRequest.$Shape;
        }

        namespace AlterTopicConfigRequest {

            /** Properties of an AlterTopicConfigRequest. */
            interface $Properties {

                /** AlterTopicConfigRequest name */
                name?: (string|null);

                /** AlterTopicConfigRequest set */
                set?: ({ [k: string]: string }|null);

                /** AlterTopicConfigRequest reset */
                reset?: (string[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an AlterTopicConfigRequest. */
            type $Shape = flotilla.v1.AlterTopicConfigRequest.$Properties;
        }

        /**
         * Properties of a DescribePartitionRequest.
         * @deprecated Use flotilla.v1.DescribePartitionRequest.$Properties instead.
         */
        interface IDescribePartitionRequest extends flotilla.v1.DescribePartitionRequest.$Properties {
        }

        /** Represents a DescribePartitionRequest. */
        class DescribePartitionRequest {

            /**
             * Constructs a new DescribePartitionRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: flotilla.v1.DescribePartitionRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DescribePartitionRequest topic. */
            topic: string;

            /** DescribePartitionRequest partition. */
            partition: number;

            /**
             * Encodes the specified DescribePartitionRequest message. Does not implicitly {@link flotilla.v1.DescribePartitionRequest.verify|verify} messages.
             * @param message DescribePartitionRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: flotilla.v1.DescribePartitionRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a DescribePartitionRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {flotilla.v1.DescribePartitionRequest & flotilla.v1.DescribePartitionRequest.$Shape} DescribePartitionRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.v1.DescribePartitionRequest & flotilla.v1.DescribePartitionRequest.$Shape;
        }

        namespace DescribePartitionRequest {

            /** Properties of a DescribePartitionRequest. */
            interface $Properties {

                /** DescribePartitionRequest topic */
                topic?: (string|null);

                /** DescribePartitionRequest partition */
                partition?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DescribePartitionRequest. */
            type $Shape = flotilla.v1.DescribePartitionRequest.$Properties;
        }

        /**
         * Properties of a DescribePartitionResponse.
         * @deprecated Use flotilla.v1.DescribePartitionResponse.$Properties instead.
         */
        interface IDescribePartitionResponse extends flotilla.v1.DescribePartitionResponse.$Properties {
        }

        /** Represents a DescribePartitionResponse. */
        class DescribePartitionResponse {

            /**
             * Constructs a new DescribePartitionResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: flotilla.v1.DescribePartitionResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DescribePartitionResponse topic. */
            topic: string;

            /** DescribePartitionResponse partition. */
            partition: number;

            /** DescribePartitionResponse topicId. */
            topicId: string;

            /** DescribePartitionResponse leader. */
            leader?: (number|null);

            /** DescribePartitionResponse leaderEpoch. */
            leaderEpoch: number;

            /** DescribePartitionResponse replicas. */
            replicas: flotilla.v1.ReplicaDescription.$Properties[];

            /**
             * Encodes the specified DescribePartitionResponse message. Does not implicitly {@link flotilla.v1.DescribePartitionResponse.verify|verify} messages.
             * @param message DescribePartitionResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: flotilla.v1.DescribePartitionResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a DescribePartitionResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {flotilla.v1.DescribePartitionResponse & flotilla.v1.DescribePartitionResponse.$Shape} DescribePartitionResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.v1.DescribePartitionResponse & flotilla.v1.DescribePartitionResponse.$Shape;
        }

        namespace DescribePartitionResponse {

            /** Properties of a DescribePartitionResponse. */
            interface $Properties {

                /** DescribePartitionResponse topic */
                topic?: (string|null);

                /** DescribePartitionResponse partition */
                partition?: (number|null);

                /** DescribePartitionResponse topicId */
                topicId?: (string|null);

                /** DescribePartitionResponse leader */
                leader?: (number|null);

                /** DescribePartitionResponse leaderEpoch */
                leaderEpoch?: (number|null);

                /** DescribePartitionResponse replicas */
                replicas?: (flotilla.v1.ReplicaDescription.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DescribePartitionResponse. */
            type $Shape = {
              topic?: string|null;
              partition?: number|null;
              topicId?: string|null;
              leader?: number|null;
              leaderEpoch?: number|null;
              replicas?: flotilla.v1.ReplicaDescription.$Shape[]|null;
              $unknowns?: Uint8Array[];
            };
        }

        /**
         * Properties of a ReplicaDescription.
         * @deprecated Use flotilla.v1.ReplicaDescription.$Properties instead.
         */
        interface IReplicaDescription extends flotilla.v1.ReplicaDescription.$Properties {
        }

        /** Represents a ReplicaDescription. */
        class ReplicaDescription {

            /**
             * Constructs a new ReplicaDescription.
             * @param [properties] Properties to set
             */
            constructor(properties?: flotilla.v1.ReplicaDescription.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ReplicaDescription nodeId. */
            nodeId: number;

            /** ReplicaDescription state. */
            state?: (flotilla.v1.ReplicaState.$Properties|null);

            /** ReplicaDescription unreachableReason. */
            unreachableReason?: (string|null);

            /** ReplicaDescription answer. */
            answer?: ("state"|"unreachableReason");

            /**
             * Encodes the specified ReplicaDescription message. Does not implicitly {@link flotilla.v1.ReplicaDescription.verify|verify} messages.
             * @param message ReplicaDescription message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: flotilla.v1.ReplicaDescription.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ReplicaDescription message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {flotilla.v1.ReplicaDescription & flotilla.v1.ReplicaDescription.$Shape} ReplicaDescription
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.v1.ReplicaDescription & flotilla.v1.ReplicaDescription.$Shape;
        }

        namespace ReplicaDescription {

            /** Properties of a ReplicaDescription. */
            interface $Properties {

                /** ReplicaDescription nodeId */
                nodeId?: (number|null);

                /** ReplicaDescription state */
                state?: (flotilla.v1.ReplicaState.$Properties|null);

                /** ReplicaDescription unreachableReason */
                unreachableReason?: (string|null);

                /** ReplicaDescription answer */
                answer?: ("state"|"unreachableReason");

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of a ReplicaDescription. */
            type $Shape = {
              nodeId?: number|null;
              state?: flotilla.v1.ReplicaState.$Shape|null;
              unreachableReason?: string|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ answer?: undefined; state?: null; unreachableReason?: null }|{ answer?: "state"; state: flotilla.v1.ReplicaState.$Shape; unreachableReason?: null }|{ answer?: "unreachableReason"; state?: null; unreachableReason: string })
            );
        }

        /** ReplicaRole enum. */
        enum ReplicaRole {

            /** FOLLOWER value */
            FOLLOWER = 0,

            /** PRE_CANDIDATE value */
            PRE_CANDIDATE = 1,

            /** CANDIDATE value */
            CANDIDATE = 2,

            /** LEADER value */
            LEADER = 3,

            /** FAILED value */
            FAILED = 4
        }

        /**
         * Properties of a ReplicaState.
         * @deprecated Use flotilla.v1.ReplicaState.$Properties instead.
         */
        interface IReplicaState extends flotilla.v1.ReplicaState.$Properties {
        }

        /** Represents a ReplicaState. */
        class ReplicaState {

            /**
             * Constructs a new ReplicaState.
             * @param [properties] Properties to set
             */
            constructor(properties?: flotilla.v1.ReplicaState.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ReplicaState role. */
            role: flotilla.v1.ReplicaRole;

            /** ReplicaState term. */
            term: number;

            /** ReplicaState votedFor. */
            votedFor?: (number|null);

            /** ReplicaState leader. */
            leader?: (number|null);

            /** ReplicaState logStartOffset. */
            logStartOffset: number;

            /** ReplicaState logEnd. */
            logEnd?: (flotilla.v1.Position.$Properties|null);

            /** ReplicaState syncedEnd. */
            syncedEnd?: (flotilla.v1.Position.$Properties|null);

            /** ReplicaState commitIndex. */
            commitIndex?: (flotilla.v1.Position.$Properties|null);

            /** ReplicaState highWatermark. */
            highWatermark: number;

            /** ReplicaState fault. */
            fault?: (string|null);

            /** ReplicaState followers. */
            followers: flotilla.v1.FollowerProgress.$Properties[];

            /**
             * Encodes the specified ReplicaState message. Does not implicitly {@link flotilla.v1.ReplicaState.verify|verify} messages.
             * @param message ReplicaState message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: flotilla.v1.ReplicaState.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ReplicaState message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {flotilla.v1.ReplicaState & flotilla.v1.ReplicaState.$Shape} ReplicaState
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.v1.ReplicaState & flotilla.v1.ReplicaState.$Shape;
        }

        namespace ReplicaState {

            /** Properties of a ReplicaState. */
            interface $Properties {

                /** ReplicaState role */
                role?: (flotilla.v1.ReplicaRole|null);

                /** ReplicaState term */
                term?: (number|null);

                /** ReplicaState votedFor */
                votedFor?: (number|null);

                /** ReplicaState leader */
                leader?: (number|null);

                /** ReplicaState logStartOffset */
                logStartOffset?: (number|null);

                /** ReplicaState logEnd */
                logEnd?: (flotilla.v1.Position.$Properties|null);

                /** ReplicaState syncedEnd */
                syncedEnd?: (flotilla.v1.Position.$Properties|null);

                /** ReplicaState commitIndex */
                commitIndex?: (flotilla.v1.Position.$Properties|null);

                /** ReplicaState highWatermark */
                highWatermark?: (number|null);

                /** ReplicaState fault */
                fault?: (string|null);

                /** ReplicaState followers */
                followers?: (flotilla.v1.FollowerProgress.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ReplicaState. */
            type $Shape = flotilla.v1.ReplicaState.$Properties;
        }

        /**
         * Properties of a Position.
         * @deprecated Use flotilla.v1.Position.$Properties instead.
         */
        interface IPosition extends flotilla.v1.Position.$Properties {
        }

        /** Represents a Position. */
        class Position {

            /**
             * Constructs a new Position.
             * @param [properties] Properties to set
             */
            constructor(properties?: flotilla.v1.Position.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Position nextOffset. */
            nextOffset: number;

            /** Position ordinal. */
            ordinal: number;

            /**
             * Encodes the specified Position message. Does not implicitly {@link flotilla.v1.Position.verify|verify} messages.
             * @param message Position message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: flotilla.v1.Position.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Position message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {flotilla.v1.Position & flotilla.v1.Position.$Shape} Position
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.v1.Position & flotilla.v1.Position.$Shape;
        }

        namespace Position {

            /** Properties of a Position. */
            interface $Properties {

                /** Position nextOffset */
                nextOffset?: (number|null);

                /** Position ordinal */
                ordinal?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Position. */
            type $Shape = flotilla.v1.Position.$Properties;
        }

        /** ProgressKind enum. */
        enum ProgressKind {

            /** PROBE value */
            PROBE = 0,

            /** REPLICATE value */
            REPLICATE = 1,

            /** CATCH_UP value */
            CATCH_UP = 2
        }

        /**
         * Properties of a FollowerProgress.
         * @deprecated Use flotilla.v1.FollowerProgress.$Properties instead.
         */
        interface IFollowerProgress extends flotilla.v1.FollowerProgress.$Properties {
        }

        /** Represents a FollowerProgress. */
        class FollowerProgress {

            /**
             * Constructs a new FollowerProgress.
             * @param [properties] Properties to set
             */
            constructor(properties?: flotilla.v1.FollowerProgress.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** FollowerProgress nodeId. */
            nodeId: number;

            /** FollowerProgress progress. */
            progress: flotilla.v1.ProgressKind;

            /** FollowerProgress match. */
            match?: (flotilla.v1.Position.$Properties|null);

            /** FollowerProgress next. */
            next?: (flotilla.v1.Position.$Properties|null);

            /** FollowerProgress inFlightBytes. */
            inFlightBytes: number;

            /** FollowerProgress lag. */
            lag: number;

            /** FollowerProgress lastContactMs. */
            lastContactMs?: (number|null);

            /** FollowerProgress isInSync. */
            isInSync: boolean;

            /**
             * Encodes the specified FollowerProgress message. Does not implicitly {@link flotilla.v1.FollowerProgress.verify|verify} messages.
             * @param message FollowerProgress message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: flotilla.v1.FollowerProgress.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a FollowerProgress message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {flotilla.v1.FollowerProgress & flotilla.v1.FollowerProgress.$Shape} FollowerProgress
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.v1.FollowerProgress & flotilla.v1.FollowerProgress.$Shape;
        }

        namespace FollowerProgress {

            /** Properties of a FollowerProgress. */
            interface $Properties {

                /** FollowerProgress nodeId */
                nodeId?: (number|null);

                /** FollowerProgress progress */
                progress?: (flotilla.v1.ProgressKind|null);

                /** FollowerProgress match */
                match?: (flotilla.v1.Position.$Properties|null);

                /** FollowerProgress next */
                next?: (flotilla.v1.Position.$Properties|null);

                /** FollowerProgress inFlightBytes */
                inFlightBytes?: (number|null);

                /** FollowerProgress lag */
                lag?: (number|null);

                /** FollowerProgress lastContactMs */
                lastContactMs?: (number|null);

                /** FollowerProgress isInSync */
                isInSync?: (boolean|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a FollowerProgress. */
            type $Shape = flotilla.v1.FollowerProgress.$Properties;
        }

        /**
         * Properties of a TransferLeadershipRequest.
         * @deprecated Use flotilla.v1.TransferLeadershipRequest.$Properties instead.
         */
        interface ITransferLeadershipRequest extends flotilla.v1.TransferLeadershipRequest.$Properties {
        }

        /** Represents a TransferLeadershipRequest. */
        class TransferLeadershipRequest {

            /**
             * Constructs a new TransferLeadershipRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: flotilla.v1.TransferLeadershipRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** TransferLeadershipRequest topic. */
            topic: string;

            /** TransferLeadershipRequest partition. */
            partition: number;

            /** TransferLeadershipRequest to. */
            to: number;

            /**
             * Encodes the specified TransferLeadershipRequest message. Does not implicitly {@link flotilla.v1.TransferLeadershipRequest.verify|verify} messages.
             * @param message TransferLeadershipRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: flotilla.v1.TransferLeadershipRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a TransferLeadershipRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {flotilla.v1.TransferLeadershipRequest & flotilla.v1.TransferLeadershipRequest.$Shape} TransferLeadershipRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.v1.TransferLeadershipRequest & flotilla.v1.TransferLeadershipRequest.$Shape;
        }

        namespace TransferLeadershipRequest {

            /** Properties of a TransferLeadershipRequest. */
            interface $Properties {

                /** TransferLeadershipRequest topic */
                topic?: (string|null);

                /** TransferLeadershipRequest partition */
                partition?: (number|null);

                /** TransferLeadershipRequest to */
                to?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a TransferLeadershipRequest. */
            type $Shape = flotilla.v1.TransferLeadershipRequest.$Properties;
        }

        /**
         * Properties of a ClusterHealthRequest.
         * @deprecated Use flotilla.v1.ClusterHealthRequest.$Properties instead.
         */
        interface IClusterHealthRequest extends flotilla.v1.ClusterHealthRequest.$Properties {
        }

        /** Represents a ClusterHealthRequest. */
        class ClusterHealthRequest {

            /**
             * Constructs a new ClusterHealthRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: flotilla.v1.ClusterHealthRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /**
             * Encodes the specified ClusterHealthRequest message. Does not implicitly {@link flotilla.v1.ClusterHealthRequest.verify|verify} messages.
             * @param message ClusterHealthRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: flotilla.v1.ClusterHealthRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ClusterHealthRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {flotilla.v1.ClusterHealthRequest & flotilla.v1.ClusterHealthRequest.$Shape} ClusterHealthRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.v1.ClusterHealthRequest & flotilla.v1.ClusterHealthRequest.$Shape;
        }

        namespace ClusterHealthRequest {

            /** Properties of a ClusterHealthRequest. */
            interface $Properties {

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ClusterHealthRequest. */
            type $Shape = flotilla.v1.ClusterHealthRequest.$Properties;
        }

        /**
         * Properties of a ClusterHealthResponse.
         * @deprecated Use flotilla.v1.ClusterHealthResponse.$Properties instead.
         */
        interface IClusterHealthResponse extends flotilla.v1.ClusterHealthResponse.$Properties {
        }

        /** Represents a ClusterHealthResponse. */
        class ClusterHealthResponse {

            /**
             * Constructs a new ClusterHealthResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: flotilla.v1.ClusterHealthResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ClusterHealthResponse isHealthy. */
            isHealthy: boolean;

            /** ClusterHealthResponse reasons. */
            reasons: string[];

            /** ClusterHealthResponse brokersConnected. */
            brokersConnected: number;

            /** ClusterHealthResponse brokersKnown. */
            brokersKnown: number;

            /** ClusterHealthResponse partitions. */
            partitions: number;

            /** ClusterHealthResponse partitionsWithoutLeader. */
            partitionsWithoutLeader: number;

            /** ClusterHealthResponse partitionsUnderReplicated. */
            partitionsUnderReplicated: number;

            /**
             * Encodes the specified ClusterHealthResponse message. Does not implicitly {@link flotilla.v1.ClusterHealthResponse.verify|verify} messages.
             * @param message ClusterHealthResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: flotilla.v1.ClusterHealthResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ClusterHealthResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {flotilla.v1.ClusterHealthResponse & flotilla.v1.ClusterHealthResponse.$Shape} ClusterHealthResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.v1.ClusterHealthResponse & flotilla.v1.ClusterHealthResponse.$Shape;
        }

        namespace ClusterHealthResponse {

            /** Properties of a ClusterHealthResponse. */
            interface $Properties {

                /** ClusterHealthResponse isHealthy */
                isHealthy?: (boolean|null);

                /** ClusterHealthResponse reasons */
                reasons?: (string[]|null);

                /** ClusterHealthResponse brokersConnected */
                brokersConnected?: (number|null);

                /** ClusterHealthResponse brokersKnown */
                brokersKnown?: (number|null);

                /** ClusterHealthResponse partitions */
                partitions?: (number|null);

                /** ClusterHealthResponse partitionsWithoutLeader */
                partitionsWithoutLeader?: (number|null);

                /** ClusterHealthResponse partitionsUnderReplicated */
                partitionsUnderReplicated?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ClusterHealthResponse. */
            type $Shape = flotilla.v1.ClusterHealthResponse.$Properties;
        }

        /**
         * Properties of an InitProducerIdResponse.
         * @deprecated Use flotilla.v1.InitProducerIdResponse.$Properties instead.
         */
        interface IInitProducerIdResponse extends flotilla.v1.InitProducerIdResponse.$Properties {
        }

        /** Represents an InitProducerIdResponse. */
        class InitProducerIdResponse {

            /**
             * Constructs a new InitProducerIdResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: flotilla.v1.InitProducerIdResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** InitProducerIdResponse producerId. */
            producerId: number;

            /** InitProducerIdResponse producerEpoch. */
            producerEpoch: number;

            /**
             * Encodes the specified InitProducerIdResponse message. Does not implicitly {@link flotilla.v1.InitProducerIdResponse.verify|verify} messages.
             * @param message InitProducerIdResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: flotilla.v1.InitProducerIdResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an InitProducerIdResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {flotilla.v1.InitProducerIdResponse & flotilla.v1.InitProducerIdResponse.$Shape} InitProducerIdResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.v1.InitProducerIdResponse & flotilla.v1.InitProducerIdResponse.$Shape;
        }

        namespace InitProducerIdResponse {

            /** Properties of an InitProducerIdResponse. */
            interface $Properties {

                /** InitProducerIdResponse producerId */
                producerId?: (number|null);

                /** InitProducerIdResponse producerEpoch */
                producerEpoch?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an InitProducerIdResponse. */
            type $Shape = flotilla.v1.InitProducerIdResponse.$Properties;
        }

        /**
         * Properties of a FindCoordinatorRequest.
         * @deprecated Use flotilla.v1.FindCoordinatorRequest.$Properties instead.
         */
        interface IFindCoordinatorRequest extends flotilla.v1.FindCoordinatorRequest.$Properties {
        }

        /** Represents a FindCoordinatorRequest. */
        class FindCoordinatorRequest {

            /**
             * Constructs a new FindCoordinatorRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: flotilla.v1.FindCoordinatorRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** FindCoordinatorRequest groupId. */
            groupId: string;

            /**
             * Encodes the specified FindCoordinatorRequest message. Does not implicitly {@link flotilla.v1.FindCoordinatorRequest.verify|verify} messages.
             * @param message FindCoordinatorRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: flotilla.v1.FindCoordinatorRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a FindCoordinatorRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {flotilla.v1.FindCoordinatorRequest & flotilla.v1.FindCoordinatorRequest.$Shape} FindCoordinatorRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.v1.FindCoordinatorRequest & flotilla.v1.FindCoordinatorRequest.$Shape;
        }

        namespace FindCoordinatorRequest {

            /** Properties of a FindCoordinatorRequest. */
            interface $Properties {

                /** FindCoordinatorRequest groupId */
                groupId?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a FindCoordinatorRequest. */
            type $Shape = flotilla.v1.FindCoordinatorRequest.$Properties;
        }

        /**
         * Properties of a SubscribeRequest.
         * @deprecated Use flotilla.v1.SubscribeRequest.$Properties instead.
         */
        interface ISubscribeRequest extends flotilla.v1.SubscribeRequest.$Properties {
        }

        /** Represents a SubscribeRequest. */
        class SubscribeRequest {

            /**
             * Constructs a new SubscribeRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: flotilla.v1.SubscribeRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** SubscribeRequest topic. */
            topic: string;

            /** SubscribeRequest partition. */
            partition: number;

            /** SubscribeRequest offset. */
            offset?: (number|null);

            /** SubscribeRequest earliest. */
            earliest?: (flotilla.v1.Empty.$Properties|null);

            /** SubscribeRequest latest. */
            latest?: (flotilla.v1.Empty.$Properties|null);

            /** SubscribeRequest lastEpoch. */
            lastEpoch?: (number|null);

            /** SubscribeRequest creditBytes. */
            creditBytes: number;

            /** SubscribeRequest creditRecords. */
            creditRecords: number;

            /** SubscribeRequest topicId. */
            topicId?: (string|null);

            /** SubscribeRequest tellStalls. */
            tellStalls: boolean;

            /** SubscribeRequest start. */
            start?: ("offset"|"earliest"|"latest");

            /**
             * Encodes the specified SubscribeRequest message. Does not implicitly {@link flotilla.v1.SubscribeRequest.verify|verify} messages.
             * @param message SubscribeRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: flotilla.v1.SubscribeRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a SubscribeRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {flotilla.v1.SubscribeRequest & flotilla.v1.SubscribeRequest.$Shape} SubscribeRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.v1.SubscribeRequest & flotilla.v1.SubscribeRequest.$Shape;
        }

        namespace SubscribeRequest {

            /** Properties of a SubscribeRequest. */
            interface $Properties {

                /** SubscribeRequest topic */
                topic?: (string|null);

                /** SubscribeRequest partition */
                partition?: (number|null);

                /** SubscribeRequest offset */
                offset?: (number|null);

                /** SubscribeRequest earliest */
                earliest?: (flotilla.v1.Empty.$Properties|null);

                /** SubscribeRequest latest */
                latest?: (flotilla.v1.Empty.$Properties|null);

                /** SubscribeRequest lastEpoch */
                lastEpoch?: (number|null);

                /** SubscribeRequest creditBytes */
                creditBytes?: (number|null);

                /** SubscribeRequest creditRecords */
                creditRecords?: (number|null);

                /** SubscribeRequest topicId */
                topicId?: (string|null);

                /** SubscribeRequest tellStalls */
                tellStalls?: (boolean|null);

                /** SubscribeRequest start */
                start?: ("offset"|"earliest"|"latest");

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of a SubscribeRequest. */
            type $Shape = {
              topic?: string|null;
              partition?: number|null;
              offset?: number|null;
              earliest?: flotilla.v1.Empty.$Shape|null;
              latest?: flotilla.v1.Empty.$Shape|null;
              lastEpoch?: number|null;
              creditBytes?: number|null;
              creditRecords?: number|null;
              topicId?: string|null;
              tellStalls?: boolean|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ start?: undefined; offset?: null; earliest?: null; latest?: null }|{ start?: "offset"; offset: number; earliest?: null; latest?: null }|{ start?: "earliest"; offset?: null; earliest: flotilla.v1.Empty.$Shape; latest?: null }|{ start?: "latest"; offset?: null; earliest?: null; latest: flotilla.v1.Empty.$Shape })
            );
        }

        /** Continuity enum. */
        enum Continuity {

            /** CONTIGUOUS value */
            CONTIGUOUS = 0,

            /** GAP value */
            GAP = 1,

            /** TRUNCATED value */
            TRUNCATED = 2
        }

        /**
         * Properties of a SubscribeResponse.
         * @deprecated Use flotilla.v1.SubscribeResponse.$Properties instead.
         */
        interface ISubscribeResponse extends flotilla.v1.SubscribeResponse.$Properties {
        }

        /** Represents a SubscribeResponse. */
        class SubscribeResponse {

            /**
             * Constructs a new SubscribeResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: flotilla.v1.SubscribeResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** SubscribeResponse startOffset. */
            startOffset: number;

            /** SubscribeResponse continuity. */
            continuity: flotilla.v1.Continuity;

            /** SubscribeResponse gapFrom. */
            gapFrom: number;

            /** SubscribeResponse gapTo. */
            gapTo: number;

            /** SubscribeResponse highWatermark. */
            highWatermark: number;

            /** SubscribeResponse logStartOffset. */
            logStartOffset: number;

            /** SubscribeResponse leaderEpoch. */
            leaderEpoch: number;

            /** SubscribeResponse topicId. */
            topicId: string;

            /**
             * Encodes the specified SubscribeResponse message. Does not implicitly {@link flotilla.v1.SubscribeResponse.verify|verify} messages.
             * @param message SubscribeResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: flotilla.v1.SubscribeResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a SubscribeResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {flotilla.v1.SubscribeResponse & flotilla.v1.SubscribeResponse.$Shape} SubscribeResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.v1.SubscribeResponse & flotilla.v1.SubscribeResponse.$Shape;
        }

        namespace SubscribeResponse {

            /** Properties of a SubscribeResponse. */
            interface $Properties {

                /** SubscribeResponse startOffset */
                startOffset?: (number|null);

                /** SubscribeResponse continuity */
                continuity?: (flotilla.v1.Continuity|null);

                /** SubscribeResponse gapFrom */
                gapFrom?: (number|null);

                /** SubscribeResponse gapTo */
                gapTo?: (number|null);

                /** SubscribeResponse highWatermark */
                highWatermark?: (number|null);

                /** SubscribeResponse logStartOffset */
                logStartOffset?: (number|null);

                /** SubscribeResponse leaderEpoch */
                leaderEpoch?: (number|null);

                /** SubscribeResponse topicId */
                topicId?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a SubscribeResponse. */
            type $Shape = flotilla.v1.SubscribeResponse.$Properties;
        }

        /**
         * Properties of an AddCredit.
         * @deprecated Use flotilla.v1.AddCredit.$Properties instead.
         */
        interface IAddCredit extends flotilla.v1.AddCredit.$Properties {
        }

        /** Represents an AddCredit. */
        class AddCredit {

            /**
             * Constructs a new AddCredit.
             * @param [properties] Properties to set
             */
            constructor(properties?: flotilla.v1.AddCredit.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** AddCredit subscription. */
            subscription: number;

            /** AddCredit bytes. */
            bytes: number;

            /** AddCredit records. */
            records: number;

            /**
             * Encodes the specified AddCredit message. Does not implicitly {@link flotilla.v1.AddCredit.verify|verify} messages.
             * @param message AddCredit message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: flotilla.v1.AddCredit.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an AddCredit message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {flotilla.v1.AddCredit & flotilla.v1.AddCredit.$Shape} AddCredit
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.v1.AddCredit & flotilla.v1.AddCredit.$Shape;
        }

        namespace AddCredit {

            /** Properties of an AddCredit. */
            interface $Properties {

                /** AddCredit subscription */
                subscription?: (number|null);

                /** AddCredit bytes */
                bytes?: (number|null);

                /** AddCredit records */
                records?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an AddCredit. */
            type $Shape = flotilla.v1.AddCredit.$Properties;
        }

        /**
         * Properties of an UnsubscribeRequest.
         * @deprecated Use flotilla.v1.UnsubscribeRequest.$Properties instead.
         */
        interface IUnsubscribeRequest extends flotilla.v1.UnsubscribeRequest.$Properties {
        }

        /** Represents an UnsubscribeRequest. */
        class UnsubscribeRequest {

            /**
             * Constructs a new UnsubscribeRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: flotilla.v1.UnsubscribeRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** UnsubscribeRequest subscription. */
            subscription: number;

            /**
             * Encodes the specified UnsubscribeRequest message. Does not implicitly {@link flotilla.v1.UnsubscribeRequest.verify|verify} messages.
             * @param message UnsubscribeRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: flotilla.v1.UnsubscribeRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an UnsubscribeRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {flotilla.v1.UnsubscribeRequest & flotilla.v1.UnsubscribeRequest.$Shape} UnsubscribeRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.v1.UnsubscribeRequest & flotilla.v1.UnsubscribeRequest.$Shape;
        }

        namespace UnsubscribeRequest {

            /** Properties of an UnsubscribeRequest. */
            interface $Properties {

                /** UnsubscribeRequest subscription */
                subscription?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an UnsubscribeRequest. */
            type $Shape = flotilla.v1.UnsubscribeRequest.$Properties;
        }

        /**
         * Properties of a SubscribedRecords.
         * @deprecated Use flotilla.v1.SubscribedRecords.$Properties instead.
         */
        interface ISubscribedRecords extends flotilla.v1.SubscribedRecords.$Properties {
        }

        /** Represents a SubscribedRecords. */
        class SubscribedRecords {

            /**
             * Constructs a new SubscribedRecords.
             * @param [properties] Properties to set
             */
            constructor(properties?: flotilla.v1.SubscribedRecords.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** SubscribedRecords highWatermark. */
            highWatermark: number;

            /** SubscribedRecords logStartOffset. */
            logStartOffset: number;

            /** SubscribedRecords leaderEpoch. */
            leaderEpoch: number;

            /** SubscribedRecords continuity. */
            continuity: flotilla.v1.Continuity;

            /** SubscribedRecords gapFrom. */
            gapFrom: number;

            /** SubscribedRecords gapTo. */
            gapTo: number;

            /** SubscribedRecords records. */
            records: Uint8Array;

            /**
             * Encodes the specified SubscribedRecords message. Does not implicitly {@link flotilla.v1.SubscribedRecords.verify|verify} messages.
             * @param message SubscribedRecords message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: flotilla.v1.SubscribedRecords.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a SubscribedRecords message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {flotilla.v1.SubscribedRecords & flotilla.v1.SubscribedRecords.$Shape} SubscribedRecords
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.v1.SubscribedRecords & flotilla.v1.SubscribedRecords.$Shape;
        }

        namespace SubscribedRecords {

            /** Properties of a SubscribedRecords. */
            interface $Properties {

                /** SubscribedRecords highWatermark */
                highWatermark?: (number|null);

                /** SubscribedRecords logStartOffset */
                logStartOffset?: (number|null);

                /** SubscribedRecords leaderEpoch */
                leaderEpoch?: (number|null);

                /** SubscribedRecords continuity */
                continuity?: (flotilla.v1.Continuity|null);

                /** SubscribedRecords gapFrom */
                gapFrom?: (number|null);

                /** SubscribedRecords gapTo */
                gapTo?: (number|null);

                /** SubscribedRecords records */
                records?: (Uint8Array|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a SubscribedRecords. */
            type $Shape = flotilla.v1.SubscribedRecords.$Properties;
        }

        /**
         * Properties of a SubscriptionEnded.
         * @deprecated Use flotilla.v1.SubscriptionEnded.$Properties instead.
         */
        interface ISubscriptionEnded extends flotilla.v1.SubscriptionEnded.$Properties {
        }

        /** Represents a SubscriptionEnded. */
        class SubscriptionEnded {

            /**
             * Constructs a new SubscriptionEnded.
             * @param [properties] Properties to set
             */
            constructor(properties?: flotilla.v1.SubscriptionEnded.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** SubscriptionEnded error. */
            error?: (flotilla.v1.ErrorResponse.$Properties|null);

            /** SubscriptionEnded nextOffset. */
            nextOffset: number;

            /**
             * Encodes the specified SubscriptionEnded message. Does not implicitly {@link flotilla.v1.SubscriptionEnded.verify|verify} messages.
             * @param message SubscriptionEnded message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: flotilla.v1.SubscriptionEnded.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a SubscriptionEnded message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {flotilla.v1.SubscriptionEnded & flotilla.v1.SubscriptionEnded.$Shape} SubscriptionEnded
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.v1.SubscriptionEnded & flotilla.v1.SubscriptionEnded.$Shape;
        }

        namespace SubscriptionEnded {

            /** Properties of a SubscriptionEnded. */
            interface $Properties {

                /** SubscriptionEnded error */
                error?: (flotilla.v1.ErrorResponse.$Properties|null);

                /** SubscriptionEnded nextOffset */
                nextOffset?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a SubscriptionEnded. */
            type $Shape = flotilla.v1.SubscriptionEnded.$Properties;
        }

        /**
         * Properties of a SubscriptionStalled.
         * @deprecated Use flotilla.v1.SubscriptionStalled.$Properties instead.
         */
        interface ISubscriptionStalled extends flotilla.v1.SubscriptionStalled.$Properties {
        }

        /** Represents a SubscriptionStalled. */
        class SubscriptionStalled {

            /**
             * Constructs a new SubscriptionStalled.
             * @param [properties] Properties to set
             */
            constructor(properties?: flotilla.v1.SubscriptionStalled.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** SubscriptionStalled error. */
            error?: (flotilla.v1.ErrorResponse.$Properties|null);

            /** SubscriptionStalled stalledMs. */
            stalledMs: number;

            /**
             * Encodes the specified SubscriptionStalled message. Does not implicitly {@link flotilla.v1.SubscriptionStalled.verify|verify} messages.
             * @param message SubscriptionStalled message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: flotilla.v1.SubscriptionStalled.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a SubscriptionStalled message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {flotilla.v1.SubscriptionStalled & flotilla.v1.SubscriptionStalled.$Shape} SubscriptionStalled
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.v1.SubscriptionStalled & flotilla.v1.SubscriptionStalled.$Shape;
        }

        namespace SubscriptionStalled {

            /** Properties of a SubscriptionStalled. */
            interface $Properties {

                /** SubscriptionStalled error */
                error?: (flotilla.v1.ErrorResponse.$Properties|null);

                /** SubscriptionStalled stalledMs */
                stalledMs?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a SubscriptionStalled. */
            type $Shape = flotilla.v1.SubscriptionStalled.$Properties;
        }

        /**
         * Properties of a Draining.
         * @deprecated Use flotilla.v1.Draining.$Properties instead.
         */
        interface IDraining extends flotilla.v1.Draining.$Properties {
        }

        /** Represents a Draining. */
        class Draining {

            /**
             * Constructs a new Draining.
             * @param [properties] Properties to set
             */
            constructor(properties?: flotilla.v1.Draining.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Draining withinMs. */
            withinMs: number;

            /**
             * Encodes the specified Draining message. Does not implicitly {@link flotilla.v1.Draining.verify|verify} messages.
             * @param message Draining message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: flotilla.v1.Draining.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Draining message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {flotilla.v1.Draining & flotilla.v1.Draining.$Shape} Draining
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.v1.Draining & flotilla.v1.Draining.$Shape;
        }

        namespace Draining {

            /** Properties of a Draining. */
            interface $Properties {

                /** Draining withinMs */
                withinMs?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Draining. */
            type $Shape = flotilla.v1.Draining.$Properties;
        }
    }
}
