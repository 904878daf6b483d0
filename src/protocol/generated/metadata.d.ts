/* oxlint-disable */
// Generated from metadata.proto by `npm run protocol`; not edited by hand.
// Of the code with sha256 6f6d1f299c5fd95471d489a89aeadb4562e09ef7827a9cb3c895beaae7fa9bd1.
import * as $protobuf from "../protobuf-runtime.js";

/** Namespace flotilla. */
export namespace flotilla {

    /** Namespace metadata. */
    namespace metadata {

        /** Namespace v1. */
        namespace v1 {

            /**
             * Properties of a MetadataRecord.
             * @deprecated Use flotilla.metadata.v1.MetadataRecord.$Properties instead.
             */
            interface IMetadataRecord extends flotilla.metadata.v1.MetadataRecord.$Properties {
            }

            /** Represents a MetadataRecord. */
            class MetadataRecord {

                /**
                 * Constructs a new MetadataRecord.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: flotilla.metadata.v1.MetadataRecord.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** MetadataRecord type. */
                type: number;

                /** MetadataRecord version. */
                version: number;

                /** MetadataRecord body. */
                body: Uint8Array;

                /**
                 * Encodes the specified MetadataRecord message. Does not implicitly {@link flotilla.metadata.v1.MetadataRecord.verify|verify} messages.
                 * @param message MetadataRecord message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: flotilla.metadata.v1.MetadataRecord.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a MetadataRecord message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {flotilla.metadata.v1.MetadataRecord & flotilla.metadata.v1.MetadataRecord.$Shape} MetadataRecord
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.metadata.v1.MetadataRecord & flotilla.metadata.v1.MetadataRecord.$Shape;
            }

            namespace MetadataRecord {

                /** Properties of a MetadataRecord. */
                interface $Properties {

                    /** MetadataRecord type */
                    type?: (number|null);

                    /** MetadataRecord version */
                    version?: (number|null);

                    /** MetadataRecord body */
                    body?: (Uint8Array|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a MetadataRecord. */
                type $Shape = flotilla.metadata.v1.MetadataRecord.$Properties;
            }

            /**
             * Properties of a BrokerRegistered.
             * @deprecated Use flotilla.metadata.v1.BrokerRegistered.$Properties instead.
             */
            interface IBrokerRegistered extends flotilla.metadata.v1.BrokerRegistered.$Properties {
            }

            /** Represents a BrokerRegistered. */
            class BrokerRegistered {

                /**
                 * Constructs a new BrokerRegistered.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: flotilla.metadata.v1.BrokerRegistered.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** BrokerRegistered nodeId. */
                nodeId: number;

                /** BrokerRegistered directoryId. */
                directoryId: Uint8Array;

                /** BrokerRegistered host. */
                host: string;

                /** BrokerRegistered httpPort. */
                httpPort: number;

                /** BrokerRegistered peerPort. */
                peerPort: number;

                /** BrokerRegistered kafkaPort. */
                kafkaPort?: (number|null);

                /**
                 * Encodes the specified BrokerRegistered message. Does not implicitly {@link flotilla.metadata.v1.BrokerRegistered.verify|verify} messages.
                 * @param message BrokerRegistered message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: flotilla.metadata.v1.BrokerRegistered.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a BrokerRegistered message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {flotilla.metadata.v1.BrokerRegistered & flotilla.metadata.v1.BrokerRegistered.$Shape} BrokerRegistered
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.metadata.v1.BrokerRegistered & flotilla.metadata.v1.BrokerRegistered.$Shape;
            }

            namespace BrokerRegistered {

                /** Properties of a BrokerRegistered. */
                interface $Properties {

                    /** BrokerRegistered nodeId */
                    nodeId?: (number|null);

                    /** BrokerRegistered directoryId */
                    directoryId?: (Uint8Array|null);

                    /** BrokerRegistered host */
                    host?: (string|null);

                    /** BrokerRegistered httpPort */
                    httpPort?: (number|null);

                    /** BrokerRegistered peerPort */
                    peerPort?: (number|null);

                    /** BrokerRegistered kafkaPort */
                    kafkaPort?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a BrokerRegistered. */
                type $Shape = flotilla.metadata.v1.BrokerRegistered.$Properties;
            }

            /**
             * Properties of a TopicCreated.
             * @deprecated Use flotilla.metadata.v1.TopicCreated.$Properties instead.
             */
            interface ITopicCreated extends flotilla.metadata.v1.TopicCreated.$Properties {
            }

            /** Represents a TopicCreated. */
            class TopicCreated {

                /**
                 * Constructs a new TopicCreated.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: flotilla.metadata.v1.TopicCreated.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** TopicCreated topicId. */
                topicId: Uint8Array;

                /** TopicCreated name. */
                name: string;

                /** TopicCreated partitions. */
                partitions: flotilla.metadata.v1.PartitionReplicas.$Properties[];

                /** TopicCreated configs. */
                configs: flotilla.metadata.v1.ConfigValue.$Properties[];

                /**
                 * Encodes the specified TopicCreated message. Does not implicitly {@link flotilla.metadata.v1.TopicCreated.verify|verify} messages.
                 * @param message TopicCreated message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: flotilla.metadata.v1.TopicCreated.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a TopicCreated message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {flotilla.metadata.v1.TopicCreated & flotilla.metadata.v1.TopicCreated.$Shape} TopicCreated
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.metadata.v1.TopicCreated & flotilla.metadata.v1.TopicCreated.$Shape;
            }

            namespace TopicCreated {

                /** Properties of a TopicCreated. */
                interface $Properties {

                    /** TopicCreated topicId */
                    topicId?: (Uint8Array|null);

                    /** TopicCreated name */
                    name?: (string|null);

                    /** TopicCreated partitions */
                    partitions?: (flotilla.metadata.v1.PartitionReplicas.$Properties[]|null);

                    /** TopicCreated configs */
                    configs?: (flotilla.metadata.v1.ConfigValue.$Properties[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a TopicCreated. */
                type $Shape = flotilla.metadata.v1.TopicCreated.$Properties;
            }

            /**
             * Properties of a PartitionsAdded.
             * @deprecated Use flotilla.metadata.v1.PartitionsAdded.$Properties instead.
             */
            interface IPartitionsAdded extends flotilla.metadata.v1.PartitionsAdded.$Properties {
            }

            /** Represents a PartitionsAdded. */
            class PartitionsAdded {

                /**
                 * Constructs a new PartitionsAdded.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: flotilla.metadata.v1.PartitionsAdded.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** PartitionsAdded topicId. */
                topicId: Uint8Array;

                /** PartitionsAdded partitions. */
                partitions: flotilla.metadata.v1.PartitionReplicas.$Properties[];

                /**
                 * Encodes the specified PartitionsAdded message. Does not implicitly {@link flotilla.metadata.v1.PartitionsAdded.verify|verify} messages.
                 * @param message PartitionsAdded message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: flotilla.metadata.v1.PartitionsAdded.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a PartitionsAdded message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {flotilla.metadata.v1.PartitionsAdded & flotilla.metadata.v1.PartitionsAdded.$Shape} PartitionsAdded
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.metadata.v1.PartitionsAdded & flotilla.metadata.v1.PartitionsAdded.$Shape;
            }

            namespace PartitionsAdded {

                /** Properties of a PartitionsAdded. */
                interface $Properties {

                    /** PartitionsAdded topicId */
                    topicId?: (Uint8Array|null);

                    /** PartitionsAdded partitions */
                    partitions?: (flotilla.metadata.v1.PartitionReplicas.$Properties[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a PartitionsAdded. */
                type $Shape = flotilla.metadata.v1.PartitionsAdded.$Properties;
            }

            /**
             * Properties of a TopicDeleted.
             * @deprecated Use flotilla.metadata.v1.TopicDeleted.$Properties instead.
             */
            interface ITopicDeleted extends flotilla.metadata.v1.TopicDeleted.$Properties {
            }

            /** Represents a TopicDeleted. */
            class TopicDeleted {

                /**
                 * Constructs a new TopicDeleted.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: flotilla.metadata.v1.TopicDeleted.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** TopicDeleted topicId. */
                topicId: Uint8Array;

                /**
                 * Encodes the specified TopicDeleted message. Does not implicitly {@link flotilla.metadata.v1.TopicDeleted.verify|verify} messages.
                 * @param message TopicDeleted message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: flotilla.metadata.v1.TopicDeleted.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a TopicDeleted message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {flotilla.metadata.v1.TopicDeleted & flotilla.metadata.v1.TopicDeleted.$Shape} TopicDeleted
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.metadata.v1.TopicDeleted & flotilla.metadata.v1.TopicDeleted.$Shape;
            }

            namespace TopicDeleted {

                /** Properties of a TopicDeleted. */
                interface $Properties {

                    /** TopicDeleted topicId */
                    topicId?: (Uint8Array|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a TopicDeleted. */
                type $Shape = flotilla.metadata.v1.TopicDeleted.$Properties;
            }

            /**
             * Properties of a TopicConfigChanged.
             * @deprecated Use flotilla.metadata.v1.TopicConfigChanged.$Properties instead.
             */
            interface ITopicConfigChanged extends flotilla.metadata.v1.TopicConfigChanged.$Properties {
            }

            /** Represents a TopicConfigChanged. */
            class TopicConfigChanged {

                /**
                 * Constructs a new TopicConfigChanged.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: flotilla.metadata.v1.TopicConfigChanged.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** TopicConfigChanged topicId. */
                topicId: Uint8Array;

                /** TopicConfigChanged set. */
                set: flotilla.metadata.v1.ConfigValue.$Properties[];

                /** TopicConfigChanged reset. */
                reset: string[];

                /**
                 * Encodes the specified TopicConfigChanged message. Does not implicitly {@link flotilla.metadata.v1.TopicConfigChanged.verify|verify} messages.
                 * @param message TopicConfigChanged message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: flotilla.metadata.v1.TopicConfigChanged.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a TopicConfigChanged message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {flotilla.metadata.v1.TopicConfigChanged & flotilla.metadata.v1.TopicConfigChanged.$Shape} TopicConfigChanged
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.metadata.v1.TopicConfigChanged & flotilla.metadata.v1.TopicConfigChanged.$Shape;
            }

            namespace TopicConfigChanged {

                /** Properties of a TopicConfigChanged. */
                interface $Properties {

                    /** TopicConfigChanged topicId */
                    topicId?: (Uint8Array|null);

                    /** TopicConfigChanged set */
                    set?: (flotilla.metadata.v1.ConfigValue.$Properties[]|null);

                    /** TopicConfigChanged reset */
                    reset?: (string[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a TopicConfigChanged. */
                type $Shape = flotilla.metadata.v1.TopicConfigChanged.$Properties;
            }

            /**
             * Properties of a ProducerIdsAllocated.
             * @deprecated Use flotilla.metadata.v1.ProducerIdsAllocated.$Properties instead.
             */
            interface IProducerIdsAllocated extends flotilla.metadata.v1.ProducerIdsAllocated.$Properties {
            }

            /** Represents a ProducerIdsAllocated. */
            class ProducerIdsAllocated {

                /**
                 * Constructs a new ProducerIdsAllocated.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: flotilla.metadata.v1.ProducerIdsAllocated.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** ProducerIdsAllocated brokerId. */
                brokerId: number;

                /** ProducerIdsAllocated first. */
                first: number;

                /** ProducerIdsAllocated count. */
                count: number;

                /**
                 * Encodes the specified ProducerIdsAllocated message. Does not implicitly {@link flotilla.metadata.v1.ProducerIdsAllocated.verify|verify} messages.
                 * @param message ProducerIdsAllocated message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: flotilla.metadata.v1.ProducerIdsAllocated.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a ProducerIdsAllocated message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {flotilla.metadata.v1.ProducerIdsAllocated & flotilla.metadata.v1.ProducerIdsAllocated.$Shape} ProducerIdsAllocated
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.metadata.v1.ProducerIdsAllocated & flotilla.metadata.v1.ProducerIdsAllocated.$Shape;
            }

            namespace ProducerIdsAllocated {

                /** Properties of a ProducerIdsAllocated. */
                interface $Properties {

                    /** ProducerIdsAllocated brokerId */
                    brokerId?: (number|null);

                    /** ProducerIdsAllocated first */
                    first?: (number|null);

                    /** ProducerIdsAllocated count */
                    count?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a ProducerIdsAllocated. */
                type $Shape = flotilla.metadata.v1.ProducerIdsAllocated.$Properties;
            }

            /**
             * Properties of a PartitionReplicas.
             * @deprecated Use flotilla.metadata.v1.PartitionReplicas.$Properties instead.
             */
            interface IPartitionReplicas extends flotilla.metadata.v1.PartitionReplicas.$Properties {
            }

            /** Represents a PartitionReplicas. */
            class PartitionReplicas {

                /**
                 * Constructs a new PartitionReplicas.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: flotilla.metadata.v1.PartitionReplicas.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** PartitionReplicas replicas. */
                replicas: flotilla.metadata.v1.ReplicaId.$Properties[];

                /**
                 * Encodes the specified PartitionReplicas message. Does not implicitly {@link flotilla.metadata.v1.PartitionReplicas.verify|verify} messages.
                 * @param message PartitionReplicas message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: flotilla.metadata.v1.PartitionReplicas.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a PartitionReplicas message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {flotilla.metadata.v1.PartitionReplicas & flotilla.metadata.v1.PartitionReplicas.$Shape} PartitionReplicas
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.metadata.v1.PartitionReplicas & flotilla.metadata.v1.PartitionReplicas.$Shape;
            }

            namespace PartitionReplicas {

                /** Properties of a PartitionReplicas. */
                interface $Properties {

                    /** PartitionReplicas replicas */
                    replicas?: (flotilla.metadata.v1.ReplicaId.$Properties[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a PartitionReplicas. */
                type $Shape = flotilla.metadata.v1.PartitionReplicas.$Properties;
            }

            /**
             * Properties of a ReplicaId.
             * @deprecated Use flotilla.metadata.v1.ReplicaId.$Properties instead.
             */
            interface IReplicaId extends flotilla.metadata.v1.ReplicaId.$Properties {
            }

            /** Represents a ReplicaId. */
            class ReplicaId {

                /**
                 * Constructs a new ReplicaId.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: flotilla.metadata.v1.ReplicaId.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** ReplicaId nodeId. */
                nodeId: number;

                /** ReplicaId directoryId. */
                directoryId: Uint8Array;

                /**
                 * Encodes the specified ReplicaId message. Does not implicitly {@link flotilla.metadata.v1.ReplicaId.verify|verify} messages.
                 * @param message ReplicaId message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: flotilla.metadata.v1.ReplicaId.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a ReplicaId message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {flotilla.metadata.v1.ReplicaId & flotilla.metadata.v1.ReplicaId.$Shape} ReplicaId
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.metadata.v1.ReplicaId & flotilla.metadata.v1.ReplicaId.$Shape;
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
                type $Shape = flotilla.metadata.v1.ReplicaId.$Properties;
            }

            /**
             * Properties of a ConfigValue.
             * @deprecated Use flotilla.metadata.v1.ConfigValue.$Properties instead.
             */
            interface IConfigValue extends flotilla.metadata.v1.ConfigValue.$Properties {
            }

            /** Represents a ConfigValue. */
            class ConfigValue {

                /**
                 * Constructs a new ConfigValue.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: flotilla.metadata.v1.ConfigValue.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** ConfigValue name. */
                name: string;

                /** ConfigValue value. */
                value: string;

                /**
                 * Encodes the specified ConfigValue message. Does not implicitly {@link flotilla.metadata.v1.ConfigValue.verify|verify} messages.
                 * @param message ConfigValue message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: flotilla.metadata.v1.ConfigValue.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a ConfigValue message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {flotilla.metadata.v1.ConfigValue & flotilla.metadata.v1.ConfigValue.$Shape} ConfigValue
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.metadata.v1.ConfigValue & flotilla.metadata.v1.ConfigValue.$Shape;
            }

            namespace ConfigValue {

                /** Properties of a ConfigValue. */
                interface $Properties {

                    /** ConfigValue name */
                    name?: (string|null);

                    /** ConfigValue value */
                    value?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a ConfigValue. */
                type $Shape = flotilla.metadata.v1.ConfigValue.$Properties;
            }

            /**
             * Properties of a MetadataSnapshot.
             * @deprecated Use flotilla.metadata.v1.MetadataSnapshot.$Properties instead.
             */
            interface IMetadataSnapshot extends flotilla.metadata.v1.MetadataSnapshot.$Properties {
            }

            /** Represents a MetadataSnapshot. */
            class MetadataSnapshot {

                /**
                 * Constructs a new MetadataSnapshot.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: flotilla.metadata.v1.MetadataSnapshot.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** MetadataSnapshot version. */
                version: number;

                /** MetadataSnapshot brokers. */
                brokers: flotilla.metadata.v1.BrokerRegistered.$Properties[];

                /** MetadataSnapshot topics. */
                topics: flotilla.metadata.v1.TopicCreated.$Properties[];

                /** MetadataSnapshot nextProducerId. */
                nextProducerId: number;

                /**
                 * Encodes the specified MetadataSnapshot message. Does not implicitly {@link flotilla.metadata.v1.MetadataSnapshot.verify|verify} messages.
                 * @param message MetadataSnapshot message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: flotilla.metadata.v1.MetadataSnapshot.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a MetadataSnapshot message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {flotilla.metadata.v1.MetadataSnapshot & flotilla.metadata.v1.MetadataSnapshot.$Shape} MetadataSnapshot
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.metadata.v1.MetadataSnapshot & flotilla.metadata.v1.MetadataSnapshot.$Shape;
            }

            namespace MetadataSnapshot {

                /** Properties of a MetadataSnapshot. */
                interface $Properties {

                    /** MetadataSnapshot version */
                    version?: (number|null);

                    /** MetadataSnapshot brokers */
                    brokers?: (flotilla.metadata.v1.BrokerRegistered.$Properties[]|null);

                    /** MetadataSnapshot topics */
                    topics?: (flotilla.metadata.v1.TopicCreated.$Properties[]|null);

                    /** MetadataSnapshot nextProducerId */
                    nextProducerId?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a MetadataSnapshot. */
                type $Shape = flotilla.metadata.v1.MetadataSnapshot.$Properties;
            }

            /**
             * Properties of a MetadataRequest.
             * @deprecated Use flotilla.metadata.v1.MetadataRequest.$Properties instead.
             */
            interface IMetadataRequest extends flotilla.metadata.v1.MetadataRequest.$Properties {
            }

            /** Represents a MetadataRequest. */
            class MetadataRequest {

                /**
                 * Constructs a new MetadataRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: flotilla.metadata.v1.MetadataRequest.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** MetadataRequest registerBroker. */
                registerBroker?: (flotilla.metadata.v1.BrokerRegistered.$Properties|null);

                /** MetadataRequest createTopic. */
                createTopic?: (flotilla.metadata.v1.CreateTopic.$Properties|null);

                /** MetadataRequest deleteTopic. */
                deleteTopic?: (string|null);

                /** MetadataRequest addPartitions. */
                addPartitions?: (flotilla.metadata.v1.AddPartitions.$Properties|null);

                /** MetadataRequest alterTopicConfig. */
                alterTopicConfig?: (flotilla.metadata.v1.AlterTopicConfig.$Properties|null);

                /** MetadataRequest allocateProducerIds. */
                allocateProducerIds?: (flotilla.metadata.v1.AllocateProducerIds.$Properties|null);

                /** MetadataRequest request. */
                request?: ("registerBroker"|"createTopic"|"deleteTopic"|"addPartitions"|"alterTopicConfig"|"allocateProducerIds");

                /**
                 * Encodes the specified MetadataRequest message. Does not implicitly {@link flotilla.metadata.v1.MetadataRequest.verify|verify} messages.
                 * @param message MetadataRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: flotilla.metadata.v1.MetadataRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a MetadataRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {flotilla.metadata.v1.MetadataRequest & flotilla.metadata.v1.MetadataRequest.$Shape} MetadataRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.metadata.v1.MetadataRequest & flotilla.metadata.v1.MetadataRequest.$Shape;
            }

            namespace MetadataRequest {

                /** Properties of a MetadataRequest. */
                interface $Properties {

                    /** MetadataRequest registerBroker */
                    registerBroker?: (flotilla.metadata.v1.BrokerRegistered.$Properties|null);

                    /** MetadataRequest createTopic */
                    createTopic?: (flotilla.metadata.v1.CreateTopic.$Properties|null);

                    /** MetadataRequest deleteTopic */
                    deleteTopic?: (string|null);

                    /** MetadataRequest addPartitions */
                    addPartitions?: (flotilla.metadata.v1.AddPartitions.$Properties|null);

                    /** MetadataRequest alterTopicConfig */
                    alterTopicConfig?: (flotilla.metadata.v1.AlterTopicConfig.$Properties|null);

                    /** MetadataRequest allocateProducerIds */
                    allocateProducerIds?: (flotilla.metadata.v1.AllocateProducerIds.$Properties|null);

                    /** MetadataRequest request */
                    request?: ("registerBroker"|"createTopic"|"deleteTopic"|"addPartitions"|"alterTopicConfig"|"allocateProducerIds");

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Narrowed shape of a MetadataRequest. */
                type $Shape = {
                  registerBroker?: flotilla.metadata.v1.BrokerRegistered.$Shape|null;
                  createTopic?: flotilla.metadata.v1.CreateTopic.$Shape|null;
                  deleteTopic?: string|null;
                  addPartitions?: flotilla.metadata.v1.AddPartitions.$Shape|null;
                  alterTopicConfig?: flotilla.metadata.v1.AlterTopicConfig.$Shape|null;
                  allocateProducerIds?: flotilla.metadata.v1.AllocateProducerIds.$Shape|null;
                  $unknowns?: Uint8Array[];
                } & (
                  ({ request?: undefined; registerBroker?: null; createTopic?: null; deleteTopic?: null; addPartitions?: null; alterTopicConfig?: null; allocateProducerIds?: null }|{ request?: "registerBroker"; registerBroker: flotilla.metadata.v1.BrokerRegistered.$Shape; createTopic?: null; deleteTopic?: null; addPartitions?: null; alterTopicConfig?: null; allocateProducerIds?: null }|{ request?: "createTopic"; registerBroker?: null; createTopic: flotilla.metadata.v1.CreateTopic.$Shape; deleteTopic?: null; addPartitions?: null; alterTopicConfig?: null; allocateProducerIds?: null }|{ request?: "deleteTopic"; registerBroker?: null; createTopic?: null; deleteTopic: string; addPartitions?: null; alterTopicConfig?: null; allocateProducerIds?: null }|{ request?: "addPartitions"; registerBroker?: null; createTopic?: null; deleteTopic?: null; addPartitions: flotilla.metadata.v1.AddPartitions.$Shape; alterTopicConfig?: null; allocateProducerIds?: null }|{ request?: "alterTopicConfig"; registerBroker?: null; createTopic?: null; deleteTopic?: null; addPartitions?: null; alterTopicConfig: flotilla.metadata.v1.AlterTopicConfig.$Shape; allocateProducerIds?: null }|{ request?: "allocateProducerIds"; registerBroker?: null; createTopic?: null; deleteTopic?: null; addPartitions?: null; alterTopicConfig?: null; allocateProducerIds: flotilla.metadata.v1.AllocateProducerIds.$Shape })
                );
            }

            /**
             * Properties of a CreateTopic.
             * @deprecated Use flotilla.metadata.v1.CreateTopic.$Properties instead.
             */
            interface ICreateTopic extends flotilla.metadata.v1.CreateTopic.$Properties {
            }

            /** Represents a CreateTopic. */
            class CreateTopic {

                /**
                 * Constructs a new CreateTopic.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: flotilla.metadata.v1.CreateTopic.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** CreateTopic topicId. */
                topicId: Uint8Array;

                /** CreateTopic name. */
                name: string;

                /** CreateTopic partitionCount. */
                partitionCount?: (number|null);

                /** CreateTopic replicationFactor. */
                replicationFactor?: (number|null);

                /** CreateTopic configs. */
                configs: flotilla.metadata.v1.ConfigValue.$Properties[];

                /** CreateTopic validateOnly. */
                validateOnly: boolean;

                /** CreateTopic isInternal. */
                isInternal: boolean;

                /** CreateTopic placed. */
                placed: flotilla.metadata.v1.PlacedByHand.$Properties[];

                /**
                 * Encodes the specified CreateTopic message. Does not implicitly {@link flotilla.metadata.v1.CreateTopic.verify|verify} messages.
                 * @param message CreateTopic message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: flotilla.metadata.v1.CreateTopic.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a CreateTopic message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {flotilla.metadata.v1.CreateTopic & flotilla.metadata.v1.CreateTopic.$Shape} CreateTopic
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.metadata.v1.CreateTopic & flotilla.metadata.v1.CreateTopic.$Shape;
            }

            namespace CreateTopic {

                /** Properties of a CreateTopic. */
                interface $Properties {

                    /** CreateTopic topicId */
                    topicId?: (Uint8Array|null);

                    /** CreateTopic name */
                    name?: (string|null);

                    /** CreateTopic partitionCount */
                    partitionCount?: (number|null);

                    /** CreateTopic replicationFactor */
                    replicationFactor?: (number|null);

                    /** CreateTopic configs */
                    configs?: (flotilla.metadata.v1.ConfigValue.$Properties[]|null);

                    /** CreateTopic validateOnly */
                    validateOnly?: (boolean|null);

                    /** CreateTopic isInternal */
                    isInternal?: (boolean|null);

                    /** CreateTopic placed */
                    placed?: (flotilla.metadata.v1.PlacedByHand.$Properties[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a CreateTopic. */
                type $Shape = flotilla.metadata.v1.CreateTopic.$Properties;
            }

            /**
             * Properties of an AddPartitions.
             * @deprecated Use flotilla.metadata.v1.AddPartitions.$Properties instead.
             */
            interface IAddPartitions extends flotilla.metadata.v1.AddPartitions.$Properties {
            }

            /** Represents an AddPartitions. */
            class AddPartitions {

                /**
                 * Constructs a new AddPartitions.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: flotilla.metadata.v1.AddPartitions.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** AddPartitions name. */
                name: string;

                /** AddPartitions partitionCount. */
                partitionCount: number;

                /** AddPartitions placed. */
                placed: flotilla.metadata.v1.PlacedByHand.$Properties[];

                /** AddPartitions validateOnly. */
                validateOnly: boolean;

                /**
                 * Encodes the specified AddPartitions message. Does not implicitly {@link flotilla.metadata.v1.AddPartitions.verify|verify} messages.
                 * @param message AddPartitions message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: flotilla.metadata.v1.AddPartitions.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an AddPartitions message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {flotilla.metadata.v1.AddPartitions & flotilla.metadata.v1.AddPartitions.$Shape} AddPartitions
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.metadata.v1.AddPartitions & flotilla.metadata.v1.AddPartitions.$Shape;
            }

            namespace AddPartitions {

                /** Properties of an AddPartitions. */
                interface $Properties {

                    /** AddPartitions name */
                    name?: (string|null);

                    /** AddPartitions partitionCount */
                    partitionCount?: (number|null);

                    /** AddPartitions placed */
                    placed?: (flotilla.metadata.v1.PlacedByHand.$Properties[]|null);

                    /** AddPartitions validateOnly */
                    validateOnly?: (boolean|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an AddPartitions. */
                type $Shape = flotilla.metadata.v1.AddPartitions.$Properties;
            }

            /**
             * Properties of a PlacedByHand.
             * @deprecated Use flotilla.metadata.v1.PlacedByHand.$Properties instead.
             */
            interface IPlacedByHand extends flotilla.metadata.v1.PlacedByHand.$Properties {
            }

            /** Represents a PlacedByHand. */
            class PlacedByHand {

                /**
                 * Constructs a new PlacedByHand.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: flotilla.metadata.v1.PlacedByHand.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** PlacedByHand nodeIds. */
                nodeIds: number[];

                /**
                 * Encodes the specified PlacedByHand message. Does not implicitly {@link flotilla.metadata.v1.PlacedByHand.verify|verify} messages.
                 * @param message PlacedByHand message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: flotilla.metadata.v1.PlacedByHand.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a PlacedByHand message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {flotilla.metadata.v1.PlacedByHand & flotilla.metadata.v1.PlacedByHand.$Shape} PlacedByHand
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.metadata.v1.PlacedByHand & flotilla.metadata.v1.PlacedByHand.$Shape;
            }

            namespace PlacedByHand {

                /** Properties of a PlacedByHand. */
                interface $Properties {

                    /** PlacedByHand nodeIds */
                    nodeIds?: (number[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a PlacedByHand. */
                type $Shape = flotilla.metadata.v1.PlacedByHand.$Properties;
            }

            /**
             * Properties of an AlterTopicConfig.
             * @deprecated Use flotilla.metadata.v1.AlterTopicConfig.$Properties instead.
             */
            interface IAlterTopicConfig extends flotilla.metadata.v1.AlterTopicConfig.$Properties {
            }

            /** Represents an AlterTopicConfig. */
            class AlterTopicConfig {

                /**
                 * Constructs a new AlterTopicConfig.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: flotilla.metadata.v1.AlterTopicConfig.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** AlterTopicConfig name. */
                name: string;

                /** AlterTopicConfig set. */
                set: flotilla.metadata.v1.ConfigValue.$Properties[];

                /** AlterTopicConfig reset. */
                reset: string[];

                /**
                 * Encodes the specified AlterTopicConfig message. Does not implicitly {@link flotilla.metadata.v1.AlterTopicConfig.verify|verify} messages.
                 * @param message AlterTopicConfig message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: flotilla.metadata.v1.AlterTopicConfig.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an AlterTopicConfig message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {flotilla.metadata.v1.AlterTopicConfig & flotilla.metadata.v1.AlterTopicConfig.$Shape} AlterTopicConfig
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.metadata.v1.AlterTopicConfig & flotilla.metadata.v1.AlterTopicConfig.$Shape;
            }

            namespace AlterTopicConfig {

                /** Properties of an AlterTopicConfig. */
                interface $Properties {

                    /** AlterTopicConfig name */
                    name?: (string|null);

                    /** AlterTopicConfig set */
                    set?: (flotilla.metadata.v1.ConfigValue.$Properties[]|null);

                    /** AlterTopicConfig reset */
                    reset?: (string[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an AlterTopicConfig. */
                type $Shape = flotilla.metadata.v1.AlterTopicConfig.$Properties;
            }

            /**
             * Properties of an AllocateProducerIds.
             * @deprecated Use flotilla.metadata.v1.AllocateProducerIds.$Properties instead.
             */
            interface IAllocateProducerIds extends flotilla.metadata.v1.AllocateProducerIds.$Properties {
            }

            /** Represents an AllocateProducerIds. */
            class AllocateProducerIds {

                /**
                 * Constructs a new AllocateProducerIds.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: flotilla.metadata.v1.AllocateProducerIds.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** AllocateProducerIds brokerId. */
                brokerId: number;

                /**
                 * Encodes the specified AllocateProducerIds message. Does not implicitly {@link flotilla.metadata.v1.AllocateProducerIds.verify|verify} messages.
                 * @param message AllocateProducerIds message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: flotilla.metadata.v1.AllocateProducerIds.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an AllocateProducerIds message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {flotilla.metadata.v1.AllocateProducerIds & flotilla.metadata.v1.AllocateProducerIds.$Shape} AllocateProducerIds
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.metadata.v1.AllocateProducerIds & flotilla.metadata.v1.AllocateProducerIds.$Shape;
            }

            namespace AllocateProducerIds {

                /** Properties of an AllocateProducerIds. */
                interface $Properties {

                    /** AllocateProducerIds brokerId */
                    brokerId?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an AllocateProducerIds. */
                type $Shape = flotilla.metadata.v1.AllocateProducerIds.$Properties;
            }

            /**
             * Properties of a MetadataResponse.
             * @deprecated Use flotilla.metadata.v1.MetadataResponse.$Properties instead.
             */
            interface IMetadataResponse extends flotilla.metadata.v1.MetadataResponse.$Properties {
            }

            /** Represents a MetadataResponse. */
            class MetadataResponse {

                /**
                 * Constructs a new MetadataResponse.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: flotilla.metadata.v1.MetadataResponse.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** MetadataResponse done. */
                done?: (flotilla.metadata.v1.Done.$Properties|null);

                /** MetadataResponse topicCreated. */
                topicCreated?: (flotilla.metadata.v1.TopicCreatedResponse.$Properties|null);

                /** MetadataResponse producerIdsAllocated. */
                producerIdsAllocated?: (flotilla.metadata.v1.ProducerIdsAllocated.$Properties|null);

                /** MetadataResponse response. */
                response?: ("done"|"topicCreated"|"producerIdsAllocated");

                /**
                 * Encodes the specified MetadataResponse message. Does not implicitly {@link flotilla.metadata.v1.MetadataResponse.verify|verify} messages.
                 * @param message MetadataResponse message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: flotilla.metadata.v1.MetadataResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a MetadataResponse message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {flotilla.metadata.v1.MetadataResponse & flotilla.metadata.v1.MetadataResponse.$Shape} MetadataResponse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.metadata.v1.MetadataResponse & flotilla.metadata.v1.MetadataResponse.$Shape;
            }

            namespace MetadataResponse {

                /** Properties of a MetadataResponse. */
                interface $Properties {

                    /** MetadataResponse done */
                    done?: (flotilla.metadata.v1.Done.$Properties|null);

                    /** MetadataResponse topicCreated */
                    topicCreated?: (flotilla.metadata.v1.TopicCreatedResponse.$Properties|null);

                    /** MetadataResponse producerIdsAllocated */
                    producerIdsAllocated?: (flotilla.metadata.v1.ProducerIdsAllocated.$Properties|null);

                    /** MetadataResponse response */
                    response?: ("done"|"topicCreated"|"producerIdsAllocated");

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Narrowed shape of a MetadataResponse. */
                type $Shape = {
                  done?: flotilla.metadata.v1.Done.$Shape|null;
                  topicCreated?: flotilla.metadata.v1.TopicCreatedResponse.$Shape|null;
                  producerIdsAllocated?: flotilla.metadata.v1.ProducerIdsAllocated.$Shape|null;
                  $unknowns?: Uint8Array[];
                } & (
                  ({ response?: undefined; done?: null; topicCreated?: null; producerIdsAllocated?: null }|{ response?: "done"; done: flotilla.metadata.v1.Done.$Shape; topicCreated?: null; producerIdsAllocated?: null }|{ response?: "topicCreated"; done?: null; topicCreated: flotilla.metadata.v1.TopicCreatedResponse.$Shape; producerIdsAllocated?: null }|{ response?: "producerIdsAllocated"; done?: null; topicCreated?: null; producerIdsAllocated: flotilla.metadata.v1.ProducerIdsAllocated.$Shape })
                );
            }

            /**
             * Properties of a Done.
             * @deprecated Use flotilla.metadata.v1.Done.$Properties instead.
             */
            interface IDone extends flotilla.metadata.v1.Done.$Properties {
            }

            /** Represents a Done. */
            class Done {

                /**
                 * Constructs a new Done.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: flotilla.metadata.v1.Done.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /**
                 * Encodes the specified Done message. Does not implicitly {@link flotilla.metadata.v1.Done.verify|verify} messages.
                 * @param message Done message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: flotilla.metadata.v1.Done.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Done message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {flotilla.metadata.v1.Done & flotilla.metadata.v1.Done.$Shape} Done
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.metadata.v1.Done & flotilla.metadata.v1.Done.$Shape;
            }

            namespace Done {

                /** Properties of a Done. */
                interface $Properties {

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Done. */
                type $Shape = flotilla.metadata.v1.Done.$Properties;
            }

            /**
             * Properties of a TopicCreatedResponse.
             * @deprecated Use flotilla.metadata.v1.TopicCreatedResponse.$Properties instead.
             */
            interface ITopicCreatedResponse extends flotilla.metadata.v1.TopicCreatedResponse.$Properties {
            }

            /** Represents a TopicCreatedResponse. */
            class TopicCreatedResponse {

                /**
                 * Constructs a new TopicCreatedResponse.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: flotilla.metadata.v1.TopicCreatedResponse.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** TopicCreatedResponse name. */
                name: string;

                /** TopicCreatedResponse topicId. */
                topicId: Uint8Array;

                /** TopicCreatedResponse partitionCount. */
                partitionCount: number;

                /** TopicCreatedResponse replicationFactor. */
                replicationFactor: number;

                /** TopicCreatedResponse warnings. */
                warnings: string[];

                /**
                 * Encodes the specified TopicCreatedResponse message. Does not implicitly {@link flotilla.metadata.v1.TopicCreatedResponse.verify|verify} messages.
                 * @param message TopicCreatedResponse message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: flotilla.metadata.v1.TopicCreatedResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a TopicCreatedResponse message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {flotilla.metadata.v1.TopicCreatedResponse & flotilla.metadata.v1.TopicCreatedResponse.$Shape} TopicCreatedResponse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flotilla.metadata.v1.TopicCreatedResponse & flotilla.metadata.v1.TopicCreatedResponse.$Shape;
            }

            namespace TopicCreatedResponse {

                /** Properties of a TopicCreatedResponse. */
                interface $Properties {

                    /** TopicCreatedResponse name */
                    name?: (string|null);

                    /** TopicCreatedResponse topicId */
                    topicId?: (Uint8Array|null);

                    /** TopicCreatedResponse partitionCount */
                    partitionCount?: (number|null);

                    /** TopicCreatedResponse replicationFactor */
                    replicationFactor?: (number|null);

                    /** TopicCreatedResponse warnings */
                    warnings?: (string[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a TopicCreatedResponse. */
                type $Shape = flotilla.metadata.v1.TopicCreatedResponse.$Properties;
            }
        }
    }
}
