// Generated from group.proto by `npm run protocol`; not edited by hand.
import { messagesOf } from '../messages.ts';

const messages = messagesOf(`
  GroupRequest join:1:request/JoinGroup sync:2:request/SyncGroup heartbeat:3:request/MemberIdentity leave:4:request/LeaveGroup commitOffsets:5:request/CommitOffsets fetchOffsets:6:request/FetchOffsets describe:7:request/DescribeGroups list:8:request/ListGroups delete:9:request/DeleteGroups deleteOffsets:10:request/DeleteOffsets
  GroupResponse join:1:response/GroupJoined sync:2:response/GroupSynced heartbeat:3:response/HeartbeatHeard leave:4:response/GroupLeft commitOffsets:5:response/OffsetsCommitted fetchOffsets:6:response/OffsetsFetched describe:7:response/GroupsDescribed list:8:response/GroupsListed delete:9:response/GroupsDeleted deleteOffsets:10:response/OffsetsDeleted
  MemberIdentity groupId:1:string generationId:2:sint32 memberId:3:string groupInstanceId:4:?string
  TopicPartition topic:1:string partition:2:int32
  PartitionOutcome topic:1:string partition:2:int32 error:3:?string
  JoinGroup groupId:1:string memberId:2:string groupInstanceId:3:?string clientId:4:string clientHost:5:string sessionTimeoutMs:6:int32 rebalanceTimeoutMs:7:int32 protocolType:8:string protocols:9:*GroupProtocol requiresKnownMemberId:10:bool reason:11:?string
  GroupProtocol name:1:string metadata:2:bytes
  GroupJoined isMemberIdRequired:1:bool memberId:2:string generationId:3:sint32 protocolType:4:string protocolName:5:string leader:6:string skipAssignment:7:bool members:8:*JoinedMember
  JoinedMember memberId:1:string groupInstanceId:2:?string metadata:3:bytes
  SyncGroup member:1:MemberIdentity protocolType:2:?string protocolName:3:?string assignments:4:*MemberAssignment
  MemberAssignment memberId:1:string assignment:2:bytes
  GroupSynced protocolType:1:string protocolName:2:string assignment:3:bytes
  HeartbeatHeard
  LeaveGroup groupId:1:string members:2:*LeavingMember
  LeavingMember memberId:1:string groupInstanceId:2:?string reason:3:?string
  GroupLeft members:1:*LeftMember
  LeftMember memberId:1:string groupInstanceId:2:?string error:3:?string
  CommitOffsets member:1:MemberIdentity offsets:2:*OffsetToCommit
  OffsetToCommit topic:1:string partition:2:int32 offset:3:sint64 leaderEpoch:4:?int32 metadata:5:string
  OffsetsCommitted partitions:1:*PartitionOutcome
  FetchOffsets groupId:1:string memberId:2:?string generationId:3:?sint32 all:4:bool partitions:5:*TopicPartition
  OffsetsFetched offsets:1:*CommittedOffset
  CommittedOffset topic:1:string partition:2:int32 offset:3:?uint64 leaderEpoch:4:?int32 metadata:5:string
  DescribeGroups groupIds:1:*string
  GroupsDescribed groups:1:*GroupDescription
  GroupDescription groupId:1:string error:2:?string state:3:string generationId:4:sint32 protocolType:5:string protocolName:6:string members:7:*MemberDescription
  MemberDescription memberId:1:string groupInstanceId:2:?string clientId:3:string clientHost:4:string metadata:5:bytes assignment:6:bytes
  ListGroups all:1:bool states:2:*string
  GroupsListed groups:1:*GroupListing
  GroupListing groupId:1:string protocolType:2:string state:3:string
  DeleteGroups groupIds:1:*string
  GroupsDeleted groups:1:*GroupOutcome
  GroupOutcome groupId:1:string error:2:?string
  DeleteOffsets groupId:1:string partitions:2:*TopicPartition
  OffsetsDeleted partitions:1:*PartitionOutcome
  GroupSnapshot version:1:uint32 generations:2:*Generation offsets:3:*OffsetsOfGroup
  Generation groupId:1:string value:2:bytes
  OffsetsOfGroup groupId:1:string topics:2:*OffsetsOfTopic
  OffsetsOfTopic topic:1:string partitions:2:*RecordedOffset
  RecordedOffset partition:1:int32 offset:2:uint64 leaderEpoch:3:?int32 metadata:4:string committedAtMs:5:uint64
`);

export const flotilla = { group: { v1: messages } };
