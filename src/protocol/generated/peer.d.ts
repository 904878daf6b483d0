/* oxlint-disable */
// Generated from peer.proto by `npm run protocol`; not edited by hand.
// Of the code with sha256 ef47abcd96e5667b909fd95af917a2a09bf514c00bc0ad74de3594a17e4578cb.
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

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a PeerFrame. */
                type $Shape = {
                  messages?: flotilla.peer.v1.GroupMessage.$Shape[]|null;
                  leadership?: flotilla.peer.v1.LeadershipUpdate.$Shape[]|null;
                  requests?: flotilla.peer.v1.Exchange.$Shape[]|null;
                  responses?: flotilla.peer.v1.Exchange.$Shape[]|null;
                  $unknowns?: Uint8Array[];
                };
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

                /** ForwardRequest request. */
                request?: ("produce"|"fetch"|"listOffsets"|"describeReplica"|"metadataRequest"|"transfer");

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

                    /** ForwardRequest request */
                    request?: ("produce"|"fetch"|"listOffsets"|"describeReplica"|"metadataRequest"|"transfer");

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
                  $unknowns?: Uint8Array[];
                } & (
                  ({ request?: undefined; produce?: null; fetch?: null; listOffsets?: null; describeReplica?: null; metadataRequest?: null; transfer?: null }|{ request?: "produce"; produce: flotilla.v1.ProduceRequest.$Shape; fetch?: null; listOffsets?: null; describeReplica?: null; metadataRequest?: null; transfer?: null }|{ request?: "fetch"; produce?: null; fetch: flotilla.v1.FetchRequest.$Shape; listOffsets?: null; describeReplica?: null; metadataRequest?: null; transfer?: null }|{ request?: "listOffsets"; produce?: null; fetch?: null; listOffsets: flotilla.v1.ListOffsetsRequest.$Shape; describeReplica?: null; metadataRequest?: null; transfer?: null }|{ request?: "describeReplica"; produce?: null; fetch?: null; listOffsets?: null; describeReplica: flotilla.v1.DescribePartitionRequest.$Shape; metadataRequest?: null; transfer?: null }|{ request?: "metadataRequest"; produce?: null; fetch?: null; listOffsets?: null; describeReplica?: null; metadataRequest: Uint8Array; transfer?: null }|{ request?: "transfer"; produce?: null; fetch?: null; listOffsets?: null; describeReplica?: null; metadataRequest?: null; transfer: flotilla.v1.TransferLeadershipRequest.$Shape })
                );
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

                /** ForwardResponse response. */
                response?: ("error"|"produce"|"fetch"|"listOffsets"|"describeReplica"|"metadataResponse"|"transfer");

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

                    /** ForwardResponse response */
                    response?: ("error"|"produce"|"fetch"|"listOffsets"|"describeReplica"|"metadataResponse"|"transfer");

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
                  $unknowns?: Uint8Array[];
                } & (
                  ({ response?: undefined; error?: null; produce?: null; fetch?: null; listOffsets?: null; describeReplica?: null; metadataResponse?: null; transfer?: null }|{ response?: "error"; error: flotilla.v1.ErrorResponse.$Shape; produce?: null; fetch?: null; listOffsets?: null; describeReplica?: null; metadataResponse?: null; transfer?: null }|{ response?: "produce"; error?: null; produce: flotilla.v1.ProduceResponse.$Shape; fetch?: null; listOffsets?: null; describeReplica?: null; metadataResponse?: null; transfer?: null }|{ response?: "fetch"; error?: null; produce?: null; fetch: flotilla.v1.FetchResponse.$Shape; listOffsets?: null; describeReplica?: null; metadataResponse?: null; transfer?: null }|{ response?: "listOffsets"; error?: null; produce?: null; fetch?: null; listOffsets: flotilla.v1.ListOffsetsResponse.$Shape; describeReplica?: null; metadataResponse?: null; transfer?: null }|{ response?: "describeReplica"; error?: null; produce?: null; fetch?: null; listOffsets?: null; describeReplica: flotilla.v1.ReplicaState.$Shape; metadataResponse?: null; transfer?: null }|{ response?: "metadataResponse"; error?: null; produce?: null; fetch?: null; listOffsets?: null; describeReplica?: null; metadataResponse: Uint8Array; transfer?: null }|{ response?: "transfer"; error?: null; produce?: null; fetch?: null; listOffsets?: null; describeReplica?: null; metadataResponse?: null; transfer: flotilla.v1.Empty.$Shape })
                );
            }
        }
    }

    /** Namespace v1. */
    namespace v1 {

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

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an ErrorResponse. */
            type $Shape = flotilla.v1.ErrorResponse.$Properties;
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
            acks: Acks;

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
                acks?: (Acks|null);

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
            waitedFor: WaitedFor;

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
                waitedFor?: (WaitedFor|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ProduceResponse. */
            type $Shape = flotilla.v1.ProduceResponse.$Properties;
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
            role: ReplicaRole;

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
            followers: FollowerProgress.$Properties[];

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
                role?: (ReplicaRole|null);

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
                followers?: (FollowerProgress.$Properties[]|null);

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
    }
}
