/* oxlint-disable */
// Generated from group.proto by `npm run protocol`; not edited by hand.
// Of the code with sha256 a6a0e886ac20c0d653e3939aa431963a301148d26a1c6b938acfd1da460f55b0.
import * as $protobuf from "../protobuf-runtime.js";

/** Namespace flotilla. */
export namespace flotilla {

    /** Namespace group. */
    namespace group {

        /** Namespace v1. */
        namespace v1 {

            /**
             * Properties of a GroupRequest.
             * @deprecated Use flotilla.group.v1.GroupRequest.$Properties instead.
             */
            interface IGroupRequest extends flotilla.group.v1.GroupRequest.$Properties {
            }

            /** Represents a GroupRequest. */
            class GroupRequest {

                /**
                 * Constructs a new GroupRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: flotilla.group.v1.GroupRequest.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** GroupRequest join. */
                join?: (flotilla.group.v1.JoinGroup.$Properties|null);

                /** GroupRequest sync. */
                sync?: (flotilla.group.v1.SyncGroup.$Properties|null);

                /** GroupRequest heartbeat. */
                heartbeat?: (flotilla.group.v1.MemberIdentity.$Properties|null);

                /** GroupRequest leave. */
                leave?: (flotilla.group.v1.LeaveGroup.$Properties|null);

                /** GroupRequest commitOffsets. */
                commitOffsets?: (flotilla.group.v1.CommitOffsets.$Properties|null);

                /** GroupRequest fetchOffsets. */
                fetchOffsets?: (flotilla.group.v1.FetchOffsets.$Properties|null);

                /** GroupRequest describe. */
                describe?: (flotilla.group.v1.DescribeGroups.$Properties|null);

                /** GroupRequest list. */
                list?: (flotilla.group.v1.ListGroups.$Properties|null);

                /** GroupRequest delete. */
                delete?: (flotilla.group.v1.DeleteGroups.$Properties|null);

                /** GroupRequest deleteOffsets. */
                deleteOffsets?: (flotilla.group.v1.DeleteOffsets.$Properties|null);

                /** GroupRequest request. */
                request?: ("join"|"sync"|"heartbeat"|"leave"|"commitOffsets"|"fetchOffsets"|"describe"|"list"|"delete"|"deleteOffsets");

                /**
                 * Encodes the specified GroupRequest message. Does not implicitly {@link flotilla.group.v1.GroupRequest.verify|verify} messages.
                 * @param message GroupRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: flotilla.group.v1.GroupRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a GroupRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {flotilla.group.v1.GroupRequest & flotilla.group.v1.GroupRequest.$Shape} GroupRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.group.v1.GroupRequest & flotilla.group.v1.GroupRequest.$Shape;
            }

            namespace GroupRequest {

                /** Properties of a GroupRequest. */
                interface $Properties {

                    /** GroupRequest join */
                    join?: (flotilla.group.v1.JoinGroup.$Properties|null);

                    /** GroupRequest sync */
                    sync?: (flotilla.group.v1.SyncGroup.$Properties|null);

                    /** GroupRequest heartbeat */
                    heartbeat?: (flotilla.group.v1.MemberIdentity.$Properties|null);

                    /** GroupRequest leave */
                    leave?: (flotilla.group.v1.LeaveGroup.$Properties|null);

                    /** GroupRequest commitOffsets */
                    commitOffsets?: (flotilla.group.v1.CommitOffsets.$Properties|null);

                    /** GroupRequest fetchOffsets */
                    fetchOffsets?: (flotilla.group.v1.FetchOffsets.$Properties|null);

                    /** GroupRequest describe */
                    describe?: (flotilla.group.v1.DescribeGroups.$Properties|null);

                    /** GroupRequest list */
                    list?: (flotilla.group.v1.ListGroups.$Properties|null);

                    /** GroupRequest delete */
                    "delete"?: (flotilla.group.v1.DeleteGroups.$Properties|null);

                    /** GroupRequest deleteOffsets */
                    deleteOffsets?: (flotilla.group.v1.DeleteOffsets.$Properties|null);

                    /** GroupRequest request */
                    request?: ("join"|"sync"|"heartbeat"|"leave"|"commitOffsets"|"fetchOffsets"|"describe"|"list"|"delete"|"deleteOffsets");

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Narrowed shape of a GroupRequest. */
                type $Shape = {
                  join?: flotilla.group.v1.JoinGroup.$Shape|null;
                  sync?: flotilla.group.v1.SyncGroup.$Shape|null;
                  heartbeat?: flotilla.group.v1.MemberIdentity.$Shape|null;
                  leave?: flotilla.group.v1.LeaveGroup.$Shape|null;
                  commitOffsets?: flotilla.group.v1.CommitOffsets.$Shape|null;
                  fetchOffsets?: flotilla.group.v1.FetchOffsets.$Shape|null;
                  describe?: flotilla.group.v1.DescribeGroups.$Shape|null;
                  list?: flotilla.group.v1.ListGroups.$Shape|null;
                  "delete"?: flotilla.group.v1.DeleteGroups.$Shape|null;
                  deleteOffsets?: flotilla.group.v1.DeleteOffsets.$Shape|null;
                  $unknowns?: Uint8Array[];
                } & (
                  ({ request?: undefined; join?: null; sync?: null; heartbeat?: null; leave?: null; commitOffsets?: null; fetchOffsets?: null; describe?: null; list?: null; "delete"?: null; deleteOffsets?: null }|{ request?: "join"; join: flotilla.group.v1.JoinGroup.$Shape; sync?: null; heartbeat?: null; leave?: null; commitOffsets?: null; fetchOffsets?: null; describe?: null; list?: null; "delete"?: null; deleteOffsets?: null }|{ request?: "sync"; join?: null; sync: flotilla.group.v1.SyncGroup.$Shape; heartbeat?: null; leave?: null; commitOffsets?: null; fetchOffsets?: null; describe?: null; list?: null; "delete"?: null; deleteOffsets?: null }|{ request?: "heartbeat"; join?: null; sync?: null; heartbeat: flotilla.group.v1.MemberIdentity.$Shape; leave?: null; commitOffsets?: null; fetchOffsets?: null; describe?: null; list?: null; "delete"?: null; deleteOffsets?: null }|{ request?: "leave"; join?: null; sync?: null; heartbeat?: null; leave: flotilla.group.v1.LeaveGroup.$Shape; commitOffsets?: null; fetchOffsets?: null; describe?: null; list?: null; "delete"?: null; deleteOffsets?: null }|{ request?: "commitOffsets"; join?: null; sync?: null; heartbeat?: null; leave?: null; commitOffsets: flotilla.group.v1.CommitOffsets.$Shape; fetchOffsets?: null; describe?: null; list?: null; "delete"?: null; deleteOffsets?: null }|{ request?: "fetchOffsets"; join?: null; sync?: null; heartbeat?: null; leave?: null; commitOffsets?: null; fetchOffsets: flotilla.group.v1.FetchOffsets.$Shape; describe?: null; list?: null; "delete"?: null; deleteOffsets?: null }|{ request?: "describe"; join?: null; sync?: null; heartbeat?: null; leave?: null; commitOffsets?: null; fetchOffsets?: null; describe: flotilla.group.v1.DescribeGroups.$Shape; list?: null; "delete"?: null; deleteOffsets?: null }|{ request?: "list"; join?: null; sync?: null; heartbeat?: null; leave?: null; commitOffsets?: null; fetchOffsets?: null; describe?: null; list: flotilla.group.v1.ListGroups.$Shape; "delete"?: null; deleteOffsets?: null }|{ request?: "delete"; join?: null; sync?: null; heartbeat?: null; leave?: null; commitOffsets?: null; fetchOffsets?: null; describe?: null; list?: null; "delete": flotilla.group.v1.DeleteGroups.$Shape; deleteOffsets?: null }|{ request?: "deleteOffsets"; join?: null; sync?: null; heartbeat?: null; leave?: null; commitOffsets?: null; fetchOffsets?: null; describe?: null; list?: null; "delete"?: null; deleteOffsets: flotilla.group.v1.DeleteOffsets.$Shape })
                );
            }

            /**
             * Properties of a GroupResponse.
             * @deprecated Use flotilla.group.v1.GroupResponse.$Properties instead.
             */
            interface IGroupResponse extends flotilla.group.v1.GroupResponse.$Properties {
            }

            /** Represents a GroupResponse. */
            class GroupResponse {

                /**
                 * Constructs a new GroupResponse.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: flotilla.group.v1.GroupResponse.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** GroupResponse join. */
                join?: (flotilla.group.v1.GroupJoined.$Properties|null);

                /** GroupResponse sync. */
                sync?: (flotilla.group.v1.GroupSynced.$Properties|null);

                /** GroupResponse heartbeat. */
                heartbeat?: (flotilla.group.v1.HeartbeatHeard.$Properties|null);

                /** GroupResponse leave. */
                leave?: (flotilla.group.v1.GroupLeft.$Properties|null);

                /** GroupResponse commitOffsets. */
                commitOffsets?: (flotilla.group.v1.OffsetsCommitted.$Properties|null);

                /** GroupResponse fetchOffsets. */
                fetchOffsets?: (flotilla.group.v1.OffsetsFetched.$Properties|null);

                /** GroupResponse describe. */
                describe?: (flotilla.group.v1.GroupsDescribed.$Properties|null);

                /** GroupResponse list. */
                list?: (flotilla.group.v1.GroupsListed.$Properties|null);

                /** GroupResponse delete. */
                delete?: (flotilla.group.v1.GroupsDeleted.$Properties|null);

                /** GroupResponse deleteOffsets. */
                deleteOffsets?: (flotilla.group.v1.OffsetsDeleted.$Properties|null);

                /** GroupResponse response. */
                response?: ("join"|"sync"|"heartbeat"|"leave"|"commitOffsets"|"fetchOffsets"|"describe"|"list"|"delete"|"deleteOffsets");

                /**
                 * Encodes the specified GroupResponse message. Does not implicitly {@link flotilla.group.v1.GroupResponse.verify|verify} messages.
                 * @param message GroupResponse message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: flotilla.group.v1.GroupResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a GroupResponse message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {flotilla.group.v1.GroupResponse & flotilla.group.v1.GroupResponse.$Shape} GroupResponse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.group.v1.GroupResponse & flotilla.group.v1.GroupResponse.$Shape;
            }

            namespace GroupResponse {

                /** Properties of a GroupResponse. */
                interface $Properties {

                    /** GroupResponse join */
                    join?: (flotilla.group.v1.GroupJoined.$Properties|null);

                    /** GroupResponse sync */
                    sync?: (flotilla.group.v1.GroupSynced.$Properties|null);

                    /** GroupResponse heartbeat */
                    heartbeat?: (flotilla.group.v1.HeartbeatHeard.$Properties|null);

                    /** GroupResponse leave */
                    leave?: (flotilla.group.v1.GroupLeft.$Properties|null);

                    /** GroupResponse commitOffsets */
                    commitOffsets?: (flotilla.group.v1.OffsetsCommitted.$Properties|null);

                    /** GroupResponse fetchOffsets */
                    fetchOffsets?: (flotilla.group.v1.OffsetsFetched.$Properties|null);

                    /** GroupResponse describe */
                    describe?: (flotilla.group.v1.GroupsDescribed.$Properties|null);

                    /** GroupResponse list */
                    list?: (flotilla.group.v1.GroupsListed.$Properties|null);

                    /** GroupResponse delete */
                    "delete"?: (flotilla.group.v1.GroupsDeleted.$Properties|null);

                    /** GroupResponse deleteOffsets */
                    deleteOffsets?: (flotilla.group.v1.OffsetsDeleted.$Properties|null);

                    /** GroupResponse response */
                    response?: ("join"|"sync"|"heartbeat"|"leave"|"commitOffsets"|"fetchOffsets"|"describe"|"list"|"delete"|"deleteOffsets");

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Narrowed shape of a GroupResponse. */
                type $Shape = {
                  join?: flotilla.group.v1.GroupJoined.$Shape|null;
                  sync?: flotilla.group.v1.GroupSynced.$Shape|null;
                  heartbeat?: flotilla.group.v1.HeartbeatHeard.$Shape|null;
                  leave?: flotilla.group.v1.GroupLeft.$Shape|null;
                  commitOffsets?: flotilla.group.v1.OffsetsCommitted.$Shape|null;
                  fetchOffsets?: flotilla.group.v1.OffsetsFetched.$Shape|null;
                  describe?: flotilla.group.v1.GroupsDescribed.$Shape|null;
                  list?: flotilla.group.v1.GroupsListed.$Shape|null;
                  "delete"?: flotilla.group.v1.GroupsDeleted.$Shape|null;
                  deleteOffsets?: flotilla.group.v1.OffsetsDeleted.$Shape|null;
                  $unknowns?: Uint8Array[];
                } & (
                  ({ response?: undefined; join?: null; sync?: null; heartbeat?: null; leave?: null; commitOffsets?: null; fetchOffsets?: null; describe?: null; list?: null; "delete"?: null; deleteOffsets?: null }|{ response?: "join"; join: flotilla.group.v1.GroupJoined.$Shape; sync?: null; heartbeat?: null; leave?: null; commitOffsets?: null; fetchOffsets?: null; describe?: null; list?: null; "delete"?: null; deleteOffsets?: null }|{ response?: "sync"; join?: null; sync: flotilla.group.v1.GroupSynced.$Shape; heartbeat?: null; leave?: null; commitOffsets?: null; fetchOffsets?: null; describe?: null; list?: null; "delete"?: null; deleteOffsets?: null }|{ response?: "heartbeat"; join?: null; sync?: null; heartbeat: flotilla.group.v1.HeartbeatHeard.$Shape; leave?: null; commitOffsets?: null; fetchOffsets?: null; describe?: null; list?: null; "delete"?: null; deleteOffsets?: null }|{ response?: "leave"; join?: null; sync?: null; heartbeat?: null; leave: flotilla.group.v1.GroupLeft.$Shape; commitOffsets?: null; fetchOffsets?: null; describe?: null; list?: null; "delete"?: null; deleteOffsets?: null }|{ response?: "commitOffsets"; join?: null; sync?: null; heartbeat?: null; leave?: null; commitOffsets: flotilla.group.v1.OffsetsCommitted.$Shape; fetchOffsets?: null; describe?: null; list?: null; "delete"?: null; deleteOffsets?: null }|{ response?: "fetchOffsets"; join?: null; sync?: null; heartbeat?: null; leave?: null; commitOffsets?: null; fetchOffsets: flotilla.group.v1.OffsetsFetched.$Shape; describe?: null; list?: null; "delete"?: null; deleteOffsets?: null }|{ response?: "describe"; join?: null; sync?: null; heartbeat?: null; leave?: null; commitOffsets?: null; fetchOffsets?: null; describe: flotilla.group.v1.GroupsDescribed.$Shape; list?: null; "delete"?: null; deleteOffsets?: null }|{ response?: "list"; join?: null; sync?: null; heartbeat?: null; leave?: null; commitOffsets?: null; fetchOffsets?: null; describe?: null; list: flotilla.group.v1.GroupsListed.$Shape; "delete"?: null; deleteOffsets?: null }|{ response?: "delete"; join?: null; sync?: null; heartbeat?: null; leave?: null; commitOffsets?: null; fetchOffsets?: null; describe?: null; list?: null; "delete": flotilla.group.v1.GroupsDeleted.$Shape; deleteOffsets?: null }|{ response?: "deleteOffsets"; join?: null; sync?: null; heartbeat?: null; leave?: null; commitOffsets?: null; fetchOffsets?: null; describe?: null; list?: null; "delete"?: null; deleteOffsets: flotilla.group.v1.OffsetsDeleted.$Shape })
                );
            }

            /**
             * Properties of a MemberIdentity.
             * @deprecated Use flotilla.group.v1.MemberIdentity.$Properties instead.
             */
            interface IMemberIdentity extends flotilla.group.v1.MemberIdentity.$Properties {
            }

            /** Represents a MemberIdentity. */
            class MemberIdentity {

                /**
                 * Constructs a new MemberIdentity.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: flotilla.group.v1.MemberIdentity.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** MemberIdentity groupId. */
                groupId: string;

                /** MemberIdentity generationId. */
                generationId: number;

                /** MemberIdentity memberId. */
                memberId: string;

                /** MemberIdentity groupInstanceId. */
                groupInstanceId?: (string|null);

                /**
                 * Encodes the specified MemberIdentity message. Does not implicitly {@link flotilla.group.v1.MemberIdentity.verify|verify} messages.
                 * @param message MemberIdentity message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: flotilla.group.v1.MemberIdentity.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a MemberIdentity message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {flotilla.group.v1.MemberIdentity & flotilla.group.v1.MemberIdentity.$Shape} MemberIdentity
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.group.v1.MemberIdentity & flotilla.group.v1.MemberIdentity.$Shape;
            }

            namespace MemberIdentity {

                /** Properties of a MemberIdentity. */
                interface $Properties {

                    /** MemberIdentity groupId */
                    groupId?: (string|null);

                    /** MemberIdentity generationId */
                    generationId?: (number|null);

                    /** MemberIdentity memberId */
                    memberId?: (string|null);

                    /** MemberIdentity groupInstanceId */
                    groupInstanceId?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a MemberIdentity. */
                type $Shape = flotilla.group.v1.MemberIdentity.$Properties;
            }

            /**
             * Properties of a TopicPartition.
             * @deprecated Use flotilla.group.v1.TopicPartition.$Properties instead.
             */
            interface ITopicPartition extends flotilla.group.v1.TopicPartition.$Properties {
            }

            /** Represents a TopicPartition. */
            class TopicPartition {

                /**
                 * Constructs a new TopicPartition.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: flotilla.group.v1.TopicPartition.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** TopicPartition topic. */
                topic: string;

                /** TopicPartition partition. */
                partition: number;

                /**
                 * Encodes the specified TopicPartition message. Does not implicitly {@link flotilla.group.v1.TopicPartition.verify|verify} messages.
                 * @param message TopicPartition message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: flotilla.group.v1.TopicPartition.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a TopicPartition message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {flotilla.group.v1.TopicPartition & flotilla.group.v1.TopicPartition.$Shape} TopicPartition
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.group.v1.TopicPartition & flotilla.group.v1.TopicPartition.$Shape;
            }

            namespace TopicPartition {

                /** Properties of a TopicPartition. */
                interface $Properties {

                    /** TopicPartition topic */
                    topic?: (string|null);

                    /** TopicPartition partition */
                    partition?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a TopicPartition. */
                type $Shape = flotilla.group.v1.TopicPartition.$Properties;
            }

            /**
             * Properties of a PartitionOutcome.
             * @deprecated Use flotilla.group.v1.PartitionOutcome.$Properties instead.
             */
            interface IPartitionOutcome extends flotilla.group.v1.PartitionOutcome.$Properties {
            }

            /** Represents a PartitionOutcome. */
            class PartitionOutcome {

                /**
                 * Constructs a new PartitionOutcome.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: flotilla.group.v1.PartitionOutcome.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** PartitionOutcome topic. */
                topic: string;

                /** PartitionOutcome partition. */
                partition: number;

                /** PartitionOutcome error. */
                error?: (string|null);

                /**
                 * Encodes the specified PartitionOutcome message. Does not implicitly {@link flotilla.group.v1.PartitionOutcome.verify|verify} messages.
                 * @param message PartitionOutcome message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: flotilla.group.v1.PartitionOutcome.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a PartitionOutcome message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {flotilla.group.v1.PartitionOutcome & flotilla.group.v1.PartitionOutcome.$Shape} PartitionOutcome
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.group.v1.PartitionOutcome & flotilla.group.v1.PartitionOutcome.$Shape;
            }

            namespace PartitionOutcome {

                /** Properties of a PartitionOutcome. */
                interface $Properties {

                    /** PartitionOutcome topic */
                    topic?: (string|null);

                    /** PartitionOutcome partition */
                    partition?: (number|null);

                    /** PartitionOutcome error */
                    error?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a PartitionOutcome. */
                type $Shape = flotilla.group.v1.PartitionOutcome.$Properties;
            }

            /**
             * Properties of a JoinGroup.
             * @deprecated Use flotilla.group.v1.JoinGroup.$Properties instead.
             */
            interface IJoinGroup extends flotilla.group.v1.JoinGroup.$Properties {
            }

            /** Represents a JoinGroup. */
            class JoinGroup {

                /**
                 * Constructs a new JoinGroup.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: flotilla.group.v1.JoinGroup.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** JoinGroup groupId. */
                groupId: string;

                /** JoinGroup memberId. */
                memberId: string;

                /** JoinGroup groupInstanceId. */
                groupInstanceId?: (string|null);

                /** JoinGroup clientId. */
                clientId: string;

                /** JoinGroup clientHost. */
                clientHost: string;

                /** JoinGroup sessionTimeoutMs. */
                sessionTimeoutMs: number;

                /** JoinGroup rebalanceTimeoutMs. */
                rebalanceTimeoutMs: number;

                /** JoinGroup protocolType. */
                protocolType: string;

                /** JoinGroup protocols. */
                protocols: flotilla.group.v1.GroupProtocol.$Properties[];

                /** JoinGroup requiresKnownMemberId. */
                requiresKnownMemberId: boolean;

                /** JoinGroup reason. */
                reason?: (string|null);

                /**
                 * Encodes the specified JoinGroup message. Does not implicitly {@link flotilla.group.v1.JoinGroup.verify|verify} messages.
                 * @param message JoinGroup message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: flotilla.group.v1.JoinGroup.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a JoinGroup message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {flotilla.group.v1.JoinGroup & flotilla.group.v1.JoinGroup.$Shape} JoinGroup
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.group.v1.JoinGroup & flotilla.group.v1.JoinGroup.$Shape;
            }

            namespace JoinGroup {

                /** Properties of a JoinGroup. */
                interface $Properties {

                    /** JoinGroup groupId */
                    groupId?: (string|null);

                    /** JoinGroup memberId */
                    memberId?: (string|null);

                    /** JoinGroup groupInstanceId */
                    groupInstanceId?: (string|null);

                    /** JoinGroup clientId */
                    clientId?: (string|null);

                    /** JoinGroup clientHost */
                    clientHost?: (string|null);

                    /** JoinGroup sessionTimeoutMs */
                    sessionTimeoutMs?: (number|null);

                    /** JoinGroup rebalanceTimeoutMs */
                    rebalanceTimeoutMs?: (number|null);

                    /** JoinGroup protocolType */
                    protocolType?: (string|null);

                    /** JoinGroup protocols */
                    protocols?: (flotilla.group.v1.GroupProtocol.$Properties[]|null);

                    /** JoinGroup requiresKnownMemberId */
                    requiresKnownMemberId?: (boolean|null);

                    /** JoinGroup reason */
                    reason?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a JoinGroup. */
                type $Shape = flotilla.group.v1.JoinGroup.$Properties;
            }

            /**
             * Properties of a GroupProtocol.
             * @deprecated Use flotilla.group.v1.GroupProtocol.$Properties instead.
             */
            interface IGroupProtocol extends flotilla.group.v1.GroupProtocol.$Properties {
            }

            /** Represents a GroupProtocol. */
            class GroupProtocol {

                /**
                 * Constructs a new GroupProtocol.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: flotilla.group.v1.GroupProtocol.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** GroupProtocol name. */
                name: string;

                /** GroupProtocol metadata. */
                metadata: Uint8Array;

                /**
                 * Encodes the specified GroupProtocol message. Does not implicitly {@link flotilla.group.v1.GroupProtocol.verify|verify} messages.
                 * @param message GroupProtocol message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: flotilla.group.v1.GroupProtocol.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a GroupProtocol message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {flotilla.group.v1.GroupProtocol & flotilla.group.v1.GroupProtocol.$Shape} GroupProtocol
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.group.v1.GroupProtocol & flotilla.group.v1.GroupProtocol.$Shape;
            }

            namespace GroupProtocol {

                /** Properties of a GroupProtocol. */
                interface $Properties {

                    /** GroupProtocol name */
                    name?: (string|null);

                    /** GroupProtocol metadata */
                    metadata?: (Uint8Array|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a GroupProtocol. */
                type $Shape = flotilla.group.v1.GroupProtocol.$Properties;
            }

            /**
             * Properties of a GroupJoined.
             * @deprecated Use flotilla.group.v1.GroupJoined.$Properties instead.
             */
            interface IGroupJoined extends flotilla.group.v1.GroupJoined.$Properties {
            }

            /** Represents a GroupJoined. */
            class GroupJoined {

                /**
                 * Constructs a new GroupJoined.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: flotilla.group.v1.GroupJoined.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** GroupJoined isMemberIdRequired. */
                isMemberIdRequired: boolean;

                /** GroupJoined memberId. */
                memberId: string;

                /** GroupJoined generationId. */
                generationId: number;

                /** GroupJoined protocolType. */
                protocolType: string;

                /** GroupJoined protocolName. */
                protocolName: string;

                /** GroupJoined leader. */
                leader: string;

                /** GroupJoined skipAssignment. */
                skipAssignment: boolean;

                /** GroupJoined members. */
                members: flotilla.group.v1.JoinedMember.$Properties[];

                /**
                 * Encodes the specified GroupJoined message. Does not implicitly {@link flotilla.group.v1.GroupJoined.verify|verify} messages.
                 * @param message GroupJoined message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: flotilla.group.v1.GroupJoined.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a GroupJoined message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {flotilla.group.v1.GroupJoined & flotilla.group.v1.GroupJoined.$Shape} GroupJoined
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.group.v1.GroupJoined & flotilla.group.v1.GroupJoined.$Shape;
            }

            namespace GroupJoined {

                /** Properties of a GroupJoined. */
                interface $Properties {

                    /** GroupJoined isMemberIdRequired */
                    isMemberIdRequired?: (boolean|null);

                    /** GroupJoined memberId */
                    memberId?: (string|null);

                    /** GroupJoined generationId */
                    generationId?: (number|null);

                    /** GroupJoined protocolType */
                    protocolType?: (string|null);

                    /** GroupJoined protocolName */
                    protocolName?: (string|null);

                    /** GroupJoined leader */
                    leader?: (string|null);

                    /** GroupJoined skipAssignment */
                    skipAssignment?: (boolean|null);

                    /** GroupJoined members */
                    members?: (flotilla.group.v1.JoinedMember.$Properties[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a GroupJoined. */
                type $Shape = flotilla.group.v1.GroupJoined.$Properties;
            }

            /**
             * Properties of a JoinedMember.
             * @deprecated Use flotilla.group.v1.JoinedMember.$Properties instead.
             */
            interface IJoinedMember extends flotilla.group.v1.JoinedMember.$Properties {
            }

            /** Represents a JoinedMember. */
            class JoinedMember {

                /**
                 * Constructs a new JoinedMember.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: flotilla.group.v1.JoinedMember.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** JoinedMember memberId. */
                memberId: string;

                /** JoinedMember groupInstanceId. */
                groupInstanceId?: (string|null);

                /** JoinedMember metadata. */
                metadata: Uint8Array;

                /**
                 * Encodes the specified JoinedMember message. Does not implicitly {@link flotilla.group.v1.JoinedMember.verify|verify} messages.
                 * @param message JoinedMember message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: flotilla.group.v1.JoinedMember.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a JoinedMember message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {flotilla.group.v1.JoinedMember & flotilla.group.v1.JoinedMember.$Shape} JoinedMember
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.group.v1.JoinedMember & flotilla.group.v1.JoinedMember.$Shape;
            }

            namespace JoinedMember {

                /** Properties of a JoinedMember. */
                interface $Properties {

                    /** JoinedMember memberId */
                    memberId?: (string|null);

                    /** JoinedMember groupInstanceId */
                    groupInstanceId?: (string|null);

                    /** JoinedMember metadata */
                    metadata?: (Uint8Array|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a JoinedMember. */
                type $Shape = flotilla.group.v1.JoinedMember.$Properties;
            }

            /**
             * Properties of a SyncGroup.
             * @deprecated Use flotilla.group.v1.SyncGroup.$Properties instead.
             */
            interface ISyncGroup extends flotilla.group.v1.SyncGroup.$Properties {
            }

            /** Represents a SyncGroup. */
            class SyncGroup {

                /**
                 * Constructs a new SyncGroup.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: flotilla.group.v1.SyncGroup.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** SyncGroup member. */
                member?: (flotilla.group.v1.MemberIdentity.$Properties|null);

                /** SyncGroup protocolType. */
                protocolType?: (string|null);

                /** SyncGroup protocolName. */
                protocolName?: (string|null);

                /** SyncGroup assignments. */
                assignments: flotilla.group.v1.MemberAssignment.$Properties[];

                /**
                 * Encodes the specified SyncGroup message. Does not implicitly {@link flotilla.group.v1.SyncGroup.verify|verify} messages.
                 * @param message SyncGroup message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: flotilla.group.v1.SyncGroup.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a SyncGroup message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {flotilla.group.v1.SyncGroup & flotilla.group.v1.SyncGroup.$Shape} SyncGroup
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.group.v1.SyncGroup & flotilla.group.v1.SyncGroup.$Shape;
            }

            namespace SyncGroup {

                /** Properties of a SyncGroup. */
                interface $Properties {

                    /** SyncGroup member */
                    member?: (flotilla.group.v1.MemberIdentity.$Properties|null);

                    /** SyncGroup protocolType */
                    protocolType?: (string|null);

                    /** SyncGroup protocolName */
                    protocolName?: (string|null);

                    /** SyncGroup assignments */
                    assignments?: (flotilla.group.v1.MemberAssignment.$Properties[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a SyncGroup. */
                type $Shape = flotilla.group.v1.SyncGroup.$Properties;
            }

            /**
             * Properties of a MemberAssignment.
             * @deprecated Use flotilla.group.v1.MemberAssignment.$Properties instead.
             */
            interface IMemberAssignment extends flotilla.group.v1.MemberAssignment.$Properties {
            }

            /** Represents a MemberAssignment. */
            class MemberAssignment {

                /**
                 * Constructs a new MemberAssignment.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: flotilla.group.v1.MemberAssignment.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** MemberAssignment memberId. */
                memberId: string;

                /** MemberAssignment assignment. */
                assignment: Uint8Array;

                /**
                 * Encodes the specified MemberAssignment message. Does not implicitly {@link flotilla.group.v1.MemberAssignment.verify|verify} messages.
                 * @param message MemberAssignment message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: flotilla.group.v1.MemberAssignment.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a MemberAssignment message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {flotilla.group.v1.MemberAssignment & flotilla.group.v1.MemberAssignment.$Shape} MemberAssignment
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.group.v1.MemberAssignment & flotilla.group.v1.MemberAssignment.$Shape;
            }

            namespace MemberAssignment {

                /** Properties of a MemberAssignment. */
                interface $Properties {

                    /** MemberAssignment memberId */
                    memberId?: (string|null);

                    /** MemberAssignment assignment */
                    assignment?: (Uint8Array|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a MemberAssignment. */
                type $Shape = flotilla.group.v1.MemberAssignment.$Properties;
            }

            /**
             * Properties of a GroupSynced.
             * @deprecated Use flotilla.group.v1.GroupSynced.$Properties instead.
             */
            interface IGroupSynced extends flotilla.group.v1.GroupSynced.$Properties {
            }

            /** Represents a GroupSynced. */
            class GroupSynced {

                /**
                 * Constructs a new GroupSynced.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: flotilla.group.v1.GroupSynced.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** GroupSynced protocolType. */
                protocolType: string;

                /** GroupSynced protocolName. */
                protocolName: string;

                /** GroupSynced assignment. */
                assignment: Uint8Array;

                /**
                 * Encodes the specified GroupSynced message. Does not implicitly {@link flotilla.group.v1.GroupSynced.verify|verify} messages.
                 * @param message GroupSynced message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: flotilla.group.v1.GroupSynced.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a GroupSynced message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {flotilla.group.v1.GroupSynced & flotilla.group.v1.GroupSynced.$Shape} GroupSynced
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.group.v1.GroupSynced & flotilla.group.v1.GroupSynced.$Shape;
            }

            namespace GroupSynced {

                /** Properties of a GroupSynced. */
                interface $Properties {

                    /** GroupSynced protocolType */
                    protocolType?: (string|null);

                    /** GroupSynced protocolName */
                    protocolName?: (string|null);

                    /** GroupSynced assignment */
                    assignment?: (Uint8Array|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a GroupSynced. */
                type $Shape = flotilla.group.v1.GroupSynced.$Properties;
            }

            /**
             * Properties of a HeartbeatHeard.
             * @deprecated Use flotilla.group.v1.HeartbeatHeard.$Properties instead.
             */
            interface IHeartbeatHeard extends flotilla.group.v1.HeartbeatHeard.$Properties {
            }

            /** Represents a HeartbeatHeard. */
            class HeartbeatHeard {

                /**
                 * Constructs a new HeartbeatHeard.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: flotilla.group.v1.HeartbeatHeard.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /**
                 * Encodes the specified HeartbeatHeard message. Does not implicitly {@link flotilla.group.v1.HeartbeatHeard.verify|verify} messages.
                 * @param message HeartbeatHeard message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: flotilla.group.v1.HeartbeatHeard.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a HeartbeatHeard message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {flotilla.group.v1.HeartbeatHeard & flotilla.group.v1.HeartbeatHeard.$Shape} HeartbeatHeard
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.group.v1.HeartbeatHeard & flotilla.group.v1.HeartbeatHeard.$Shape;
            }

            namespace HeartbeatHeard {

                /** Properties of a HeartbeatHeard. */
                interface $Properties {

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a HeartbeatHeard. */
                type $Shape = flotilla.group.v1.HeartbeatHeard.$Properties;
            }

            /**
             * Properties of a LeaveGroup.
             * @deprecated Use flotilla.group.v1.LeaveGroup.$Properties instead.
             */
            interface ILeaveGroup extends flotilla.group.v1.LeaveGroup.$Properties {
            }

            /** Represents a LeaveGroup. */
            class LeaveGroup {

                /**
                 * Constructs a new LeaveGroup.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: flotilla.group.v1.LeaveGroup.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** LeaveGroup groupId. */
                groupId: string;

                /** LeaveGroup members. */
                members: flotilla.group.v1.LeavingMember.$Properties[];

                /**
                 * Encodes the specified LeaveGroup message. Does not implicitly {@link flotilla.group.v1.LeaveGroup.verify|verify} messages.
                 * @param message LeaveGroup message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: flotilla.group.v1.LeaveGroup.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a LeaveGroup message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {flotilla.group.v1.LeaveGroup & flotilla.group.v1.LeaveGroup.$Shape} LeaveGroup
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.group.v1.LeaveGroup & flotilla.group.v1.LeaveGroup.$Shape;
            }

            namespace LeaveGroup {

                /** Properties of a LeaveGroup. */
                interface $Properties {

                    /** LeaveGroup groupId */
                    groupId?: (string|null);

                    /** LeaveGroup members */
                    members?: (flotilla.group.v1.LeavingMember.$Properties[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a LeaveGroup. */
                type $Shape = flotilla.group.v1.LeaveGroup.$Properties;
            }

            /**
             * Properties of a LeavingMember.
             * @deprecated Use flotilla.group.v1.LeavingMember.$Properties instead.
             */
            interface ILeavingMember extends flotilla.group.v1.LeavingMember.$Properties {
            }

            /** Represents a LeavingMember. */
            class LeavingMember {

                /**
                 * Constructs a new LeavingMember.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: flotilla.group.v1.LeavingMember.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** LeavingMember memberId. */
                memberId: string;

                /** LeavingMember groupInstanceId. */
                groupInstanceId?: (string|null);

                /** LeavingMember reason. */
                reason?: (string|null);

                /**
                 * Encodes the specified LeavingMember message. Does not implicitly {@link flotilla.group.v1.LeavingMember.verify|verify} messages.
                 * @param message LeavingMember message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: flotilla.group.v1.LeavingMember.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a LeavingMember message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {flotilla.group.v1.LeavingMember & flotilla.group.v1.LeavingMember.$Shape} LeavingMember
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.group.v1.LeavingMember & flotilla.group.v1.LeavingMember.$Shape;
            }

            namespace LeavingMember {

                /** Properties of a LeavingMember. */
                interface $Properties {

                    /** LeavingMember memberId */
                    memberId?: (string|null);

                    /** LeavingMember groupInstanceId */
                    groupInstanceId?: (string|null);

                    /** LeavingMember reason */
                    reason?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a LeavingMember. */
                type $Shape = flotilla.group.v1.LeavingMember.$Properties;
            }

            /**
             * Properties of a GroupLeft.
             * @deprecated Use flotilla.group.v1.GroupLeft.$Properties instead.
             */
            interface IGroupLeft extends flotilla.group.v1.GroupLeft.$Properties {
            }

            /** Represents a GroupLeft. */
            class GroupLeft {

                /**
                 * Constructs a new GroupLeft.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: flotilla.group.v1.GroupLeft.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** GroupLeft members. */
                members: flotilla.group.v1.LeftMember.$Properties[];

                /**
                 * Encodes the specified GroupLeft message. Does not implicitly {@link flotilla.group.v1.GroupLeft.verify|verify} messages.
                 * @param message GroupLeft message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: flotilla.group.v1.GroupLeft.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a GroupLeft message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {flotilla.group.v1.GroupLeft & flotilla.group.v1.GroupLeft.$Shape} GroupLeft
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.group.v1.GroupLeft & flotilla.group.v1.GroupLeft.$Shape;
            }

            namespace GroupLeft {

                /** Properties of a GroupLeft. */
                interface $Properties {

                    /** GroupLeft members */
                    members?: (flotilla.group.v1.LeftMember.$Properties[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a GroupLeft. */
                type $Shape = flotilla.group.v1.GroupLeft.$Properties;
            }

            /**
             * Properties of a LeftMember.
             * @deprecated Use flotilla.group.v1.LeftMember.$Properties instead.
             */
            interface ILeftMember extends flotilla.group.v1.LeftMember.$Properties {
            }

            /** Represents a LeftMember. */
            class LeftMember {

                /**
                 * Constructs a new LeftMember.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: flotilla.group.v1.LeftMember.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** LeftMember memberId. */
                memberId: string;

                /** LeftMember groupInstanceId. */
                groupInstanceId?: (string|null);

                /** LeftMember error. */
                error?: (string|null);

                /**
                 * Encodes the specified LeftMember message. Does not implicitly {@link flotilla.group.v1.LeftMember.verify|verify} messages.
                 * @param message LeftMember message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: flotilla.group.v1.LeftMember.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a LeftMember message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {flotilla.group.v1.LeftMember & flotilla.group.v1.LeftMember.$Shape} LeftMember
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.group.v1.LeftMember & flotilla.group.v1.LeftMember.$Shape;
            }

            namespace LeftMember {

                /** Properties of a LeftMember. */
                interface $Properties {

                    /** LeftMember memberId */
                    memberId?: (string|null);

                    /** LeftMember groupInstanceId */
                    groupInstanceId?: (string|null);

                    /** LeftMember error */
                    error?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a LeftMember. */
                type $Shape = flotilla.group.v1.LeftMember.$Properties;
            }

            /**
             * Properties of a CommitOffsets.
             * @deprecated Use flotilla.group.v1.CommitOffsets.$Properties instead.
             */
            interface ICommitOffsets extends flotilla.group.v1.CommitOffsets.$Properties {
            }

            /** Represents a CommitOffsets. */
            class CommitOffsets {

                /**
                 * Constructs a new CommitOffsets.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: flotilla.group.v1.CommitOffsets.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** CommitOffsets member. */
                member?: (flotilla.group.v1.MemberIdentity.$Properties|null);

                /** CommitOffsets offsets. */
                offsets: flotilla.group.v1.OffsetToCommit.$Properties[];

                /**
                 * Encodes the specified CommitOffsets message. Does not implicitly {@link flotilla.group.v1.CommitOffsets.verify|verify} messages.
                 * @param message CommitOffsets message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: flotilla.group.v1.CommitOffsets.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a CommitOffsets message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {flotilla.group.v1.CommitOffsets & flotilla.group.v1.CommitOffsets.$Shape} CommitOffsets
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.group.v1.CommitOffsets & flotilla.group.v1.CommitOffsets.$Shape;
            }

            namespace CommitOffsets {

                /** Properties of a CommitOffsets. */
                interface $Properties {

                    /** CommitOffsets member */
                    member?: (flotilla.group.v1.MemberIdentity.$Properties|null);

                    /** CommitOffsets offsets */
                    offsets?: (flotilla.group.v1.OffsetToCommit.$Properties[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a CommitOffsets. */
                type $Shape = flotilla.group.v1.CommitOffsets.$Properties;
            }

            /**
             * Properties of an OffsetToCommit.
             * @deprecated Use flotilla.group.v1.OffsetToCommit.$Properties instead.
             */
            interface IOffsetToCommit extends flotilla.group.v1.OffsetToCommit.$Properties {
            }

            /** Represents an OffsetToCommit. */
            class OffsetToCommit {

                /**
                 * Constructs a new OffsetToCommit.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: flotilla.group.v1.OffsetToCommit.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** OffsetToCommit topic. */
                topic: string;

                /** OffsetToCommit partition. */
                partition: number;

                /** OffsetToCommit offset. */
                offset: number;

                /** OffsetToCommit leaderEpoch. */
                leaderEpoch?: (number|null);

                /** OffsetToCommit metadata. */
                metadata: string;

                /**
                 * Encodes the specified OffsetToCommit message. Does not implicitly {@link flotilla.group.v1.OffsetToCommit.verify|verify} messages.
                 * @param message OffsetToCommit message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: flotilla.group.v1.OffsetToCommit.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an OffsetToCommit message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {flotilla.group.v1.OffsetToCommit & flotilla.group.v1.OffsetToCommit.$Shape} OffsetToCommit
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.group.v1.OffsetToCommit & flotilla.group.v1.OffsetToCommit.$Shape;
            }

            namespace OffsetToCommit {

                /** Properties of an OffsetToCommit. */
                interface $Properties {

                    /** OffsetToCommit topic */
                    topic?: (string|null);

                    /** OffsetToCommit partition */
                    partition?: (number|null);

                    /** OffsetToCommit offset */
                    offset?: (number|null);

                    /** OffsetToCommit leaderEpoch */
                    leaderEpoch?: (number|null);

                    /** OffsetToCommit metadata */
                    metadata?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an OffsetToCommit. */
                type $Shape = flotilla.group.v1.OffsetToCommit.$Properties;
            }

            /**
             * Properties of an OffsetsCommitted.
             * @deprecated Use flotilla.group.v1.OffsetsCommitted.$Properties instead.
             */
            interface IOffsetsCommitted extends flotilla.group.v1.OffsetsCommitted.$Properties {
            }

            /** Represents an OffsetsCommitted. */
            class OffsetsCommitted {

                /**
                 * Constructs a new OffsetsCommitted.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: flotilla.group.v1.OffsetsCommitted.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** OffsetsCommitted partitions. */
                partitions: flotilla.group.v1.PartitionOutcome.$Properties[];

                /**
                 * Encodes the specified OffsetsCommitted message. Does not implicitly {@link flotilla.group.v1.OffsetsCommitted.verify|verify} messages.
                 * @param message OffsetsCommitted message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: flotilla.group.v1.OffsetsCommitted.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an OffsetsCommitted message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {flotilla.group.v1.OffsetsCommitted & flotilla.group.v1.OffsetsCommitted.$Shape} OffsetsCommitted
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.group.v1.OffsetsCommitted & flotilla.group.v1.OffsetsCommitted.$Shape;
            }

            namespace OffsetsCommitted {

                /** Properties of an OffsetsCommitted. */
                interface $Properties {

                    /** OffsetsCommitted partitions */
                    partitions?: (flotilla.group.v1.PartitionOutcome.$Properties[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an OffsetsCommitted. */
                type $Shape = flotilla.group.v1.OffsetsCommitted.$Properties;
            }

            /**
             * Properties of a FetchOffsets.
             * @deprecated Use flotilla.group.v1.FetchOffsets.$Properties instead.
             */
            interface IFetchOffsets extends flotilla.group.v1.FetchOffsets.$Properties {
            }

            /** Represents a FetchOffsets. */
            class FetchOffsets {

                /**
                 * Constructs a new FetchOffsets.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: flotilla.group.v1.FetchOffsets.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** FetchOffsets groupId. */
                groupId: string;

                /** FetchOffsets memberId. */
                memberId?: (string|null);

                /** FetchOffsets generationId. */
                generationId?: (number|null);

                /** FetchOffsets all. */
                all: boolean;

                /** FetchOffsets partitions. */
                partitions: flotilla.group.v1.TopicPartition.$Properties[];

                /**
                 * Encodes the specified FetchOffsets message. Does not implicitly {@link flotilla.group.v1.FetchOffsets.verify|verify} messages.
                 * @param message FetchOffsets message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: flotilla.group.v1.FetchOffsets.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a FetchOffsets message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {flotilla.group.v1.FetchOffsets & flotilla.group.v1.FetchOffsets.$Shape} FetchOffsets
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.group.v1.FetchOffsets & flotilla.group.v1.FetchOffsets.$Shape;
            }

            namespace FetchOffsets {

                /** Properties of a FetchOffsets. */
                interface $Properties {

                    /** FetchOffsets groupId */
                    groupId?: (string|null);

                    /** FetchOffsets memberId */
                    memberId?: (string|null);

                    /** FetchOffsets generationId */
                    generationId?: (number|null);

                    /** FetchOffsets all */
                    all?: (boolean|null);

                    /** FetchOffsets partitions */
                    partitions?: (flotilla.group.v1.TopicPartition.$Properties[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a FetchOffsets. */
                type $Shape = flotilla.group.v1.FetchOffsets.$Properties;
            }

            /**
             * Properties of an OffsetsFetched.
             * @deprecated Use flotilla.group.v1.OffsetsFetched.$Properties instead.
             */
            interface IOffsetsFetched extends flotilla.group.v1.OffsetsFetched.$Properties {
            }

            /** Represents an OffsetsFetched. */
            class OffsetsFetched {

                /**
                 * Constructs a new OffsetsFetched.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: flotilla.group.v1.OffsetsFetched.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** OffsetsFetched offsets. */
                offsets: flotilla.group.v1.CommittedOffset.$Properties[];

                /**
                 * Encodes the specified OffsetsFetched message. Does not implicitly {@link flotilla.group.v1.OffsetsFetched.verify|verify} messages.
                 * @param message OffsetsFetched message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: flotilla.group.v1.OffsetsFetched.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an OffsetsFetched message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {flotilla.group.v1.OffsetsFetched & flotilla.group.v1.OffsetsFetched.$Shape} OffsetsFetched
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.group.v1.OffsetsFetched & flotilla.group.v1.OffsetsFetched.$Shape;
            }

            namespace OffsetsFetched {

                /** Properties of an OffsetsFetched. */
                interface $Properties {

                    /** OffsetsFetched offsets */
                    offsets?: (flotilla.group.v1.CommittedOffset.$Properties[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an OffsetsFetched. */
                type $Shape = flotilla.group.v1.OffsetsFetched.$Properties;
            }

            /**
             * Properties of a CommittedOffset.
             * @deprecated Use flotilla.group.v1.CommittedOffset.$Properties instead.
             */
            interface ICommittedOffset extends flotilla.group.v1.CommittedOffset.$Properties {
            }

            /** Represents a CommittedOffset. */
            class CommittedOffset {

                /**
                 * Constructs a new CommittedOffset.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: flotilla.group.v1.CommittedOffset.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** CommittedOffset topic. */
                topic: string;

                /** CommittedOffset partition. */
                partition: number;

                /** CommittedOffset offset. */
                offset?: (number|null);

                /** CommittedOffset leaderEpoch. */
                leaderEpoch?: (number|null);

                /** CommittedOffset metadata. */
                metadata: string;

                /**
                 * Encodes the specified CommittedOffset message. Does not implicitly {@link flotilla.group.v1.CommittedOffset.verify|verify} messages.
                 * @param message CommittedOffset message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: flotilla.group.v1.CommittedOffset.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a CommittedOffset message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {flotilla.group.v1.CommittedOffset & flotilla.group.v1.CommittedOffset.$Shape} CommittedOffset
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.group.v1.CommittedOffset & flotilla.group.v1.CommittedOffset.$Shape;
            }

            namespace CommittedOffset {

                /** Properties of a CommittedOffset. */
                interface $Properties {

                    /** CommittedOffset topic */
                    topic?: (string|null);

                    /** CommittedOffset partition */
                    partition?: (number|null);

                    /** CommittedOffset offset */
                    offset?: (number|null);

                    /** CommittedOffset leaderEpoch */
                    leaderEpoch?: (number|null);

                    /** CommittedOffset metadata */
                    metadata?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a CommittedOffset. */
                type $Shape = flotilla.group.v1.CommittedOffset.$Properties;
            }

            /**
             * Properties of a DescribeGroups.
             * @deprecated Use flotilla.group.v1.DescribeGroups.$Properties instead.
             */
            interface IDescribeGroups extends flotilla.group.v1.DescribeGroups.$Properties {
            }

            /** Represents a DescribeGroups. */
            class DescribeGroups {

                /**
                 * Constructs a new DescribeGroups.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: flotilla.group.v1.DescribeGroups.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** DescribeGroups groupIds. */
                groupIds: string[];

                /**
                 * Encodes the specified DescribeGroups message. Does not implicitly {@link flotilla.group.v1.DescribeGroups.verify|verify} messages.
                 * @param message DescribeGroups message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: flotilla.group.v1.DescribeGroups.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a DescribeGroups message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {flotilla.group.v1.DescribeGroups & flotilla.group.v1.DescribeGroups.$Shape} DescribeGroups
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.group.v1.DescribeGroups & flotilla.group.v1.DescribeGroups.$Shape;
            }

            namespace DescribeGroups {

                /** Properties of a DescribeGroups. */
                interface $Properties {

                    /** DescribeGroups groupIds */
                    groupIds?: (string[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a DescribeGroups. */
                type $Shape = flotilla.group.v1.DescribeGroups.$Properties;
            }

            /**
             * Properties of a GroupsDescribed.
             * @deprecated Use flotilla.group.v1.GroupsDescribed.$Properties instead.
             */
            interface IGroupsDescribed extends flotilla.group.v1.GroupsDescribed.$Properties {
            }

            /** Represents a GroupsDescribed. */
            class GroupsDescribed {

                /**
                 * Constructs a new GroupsDescribed.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: flotilla.group.v1.GroupsDescribed.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** GroupsDescribed groups. */
                groups: flotilla.group.v1.GroupDescription.$Properties[];

                /**
                 * Encodes the specified GroupsDescribed message. Does not implicitly {@link flotilla.group.v1.GroupsDescribed.verify|verify} messages.
                 * @param message GroupsDescribed message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: flotilla.group.v1.GroupsDescribed.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a GroupsDescribed message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {flotilla.group.v1.GroupsDescribed & flotilla.group.v1.GroupsDescribed.$Shape} GroupsDescribed
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.group.v1.GroupsDescribed & flotilla.group.v1.GroupsDescribed.$Shape;
            }

            namespace GroupsDescribed {

                /** Properties of a GroupsDescribed. */
                interface $Properties {

                    /** GroupsDescribed groups */
                    groups?: (flotilla.group.v1.GroupDescription.$Properties[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a GroupsDescribed. */
                type $Shape = flotilla.group.v1.GroupsDescribed.$Properties;
            }

            /**
             * Properties of a GroupDescription.
             * @deprecated Use flotilla.group.v1.GroupDescription.$Properties instead.
             */
            interface IGroupDescription extends flotilla.group.v1.GroupDescription.$Properties {
            }

            /** Represents a GroupDescription. */
            class GroupDescription {

                /**
                 * Constructs a new GroupDescription.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: flotilla.group.v1.GroupDescription.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** GroupDescription groupId. */
                groupId: string;

                /** GroupDescription error. */
                error?: (string|null);

                /** GroupDescription state. */
                state: string;

                /** GroupDescription generationId. */
                generationId: number;

                /** GroupDescription protocolType. */
                protocolType: string;

                /** GroupDescription protocolName. */
                protocolName: string;

                /** GroupDescription members. */
                members: flotilla.group.v1.MemberDescription.$Properties[];

                /**
                 * Encodes the specified GroupDescription message. Does not implicitly {@link flotilla.group.v1.GroupDescription.verify|verify} messages.
                 * @param message GroupDescription message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: flotilla.group.v1.GroupDescription.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a GroupDescription message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {flotilla.group.v1.GroupDescription & flotilla.group.v1.GroupDescription.$Shape} GroupDescription
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.group.v1.GroupDescription & flotilla.group.v1.GroupDescription.$Shape;
            }

            namespace GroupDescription {

                /** Properties of a GroupDescription. */
                interface $Properties {

                    /** GroupDescription groupId */
                    groupId?: (string|null);

                    /** GroupDescription error */
                    error?: (string|null);

                    /** GroupDescription state */
                    state?: (string|null);

                    /** GroupDescription generationId */
                    generationId?: (number|null);

                    /** GroupDescription protocolType */
                    protocolType?: (string|null);

                    /** GroupDescription protocolName */
                    protocolName?: (string|null);

                    /** GroupDescription members */
                    members?: (flotilla.group.v1.MemberDescription.$Properties[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a GroupDescription. */
                type $Shape = flotilla.group.v1.GroupDescription.$Properties;
            }

            /**
             * Properties of a MemberDescription.
             * @deprecated Use flotilla.group.v1.MemberDescription.$Properties instead.
             */
            interface IMemberDescription extends flotilla.group.v1.MemberDescription.$Properties {
            }

            /** Represents a MemberDescription. */
            class MemberDescription {

                /**
                 * Constructs a new MemberDescription.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: flotilla.group.v1.MemberDescription.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** MemberDescription memberId. */
                memberId: string;

                /** MemberDescription groupInstanceId. */
                groupInstanceId?: (string|null);

                /** MemberDescription clientId. */
                clientId: string;

                /** MemberDescription clientHost. */
                clientHost: string;

                /** MemberDescription metadata. */
                metadata: Uint8Array;

                /** MemberDescription assignment. */
                assignment: Uint8Array;

                /**
                 * Encodes the specified MemberDescription message. Does not implicitly {@link flotilla.group.v1.MemberDescription.verify|verify} messages.
                 * @param message MemberDescription message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: flotilla.group.v1.MemberDescription.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a MemberDescription message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {flotilla.group.v1.MemberDescription & flotilla.group.v1.MemberDescription.$Shape} MemberDescription
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.group.v1.MemberDescription & flotilla.group.v1.MemberDescription.$Shape;
            }

            namespace MemberDescription {

                /** Properties of a MemberDescription. */
                interface $Properties {

                    /** MemberDescription memberId */
                    memberId?: (string|null);

                    /** MemberDescription groupInstanceId */
                    groupInstanceId?: (string|null);

                    /** MemberDescription clientId */
                    clientId?: (string|null);

                    /** MemberDescription clientHost */
                    clientHost?: (string|null);

                    /** MemberDescription metadata */
                    metadata?: (Uint8Array|null);

                    /** MemberDescription assignment */
                    assignment?: (Uint8Array|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a MemberDescription. */
                type $Shape = flotilla.group.v1.MemberDescription.$Properties;
            }

            /**
             * Properties of a ListGroups.
             * @deprecated Use flotilla.group.v1.ListGroups.$Properties instead.
             */
            interface IListGroups extends flotilla.group.v1.ListGroups.$Properties {
            }

            /** Represents a ListGroups. */
            class ListGroups {

                /**
                 * Constructs a new ListGroups.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: flotilla.group.v1.ListGroups.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** ListGroups all. */
                all: boolean;

                /** ListGroups states. */
                states: string[];

                /**
                 * Encodes the specified ListGroups message. Does not implicitly {@link flotilla.group.v1.ListGroups.verify|verify} messages.
                 * @param message ListGroups message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: flotilla.group.v1.ListGroups.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a ListGroups message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {flotilla.group.v1.ListGroups & flotilla.group.v1.ListGroups.$Shape} ListGroups
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.group.v1.ListGroups & flotilla.group.v1.ListGroups.$Shape;
            }

            namespace ListGroups {

                /** Properties of a ListGroups. */
                interface $Properties {

                    /** ListGroups all */
                    all?: (boolean|null);

                    /** ListGroups states */
                    states?: (string[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a ListGroups. */
                type $Shape = flotilla.group.v1.ListGroups.$Properties;
            }

            /**
             * Properties of a GroupsListed.
             * @deprecated Use flotilla.group.v1.GroupsListed.$Properties instead.
             */
            interface IGroupsListed extends flotilla.group.v1.GroupsListed.$Properties {
            }

            /** Represents a GroupsListed. */
            class GroupsListed {

                /**
                 * Constructs a new GroupsListed.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: flotilla.group.v1.GroupsListed.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** GroupsListed groups. */
                groups: flotilla.group.v1.GroupListing.$Properties[];

                /**
                 * Encodes the specified GroupsListed message. Does not implicitly {@link flotilla.group.v1.GroupsListed.verify|verify} messages.
                 * @param message GroupsListed message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: flotilla.group.v1.GroupsListed.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a GroupsListed message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {flotilla.group.v1.GroupsListed & flotilla.group.v1.GroupsListed.$Shape} GroupsListed
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.group.v1.GroupsListed & flotilla.group.v1.GroupsListed.$Shape;
            }

            namespace GroupsListed {

                /** Properties of a GroupsListed. */
                interface $Properties {

                    /** GroupsListed groups */
                    groups?: (flotilla.group.v1.GroupListing.$Properties[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a GroupsListed. */
                type $Shape = flotilla.group.v1.GroupsListed.$Properties;
            }

            /**
             * Properties of a GroupListing.
             * @deprecated Use flotilla.group.v1.GroupListing.$Properties instead.
             */
            interface IGroupListing extends flotilla.group.v1.GroupListing.$Properties {
            }

            /** Represents a GroupListing. */
            class GroupListing {

                /**
                 * Constructs a new GroupListing.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: flotilla.group.v1.GroupListing.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** GroupListing groupId. */
                groupId: string;

                /** GroupListing protocolType. */
                protocolType: string;

                /** GroupListing state. */
                state: string;

                /**
                 * Encodes the specified GroupListing message. Does not implicitly {@link flotilla.group.v1.GroupListing.verify|verify} messages.
                 * @param message GroupListing message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: flotilla.group.v1.GroupListing.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a GroupListing message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {flotilla.group.v1.GroupListing & flotilla.group.v1.GroupListing.$Shape} GroupListing
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.group.v1.GroupListing & flotilla.group.v1.GroupListing.$Shape;
            }

            namespace GroupListing {

                /** Properties of a GroupListing. */
                interface $Properties {

                    /** GroupListing groupId */
                    groupId?: (string|null);

                    /** GroupListing protocolType */
                    protocolType?: (string|null);

                    /** GroupListing state */
                    state?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a GroupListing. */
                type $Shape = flotilla.group.v1.GroupListing.$Properties;
            }

            /**
             * Properties of a DeleteGroups.
             * @deprecated Use flotilla.group.v1.DeleteGroups.$Properties instead.
             */
            interface IDeleteGroups extends flotilla.group.v1.DeleteGroups.$Properties {
            }

            /** Represents a DeleteGroups. */
            class DeleteGroups {

                /**
                 * Constructs a new DeleteGroups.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: flotilla.group.v1.DeleteGroups.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** DeleteGroups groupIds. */
                groupIds: string[];

                /**
                 * Encodes the specified DeleteGroups message. Does not implicitly {@link flotilla.group.v1.DeleteGroups.verify|verify} messages.
                 * @param message DeleteGroups message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: flotilla.group.v1.DeleteGroups.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a DeleteGroups message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {flotilla.group.v1.DeleteGroups & flotilla.group.v1.DeleteGroups.$Shape} DeleteGroups
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.group.v1.DeleteGroups & flotilla.group.v1.DeleteGroups.$Shape;
            }

            namespace DeleteGroups {

                /** Properties of a DeleteGroups. */
                interface $Properties {

                    /** DeleteGroups groupIds */
                    groupIds?: (string[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a DeleteGroups. */
                type $Shape = flotilla.group.v1.DeleteGroups.$Properties;
            }

            /**
             * Properties of a GroupsDeleted.
             * @deprecated Use flotilla.group.v1.GroupsDeleted.$Properties instead.
             */
            interface IGroupsDeleted extends flotilla.group.v1.GroupsDeleted.$Properties {
            }

            /** Represents a GroupsDeleted. */
            class GroupsDeleted {

                /**
                 * Constructs a new GroupsDeleted.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: flotilla.group.v1.GroupsDeleted.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** GroupsDeleted groups. */
                groups: flotilla.group.v1.GroupOutcome.$Properties[];

                /**
                 * Encodes the specified GroupsDeleted message. Does not implicitly {@link flotilla.group.v1.GroupsDeleted.verify|verify} messages.
                 * @param message GroupsDeleted message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: flotilla.group.v1.GroupsDeleted.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a GroupsDeleted message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {flotilla.group.v1.GroupsDeleted & flotilla.group.v1.GroupsDeleted.$Shape} GroupsDeleted
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.group.v1.GroupsDeleted & flotilla.group.v1.GroupsDeleted.$Shape;
            }

            namespace GroupsDeleted {

                /** Properties of a GroupsDeleted. */
                interface $Properties {

                    /** GroupsDeleted groups */
                    groups?: (flotilla.group.v1.GroupOutcome.$Properties[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a GroupsDeleted. */
                type $Shape = flotilla.group.v1.GroupsDeleted.$Properties;
            }

            /**
             * Properties of a GroupOutcome.
             * @deprecated Use flotilla.group.v1.GroupOutcome.$Properties instead.
             */
            interface IGroupOutcome extends flotilla.group.v1.GroupOutcome.$Properties {
            }

            /** Represents a GroupOutcome. */
            class GroupOutcome {

                /**
                 * Constructs a new GroupOutcome.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: flotilla.group.v1.GroupOutcome.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** GroupOutcome groupId. */
                groupId: string;

                /** GroupOutcome error. */
                error?: (string|null);

                /**
                 * Encodes the specified GroupOutcome message. Does not implicitly {@link flotilla.group.v1.GroupOutcome.verify|verify} messages.
                 * @param message GroupOutcome message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: flotilla.group.v1.GroupOutcome.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a GroupOutcome message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {flotilla.group.v1.GroupOutcome & flotilla.group.v1.GroupOutcome.$Shape} GroupOutcome
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.group.v1.GroupOutcome & flotilla.group.v1.GroupOutcome.$Shape;
            }

            namespace GroupOutcome {

                /** Properties of a GroupOutcome. */
                interface $Properties {

                    /** GroupOutcome groupId */
                    groupId?: (string|null);

                    /** GroupOutcome error */
                    error?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a GroupOutcome. */
                type $Shape = flotilla.group.v1.GroupOutcome.$Properties;
            }

            /**
             * Properties of a DeleteOffsets.
             * @deprecated Use flotilla.group.v1.DeleteOffsets.$Properties instead.
             */
            interface IDeleteOffsets extends flotilla.group.v1.DeleteOffsets.$Properties {
            }

            /** Represents a DeleteOffsets. */
            class DeleteOffsets {

                /**
                 * Constructs a new DeleteOffsets.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: flotilla.group.v1.DeleteOffsets.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** DeleteOffsets groupId. */
                groupId: string;

                /** DeleteOffsets partitions. */
                partitions: flotilla.group.v1.TopicPartition.$Properties[];

                /**
                 * Encodes the specified DeleteOffsets message. Does not implicitly {@link flotilla.group.v1.DeleteOffsets.verify|verify} messages.
                 * @param message DeleteOffsets message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: flotilla.group.v1.DeleteOffsets.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a DeleteOffsets message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {flotilla.group.v1.DeleteOffsets & flotilla.group.v1.DeleteOffsets.$Shape} DeleteOffsets
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.group.v1.DeleteOffsets & flotilla.group.v1.DeleteOffsets.$Shape;
            }

            namespace DeleteOffsets {

                /** Properties of a DeleteOffsets. */
                interface $Properties {

                    /** DeleteOffsets groupId */
                    groupId?: (string|null);

                    /** DeleteOffsets partitions */
                    partitions?: (flotilla.group.v1.TopicPartition.$Properties[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a DeleteOffsets. */
                type $Shape = flotilla.group.v1.DeleteOffsets.$Properties;
            }

            /**
             * Properties of an OffsetsDeleted.
             * @deprecated Use flotilla.group.v1.OffsetsDeleted.$Properties instead.
             */
            interface IOffsetsDeleted extends flotilla.group.v1.OffsetsDeleted.$Properties {
            }

            /** Represents an OffsetsDeleted. */
            class OffsetsDeleted {

                /**
                 * Constructs a new OffsetsDeleted.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: flotilla.group.v1.OffsetsDeleted.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** OffsetsDeleted partitions. */
                partitions: flotilla.group.v1.PartitionOutcome.$Properties[];

                /**
                 * Encodes the specified OffsetsDeleted message. Does not implicitly {@link flotilla.group.v1.OffsetsDeleted.verify|verify} messages.
                 * @param message OffsetsDeleted message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: flotilla.group.v1.OffsetsDeleted.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an OffsetsDeleted message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {flotilla.group.v1.OffsetsDeleted & flotilla.group.v1.OffsetsDeleted.$Shape} OffsetsDeleted
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.group.v1.OffsetsDeleted & flotilla.group.v1.OffsetsDeleted.$Shape;
            }

            namespace OffsetsDeleted {

                /** Properties of an OffsetsDeleted. */
                interface $Properties {

                    /** OffsetsDeleted partitions */
                    partitions?: (flotilla.group.v1.PartitionOutcome.$Properties[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an OffsetsDeleted. */
                type $Shape = flotilla.group.v1.OffsetsDeleted.$Properties;
            }

            /**
             * Properties of a GroupSnapshot.
             * @deprecated Use flotilla.group.v1.GroupSnapshot.$Properties instead.
             */
            interface IGroupSnapshot extends flotilla.group.v1.GroupSnapshot.$Properties {
            }

            /** Represents a GroupSnapshot. */
            class GroupSnapshot {

                /**
                 * Constructs a new GroupSnapshot.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: flotilla.group.v1.GroupSnapshot.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** GroupSnapshot version. */
                version: number;

                /** GroupSnapshot generations. */
                generations: flotilla.group.v1.Generation.$Properties[];

                /** GroupSnapshot offsets. */
                offsets: flotilla.group.v1.OffsetsOfGroup.$Properties[];

                /**
                 * Encodes the specified GroupSnapshot message. Does not implicitly {@link flotilla.group.v1.GroupSnapshot.verify|verify} messages.
                 * @param message GroupSnapshot message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: flotilla.group.v1.GroupSnapshot.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a GroupSnapshot message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {flotilla.group.v1.GroupSnapshot & flotilla.group.v1.GroupSnapshot.$Shape} GroupSnapshot
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.group.v1.GroupSnapshot & flotilla.group.v1.GroupSnapshot.$Shape;
            }

            namespace GroupSnapshot {

                /** Properties of a GroupSnapshot. */
                interface $Properties {

                    /** GroupSnapshot version */
                    version?: (number|null);

                    /** GroupSnapshot generations */
                    generations?: (flotilla.group.v1.Generation.$Properties[]|null);

                    /** GroupSnapshot offsets */
                    offsets?: (flotilla.group.v1.OffsetsOfGroup.$Properties[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a GroupSnapshot. */
                type $Shape = flotilla.group.v1.GroupSnapshot.$Properties;
            }

            /**
             * Properties of a Generation.
             * @deprecated Use flotilla.group.v1.Generation.$Properties instead.
             */
            interface IGeneration extends flotilla.group.v1.Generation.$Properties {
            }

            /** Represents a Generation. */
            class Generation {

                /**
                 * Constructs a new Generation.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: flotilla.group.v1.Generation.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Generation groupId. */
                groupId: string;

                /** Generation value. */
                value: Uint8Array;

                /**
                 * Encodes the specified Generation message. Does not implicitly {@link flotilla.group.v1.Generation.verify|verify} messages.
                 * @param message Generation message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: flotilla.group.v1.Generation.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Generation message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {flotilla.group.v1.Generation & flotilla.group.v1.Generation.$Shape} Generation
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.group.v1.Generation & flotilla.group.v1.Generation.$Shape;
            }

            namespace Generation {

                /** Properties of a Generation. */
                interface $Properties {

                    /** Generation groupId */
                    groupId?: (string|null);

                    /** Generation value */
                    value?: (Uint8Array|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Generation. */
                type $Shape = flotilla.group.v1.Generation.$Properties;
            }

            /**
             * Properties of an OffsetsOfGroup.
             * @deprecated Use flotilla.group.v1.OffsetsOfGroup.$Properties instead.
             */
            interface IOffsetsOfGroup extends flotilla.group.v1.OffsetsOfGroup.$Properties {
            }

            /** Represents an OffsetsOfGroup. */
            class OffsetsOfGroup {

                /**
                 * Constructs a new OffsetsOfGroup.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: flotilla.group.v1.OffsetsOfGroup.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** OffsetsOfGroup groupId. */
                groupId: string;

                /** OffsetsOfGroup topics. */
                topics: flotilla.group.v1.OffsetsOfTopic.$Properties[];

                /**
                 * Encodes the specified OffsetsOfGroup message. Does not implicitly {@link flotilla.group.v1.OffsetsOfGroup.verify|verify} messages.
                 * @param message OffsetsOfGroup message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: flotilla.group.v1.OffsetsOfGroup.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an OffsetsOfGroup message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {flotilla.group.v1.OffsetsOfGroup & flotilla.group.v1.OffsetsOfGroup.$Shape} OffsetsOfGroup
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.group.v1.OffsetsOfGroup & flotilla.group.v1.OffsetsOfGroup.$Shape;
            }

            namespace OffsetsOfGroup {

                /** Properties of an OffsetsOfGroup. */
                interface $Properties {

                    /** OffsetsOfGroup groupId */
                    groupId?: (string|null);

                    /** OffsetsOfGroup topics */
                    topics?: (flotilla.group.v1.OffsetsOfTopic.$Properties[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an OffsetsOfGroup. */
                type $Shape = flotilla.group.v1.OffsetsOfGroup.$Properties;
            }

            /**
             * Properties of an OffsetsOfTopic.
             * @deprecated Use flotilla.group.v1.OffsetsOfTopic.$Properties instead.
             */
            interface IOffsetsOfTopic extends flotilla.group.v1.OffsetsOfTopic.$Properties {
            }

            /** Represents an OffsetsOfTopic. */
            class OffsetsOfTopic {

                /**
                 * Constructs a new OffsetsOfTopic.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: flotilla.group.v1.OffsetsOfTopic.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** OffsetsOfTopic topic. */
                topic: string;

                /** OffsetsOfTopic partitions. */
                partitions: flotilla.group.v1.RecordedOffset.$Properties[];

                /**
                 * Encodes the specified OffsetsOfTopic message. Does not implicitly {@link flotilla.group.v1.OffsetsOfTopic.verify|verify} messages.
                 * @param message OffsetsOfTopic message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: flotilla.group.v1.OffsetsOfTopic.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an OffsetsOfTopic message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {flotilla.group.v1.OffsetsOfTopic & flotilla.group.v1.OffsetsOfTopic.$Shape} OffsetsOfTopic
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.group.v1.OffsetsOfTopic & flotilla.group.v1.OffsetsOfTopic.$Shape;
            }

            namespace OffsetsOfTopic {

                /** Properties of an OffsetsOfTopic. */
                interface $Properties {

                    /** OffsetsOfTopic topic */
                    topic?: (string|null);

                    /** OffsetsOfTopic partitions */
                    partitions?: (flotilla.group.v1.RecordedOffset.$Properties[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an OffsetsOfTopic. */
                type $Shape = flotilla.group.v1.OffsetsOfTopic.$Properties;
            }

            /**
             * Properties of a RecordedOffset.
             * @deprecated Use flotilla.group.v1.RecordedOffset.$Properties instead.
             */
            interface IRecordedOffset extends flotilla.group.v1.RecordedOffset.$Properties {
            }

            /** Represents a RecordedOffset. */
            class RecordedOffset {

                /**
                 * Constructs a new RecordedOffset.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: flotilla.group.v1.RecordedOffset.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** RecordedOffset partition. */
                partition: number;

                /** RecordedOffset offset. */
                offset: number;

                /** RecordedOffset leaderEpoch. */
                leaderEpoch?: (number|null);

                /** RecordedOffset metadata. */
                metadata: string;

                /** RecordedOffset committedAtMs. */
                committedAtMs: number;

                /**
                 * Encodes the specified RecordedOffset message. Does not implicitly {@link flotilla.group.v1.RecordedOffset.verify|verify} messages.
                 * @param message RecordedOffset message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: flotilla.group.v1.RecordedOffset.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a RecordedOffset message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {flotilla.group.v1.RecordedOffset & flotilla.group.v1.RecordedOffset.$Shape} RecordedOffset
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.group.v1.RecordedOffset & flotilla.group.v1.RecordedOffset.$Shape;
            }

            namespace RecordedOffset {

                /** Properties of a RecordedOffset. */
                interface $Properties {

                    /** RecordedOffset partition */
                    partition?: (number|null);

                    /** RecordedOffset offset */
                    offset?: (number|null);

                    /** RecordedOffset leaderEpoch */
                    leaderEpoch?: (number|null);

                    /** RecordedOffset metadata */
                    metadata?: (string|null);

                    /** RecordedOffset committedAtMs */
                    committedAtMs?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a RecordedOffset. */
                type $Shape = flotilla.group.v1.RecordedOffset.$Properties;
            }
        }
    }
}
