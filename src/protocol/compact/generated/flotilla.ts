// Generated from flotilla.proto by `npm run protocol`; not edited by hand.
import { messagesOf } from '../messages.ts';

const messages = messagesOf(`
  ClientFrame correlationId:1:uint32 hello:2:request/HelloRequest describeCluster:3:request/DescribeClusterRequest describeTopics:4:request/DescribeTopicsRequest produce:5:request/ProduceRequest fetch:6:request/FetchRequest listOffsets:7:request/ListOffsetsRequest createTopic:8:request/CreateTopicRequest deleteTopic:9:request/DeleteTopicRequest addPartitions:10:request/AddPartitionsRequest describeTopicConfig:11:request/DescribeTopicConfigRequest alterTopicConfig:12:request/AlterTopicConfigRequest describePartition:13:request/DescribePartitionRequest transferLeadership:14:request/TransferLeadershipRequest clusterHealth:15:request/ClusterHealthRequest initProducerId:16:request/Empty subscribe:17:request/SubscribeRequest addCredit:18:request/AddCredit unsubscribe:19:request/UnsubscribeRequest group:20:request/bytes findCoordinator:21:request/FindCoordinatorRequest
  ServerFrame correlationId:1:uint32 hello:2:response/HelloResponse describeCluster:3:response/DescribeClusterResponse describeTopics:4:response/DescribeTopicsResponse produce:5:response/ProduceResponse fetch:6:response/FetchResponse listOffsets:7:response/ListOffsetsResponse createTopic:8:response/CreateTopicResponse deleteTopic:9:response/Empty addPartitions:10:response/Empty describeTopicConfig:11:response/DescribeTopicConfigResponse alterTopicConfig:12:response/Empty describePartition:13:response/DescribePartitionResponse transferLeadership:14:response/Empty clusterHealth:15:response/ClusterHealthResponse initProducerId:16:response/InitProducerIdResponse subscribe:17:response/SubscribeResponse unsubscribe:19:response/Empty group:20:response/bytes findCoordinator:21:response/Broker subscribedRecords:40:response/SubscribedRecords subscriptionEnded:41:response/SubscriptionEnded draining:42:response/Draining subscriptionStalled:43:response/SubscriptionStalled error:48:response/ErrorResponse
  Empty
  ErrorResponse code:1:int32 name:2:string message:3:string retriable:4:bool logRange:5:LogRange
  LogRange startOffset:1:uint64 endOffset:2:uint64 truncatedTo:3:?uint64
  HelloRequest clientName:1:string clientVersion:2:string protocolVersionMin:3:uint32 protocolVersionMax:4:uint32
  HelloResponse protocolVersion:1:uint32 serverVersion:2:string clusterId:3:string nodeId:4:uint32 features:5:*string limits:6:Limits
  Limits frameBytesMax:1:uint32 requestBytesMax:2:uint32 requestsInFlightMax:3:uint32 bytesInFlightMax:4:uint32 fetchesInFlightMax:5:uint32 fetchBytesMax:6:uint32 waitMsMax:7:uint32 subscriptionsMax:8:uint32
  DescribeClusterRequest
  DescribeClusterResponse clusterId:1:string nodeId:2:uint32 controller:3:?uint32 brokers:4:*Broker
  Broker nodeId:1:uint32 host:2:string httpPort:3:uint32 peerPort:4:uint32 isConnected:5:bool
  DescribeTopicsRequest all:1:bool names:2:*string
  DescribeTopicsResponse topics:1:*Topic
  Topic name:1:string topicId:2:?string error:3:TopicError partitions:4:*PartitionLeadership
  TopicError name:1:string message:2:string
  PartitionLeadership partition:1:uint32 leader:2:?uint32 leaderEpoch:3:uint32 replicas:4:*uint32 inSyncReplicas:5:*uint32
  ProduceRequest topic:1:string partition:2:int32 acks:3:int32 timeoutMs:4:uint32 records:15:bytes
  ProduceResponse baseOffset:1:uint64 lastOffset:2:uint64 leaderEpoch:3:uint32 logAppendTimeMs:4:sint64 logStartOffset:5:uint64 waitedFor:6:int32
  FetchRequest topic:1:string partition:2:int32 offset:3:int64 bytesMin:4:uint32 bytesMax:5:uint32 waitMsMax:6:uint32 lastFetchedEpoch:7:?uint32
  FetchResponse highWatermark:1:uint64 logStartOffset:2:uint64 leaderEpoch:3:uint32 records:15:bytes
  ListOffsetsRequest topic:1:string partition:2:int32 earliest:3:at/Empty latest:4:at/Empty timestampMs:5:at/int64
  ListOffsetsResponse offset:1:?uint64 timestampMs:2:?int64 leaderEpoch:3:uint32
  CreateTopicRequest name:1:string partitionCount:2:?int32 replicationFactor:3:?int32 configs:4:{string validateOnly:5:bool
  CreateTopicResponse name:1:string topicId:2:string partitionCount:3:uint32 replicationFactor:4:uint32 warnings:5:*string
  DeleteTopicRequest name:1:string
  AddPartitionsRequest name:1:string partitionCount:2:int32
  DescribeTopicConfigRequest name:1:string
  DescribeTopicConfigResponse entries:1:*ConfigEntry
  ConfigEntry name:1:string value:2:string source:3:int32 documentation:4:string hasEffect:5:bool
  AlterTopicConfigRequest name:1:string set:2:{string reset:3:*string
  DescribePartitionRequest topic:1:string partition:2:int32
  DescribePartitionResponse topic:1:string partition:2:uint32 topicId:3:string leader:4:?uint32 leaderEpoch:5:uint32 replicas:6:*ReplicaDescription
  ReplicaDescription nodeId:1:uint32 state:2:answer/ReplicaState unreachableReason:3:answer/string
  ReplicaState role:1:int32 term:2:uint32 votedFor:3:?uint32 leader:4:?uint32 logStartOffset:5:uint64 logEnd:6:Position syncedEnd:7:Position commitIndex:8:Position highWatermark:9:uint64 fault:10:?string followers:11:*FollowerProgress
  Position nextOffset:1:uint64 ordinal:2:uint32
  FollowerProgress nodeId:1:uint32 progress:2:int32 match:3:Position next:4:Position inFlightBytes:5:uint64 lag:6:uint64 lastContactMs:7:?double isInSync:8:bool
  TransferLeadershipRequest topic:1:string partition:2:int32 to:3:uint32
  ClusterHealthRequest
  ClusterHealthResponse isHealthy:1:bool reasons:2:*string brokersConnected:3:uint32 brokersKnown:4:uint32 partitions:5:uint32 partitionsWithoutLeader:6:uint32 partitionsUnderReplicated:7:uint32
  InitProducerIdResponse producerId:1:uint64 producerEpoch:2:uint32
  FindCoordinatorRequest groupId:1:string
  SubscribeRequest topic:1:string partition:2:int32 offset:3:start/int64 earliest:4:start/Empty latest:5:start/Empty lastEpoch:6:?uint32 creditBytes:7:uint32 creditRecords:8:uint32 topicId:9:?string tellStalls:10:bool
  SubscribeResponse startOffset:1:uint64 continuity:2:int32 gapFrom:3:uint64 gapTo:4:uint64 highWatermark:5:uint64 logStartOffset:6:uint64 leaderEpoch:7:uint32 topicId:8:string
  AddCredit subscription:1:uint32 bytes:2:uint32 records:3:uint32
  UnsubscribeRequest subscription:1:uint32
  SubscribedRecords highWatermark:1:uint64 logStartOffset:2:uint64 leaderEpoch:3:uint32 continuity:4:int32 gapFrom:5:uint64 gapTo:6:uint64 records:15:bytes
  SubscriptionEnded error:1:ErrorResponse nextOffset:2:uint64
  SubscriptionStalled error:1:ErrorResponse stalledMs:2:uint32
  Draining withinMs:1:uint32
`);

export const flotilla = { v1: messages };
