/* oxlint-disable */
// Generated from peer.proto by `npm run protocol`; not edited by hand.
/*eslint-disable block-scoped-var, id-length, no-control-regex, no-magic-numbers, no-mixed-operators, no-prototype-builtins, no-redeclare, no-shadow, no-var, sort-vars, default-case, jsdoc/require-param*/
import $protobuf from "../protobuf-runtime.js";

const $Reader = $protobuf.Reader, $Writer = $protobuf.Writer, $util = $protobuf.util;
const $Object = $util.global.Object, $undefined = $util.global.undefined, $Error = $util.global.Error, $RangeError = $util.global.RangeError;

const $root = $protobuf.roots["peer"] || ($protobuf.roots["peer"] = {});

export const flotilla = $root.flotilla = (() => {

    const flotilla = {};

    flotilla.peer = (function() {

        const peer = {};

        peer.v1 = (function() {

            const v1 = {};

            v1.PeerFrame = (function() {

                const PeerFrame = function (properties) {
                    this.messages = [];
                    this.leadership = [];
                    this.requests = [];
                    this.responses = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                PeerFrame.prototype.messages = $util.emptyArray;
                PeerFrame.prototype.leadership = $util.emptyArray;
                PeerFrame.prototype.requests = $util.emptyArray;
                PeerFrame.prototype.responses = $util.emptyArray;
                PeerFrame.prototype.beats = null;
                PeerFrame.prototype.beatAnswer = null;

                PeerFrame.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.messages != null && message.messages.length)
                        for (let i = 0; i < message.messages.length; ++i)
                            $root.flotilla.peer.v1.GroupMessage.encode(message.messages[i], writer.uint32(10).fork(), _depth + 1).ldelim();
                    if (message.leadership != null && message.leadership.length)
                        for (let i = 0; i < message.leadership.length; ++i)
                            $root.flotilla.peer.v1.LeadershipUpdate.encode(message.leadership[i], writer.uint32(18).fork(), _depth + 1).ldelim();
                    if (message.requests != null && message.requests.length)
                        for (let i = 0; i < message.requests.length; ++i)
                            $root.flotilla.peer.v1.Exchange.encode(message.requests[i], writer.uint32(26).fork(), _depth + 1).ldelim();
                    if (message.responses != null && message.responses.length)
                        for (let i = 0; i < message.responses.length; ++i)
                            $root.flotilla.peer.v1.Exchange.encode(message.responses[i], writer.uint32(34).fork(), _depth + 1).ldelim();
                    if (message.beats != null && $Object.hasOwnProperty.call(message, "beats"))
                        $root.flotilla.peer.v1.Beats.encode(message.beats, writer.uint32(42).fork(), _depth + 1).ldelim();
                    if (message.beatAnswer != null && $Object.hasOwnProperty.call(message, "beatAnswer"))
                        $root.flotilla.peer.v1.BeatAnswer.encode(message.beatAnswer, writer.uint32(50).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                PeerFrame.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.flotilla.peer.v1.PeerFrame();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.messages && message.messages.length))
                                    message.messages = [];
                                message.messages.push($root.flotilla.peer.v1.GroupMessage.decode(reader, reader.size(), $undefined, _depth + 1));
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.leadership && message.leadership.length))
                                    message.leadership = [];
                                message.leadership.push($root.flotilla.peer.v1.LeadershipUpdate.decode(reader, reader.size(), $undefined, _depth + 1));
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.requests && message.requests.length))
                                    message.requests = [];
                                message.requests.push($root.flotilla.peer.v1.Exchange.decode(reader, reader.size(), $undefined, _depth + 1));
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.responses && message.responses.length))
                                    message.responses = [];
                                message.responses.push($root.flotilla.peer.v1.Exchange.decode(reader, reader.size(), $undefined, _depth + 1));
                                continue;
                            }
                        case 5: {
                                if (wireType !== 2)
                                    break;
                                message.beats = $root.flotilla.peer.v1.Beats.decode(reader, reader.size(), $undefined, _depth + 1, message.beats);
                                continue;
                            }
                        case 6: {
                                if (wireType !== 2)
                                    break;
                                message.beatAnswer = $root.flotilla.peer.v1.BeatAnswer.decode(reader, reader.size(), $undefined, _depth + 1, message.beatAnswer);
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return PeerFrame;
            })();

            v1.Beats = (function() {

                const Beats = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                Beats.prototype.sequence = 0;
                Beats.prototype.groups = $util.newBuffer([]);

                Beats.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.sequence != null && $Object.hasOwnProperty.call(message, "sequence") && message.sequence !== 0)
                        writer.uint32(8).uint32(message.sequence);
                    if (message.groups != null && $Object.hasOwnProperty.call(message, "groups") && message.groups.length)
                        writer.uint32(18).bytes(message.groups);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                Beats.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.flotilla.peer.v1.Beats();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.sequence = value;
                                else
                                    delete message.sequence;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.groups = value;
                                else
                                    delete message.groups;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return Beats;
            })();

            v1.BeatAnswer = (function() {

                const BeatAnswer = function (properties) {
                    this.refused = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                BeatAnswer.prototype.sequence = 0;
                BeatAnswer.prototype.refused = $util.emptyArray;

                BeatAnswer.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.sequence != null && $Object.hasOwnProperty.call(message, "sequence") && message.sequence !== 0)
                        writer.uint32(8).uint32(message.sequence);
                    if (message.refused != null && message.refused.length)
                        writer.uint32(18).uint32s(message.refused);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                BeatAnswer.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.flotilla.peer.v1.BeatAnswer();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.sequence = value;
                                else
                                    delete message.sequence;
                                continue;
                            }
                        case 2: {
                                if (wireType === 2) {
                                    if (!(message.refused && message.refused.length))
                                        message.refused = [];
                                    reader.uint32s(message.refused);
                                    continue;
                                }
                                if (wireType !== 0)
                                    break;
                                if (!(message.refused && message.refused.length))
                                    message.refused = [];
                                message.refused.push(reader.uint32());
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return BeatAnswer;
            })();

            v1.Exchange = (function() {

                const Exchange = function (properties) {
                    this.payloadSizes = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                Exchange.prototype.id = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
                Exchange.prototype.body = $util.newBuffer([]);
                Exchange.prototype.payloadSizes = $util.emptyArray;

                Exchange.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.id != null && $Object.hasOwnProperty.call(message, "id") && (typeof message.id === "object" ? message.id.low || message.id.high : message.id !== 0))
                        writer.uint32(8).uint64(message.id);
                    if (message.body != null && $Object.hasOwnProperty.call(message, "body") && message.body.length)
                        writer.uint32(18).bytes(message.body);
                    if (message.payloadSizes != null && message.payloadSizes.length)
                        writer.uint32(26).uint32s(message.payloadSizes);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                Exchange.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.flotilla.peer.v1.Exchange();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.id = value;
                                else
                                    delete message.id;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.body = value;
                                else
                                    delete message.body;
                                continue;
                            }
                        case 3: {
                                if (wireType === 2) {
                                    if (!(message.payloadSizes && message.payloadSizes.length))
                                        message.payloadSizes = [];
                                    reader.uint32s(message.payloadSizes);
                                    continue;
                                }
                                if (wireType !== 0)
                                    break;
                                if (!(message.payloadSizes && message.payloadSizes.length))
                                    message.payloadSizes = [];
                                message.payloadSizes.push(reader.uint32());
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return Exchange;
            })();

            v1.LeadershipUpdate = (function() {

                const LeadershipUpdate = function (properties) {
                    this.inSyncReplicas = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                LeadershipUpdate.prototype.topicId = $util.newBuffer([]);
                LeadershipUpdate.prototype.partition = 0;
                LeadershipUpdate.prototype.term = 0;
                LeadershipUpdate.prototype.leader = null;
                LeadershipUpdate.prototype.inSyncReplicas = $util.emptyArray;

                let $oneOfFields;

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(LeadershipUpdate.prototype, "_leader", {
                    get: $util.oneOfGetter($oneOfFields = ["leader"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                LeadershipUpdate.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.topicId != null && $Object.hasOwnProperty.call(message, "topicId") && message.topicId.length)
                        writer.uint32(10).bytes(message.topicId);
                    if (message.partition != null && $Object.hasOwnProperty.call(message, "partition") && message.partition !== 0)
                        writer.uint32(16).uint32(message.partition);
                    if (message.term != null && $Object.hasOwnProperty.call(message, "term") && message.term !== 0)
                        writer.uint32(24).uint32(message.term);
                    if (message.leader != null && $Object.hasOwnProperty.call(message, "leader"))
                        writer.uint32(32).uint32(message.leader);
                    if (message.inSyncReplicas != null && message.inSyncReplicas.length)
                        writer.uint32(42).uint32s(message.inSyncReplicas);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                LeadershipUpdate.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.flotilla.peer.v1.LeadershipUpdate();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.topicId = value;
                                else
                                    delete message.topicId;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.partition = value;
                                else
                                    delete message.partition;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.term = value;
                                else
                                    delete message.term;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 0)
                                    break;
                                message.leader = reader.uint32();
                                message._leader = "leader";
                                continue;
                            }
                        case 5: {
                                if (wireType === 2) {
                                    if (!(message.inSyncReplicas && message.inSyncReplicas.length))
                                        message.inSyncReplicas = [];
                                    reader.uint32s(message.inSyncReplicas);
                                    continue;
                                }
                                if (wireType !== 0)
                                    break;
                                if (!(message.inSyncReplicas && message.inSyncReplicas.length))
                                    message.inSyncReplicas = [];
                                message.inSyncReplicas.push(reader.uint32());
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return LeadershipUpdate;
            })();

            v1.GroupMessage = (function() {

                const GroupMessage = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                GroupMessage.prototype.topicId = $util.newBuffer([]);
                GroupMessage.prototype.partition = 0;
                GroupMessage.prototype.requestVote = null;
                GroupMessage.prototype.requestVoteResponse = null;
                GroupMessage.prototype.appendEntries = null;
                GroupMessage.prototype.appendEntriesResponse = null;
                GroupMessage.prototype.installSnapshot = null;
                GroupMessage.prototype.timeoutNow = null;

                let $oneOfFields;

                $Object.defineProperty(GroupMessage.prototype, "message", {
                    get: $util.oneOfGetter($oneOfFields = ["requestVote", "requestVoteResponse", "appendEntries", "appendEntriesResponse", "installSnapshot", "timeoutNow"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                GroupMessage.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.topicId != null && $Object.hasOwnProperty.call(message, "topicId") && message.topicId.length)
                        writer.uint32(10).bytes(message.topicId);
                    if (message.partition != null && $Object.hasOwnProperty.call(message, "partition") && message.partition !== 0)
                        writer.uint32(16).uint32(message.partition);
                    if (message.requestVote != null && $Object.hasOwnProperty.call(message, "requestVote"))
                        $root.flotilla.peer.v1.RequestVoteRequest.encode(message.requestVote, writer.uint32(26).fork(), _depth + 1).ldelim();
                    if (message.requestVoteResponse != null && $Object.hasOwnProperty.call(message, "requestVoteResponse"))
                        $root.flotilla.peer.v1.RequestVoteResponse.encode(message.requestVoteResponse, writer.uint32(34).fork(), _depth + 1).ldelim();
                    if (message.appendEntries != null && $Object.hasOwnProperty.call(message, "appendEntries"))
                        $root.flotilla.peer.v1.AppendEntriesRequest.encode(message.appendEntries, writer.uint32(42).fork(), _depth + 1).ldelim();
                    if (message.appendEntriesResponse != null && $Object.hasOwnProperty.call(message, "appendEntriesResponse"))
                        $root.flotilla.peer.v1.AppendEntriesResponse.encode(message.appendEntriesResponse, writer.uint32(50).fork(), _depth + 1).ldelim();
                    if (message.installSnapshot != null && $Object.hasOwnProperty.call(message, "installSnapshot"))
                        $root.flotilla.peer.v1.InstallSnapshotRequest.encode(message.installSnapshot, writer.uint32(58).fork(), _depth + 1).ldelim();
                    if (message.timeoutNow != null && $Object.hasOwnProperty.call(message, "timeoutNow"))
                        $root.flotilla.peer.v1.TimeoutNowRequest.encode(message.timeoutNow, writer.uint32(66).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                GroupMessage.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.flotilla.peer.v1.GroupMessage();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.topicId = value;
                                else
                                    delete message.topicId;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.partition = value;
                                else
                                    delete message.partition;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                message.requestVote = $root.flotilla.peer.v1.RequestVoteRequest.decode(reader, reader.size(), $undefined, _depth + 1, message.requestVote);
                                message.message = "requestVote";
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                message.requestVoteResponse = $root.flotilla.peer.v1.RequestVoteResponse.decode(reader, reader.size(), $undefined, _depth + 1, message.requestVoteResponse);
                                message.message = "requestVoteResponse";
                                continue;
                            }
                        case 5: {
                                if (wireType !== 2)
                                    break;
                                message.appendEntries = $root.flotilla.peer.v1.AppendEntriesRequest.decode(reader, reader.size(), $undefined, _depth + 1, message.appendEntries);
                                message.message = "appendEntries";
                                continue;
                            }
                        case 6: {
                                if (wireType !== 2)
                                    break;
                                message.appendEntriesResponse = $root.flotilla.peer.v1.AppendEntriesResponse.decode(reader, reader.size(), $undefined, _depth + 1, message.appendEntriesResponse);
                                message.message = "appendEntriesResponse";
                                continue;
                            }
                        case 7: {
                                if (wireType !== 2)
                                    break;
                                message.installSnapshot = $root.flotilla.peer.v1.InstallSnapshotRequest.decode(reader, reader.size(), $undefined, _depth + 1, message.installSnapshot);
                                message.message = "installSnapshot";
                                continue;
                            }
                        case 8: {
                                if (wireType !== 2)
                                    break;
                                message.timeoutNow = $root.flotilla.peer.v1.TimeoutNowRequest.decode(reader, reader.size(), $undefined, _depth + 1, message.timeoutNow);
                                message.message = "timeoutNow";
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return GroupMessage;
            })();

            v1.RequestVoteRequest = (function() {

                const RequestVoteRequest = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                RequestVoteRequest.prototype.isPreVote = false;
                RequestVoteRequest.prototype.term = 0;
                RequestVoteRequest.prototype.lastLogIndex = null;
                RequestVoteRequest.prototype.lastLogTerm = 0;
                RequestVoteRequest.prototype.isLeadershipTransfer = false;

                RequestVoteRequest.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.isPreVote != null && $Object.hasOwnProperty.call(message, "isPreVote") && message.isPreVote !== false)
                        writer.uint32(8).bool(message.isPreVote);
                    if (message.term != null && $Object.hasOwnProperty.call(message, "term") && message.term !== 0)
                        writer.uint32(16).uint32(message.term);
                    if (message.lastLogIndex != null && $Object.hasOwnProperty.call(message, "lastLogIndex"))
                        $root.flotilla.v1.Position.encode(message.lastLogIndex, writer.uint32(26).fork(), _depth + 1).ldelim();
                    if (message.lastLogTerm != null && $Object.hasOwnProperty.call(message, "lastLogTerm") && message.lastLogTerm !== 0)
                        writer.uint32(32).uint32(message.lastLogTerm);
                    if (message.isLeadershipTransfer != null && $Object.hasOwnProperty.call(message, "isLeadershipTransfer") && message.isLeadershipTransfer !== false)
                        writer.uint32(40).bool(message.isLeadershipTransfer);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                RequestVoteRequest.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.flotilla.peer.v1.RequestVoteRequest();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.bool())
                                    message.isPreVote = value;
                                else
                                    delete message.isPreVote;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.term = value;
                                else
                                    delete message.term;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                message.lastLogIndex = $root.flotilla.v1.Position.decode(reader, reader.size(), $undefined, _depth + 1, message.lastLogIndex);
                                continue;
                            }
                        case 4: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.lastLogTerm = value;
                                else
                                    delete message.lastLogTerm;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.bool())
                                    message.isLeadershipTransfer = value;
                                else
                                    delete message.isLeadershipTransfer;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return RequestVoteRequest;
            })();

            v1.RequestVoteResponse = (function() {

                const RequestVoteResponse = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                RequestVoteResponse.prototype.isPreVote = false;
                RequestVoteResponse.prototype.term = 0;
                RequestVoteResponse.prototype.voteGranted = false;

                RequestVoteResponse.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.isPreVote != null && $Object.hasOwnProperty.call(message, "isPreVote") && message.isPreVote !== false)
                        writer.uint32(8).bool(message.isPreVote);
                    if (message.term != null && $Object.hasOwnProperty.call(message, "term") && message.term !== 0)
                        writer.uint32(16).uint32(message.term);
                    if (message.voteGranted != null && $Object.hasOwnProperty.call(message, "voteGranted") && message.voteGranted !== false)
                        writer.uint32(24).bool(message.voteGranted);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                RequestVoteResponse.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.flotilla.peer.v1.RequestVoteResponse();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.bool())
                                    message.isPreVote = value;
                                else
                                    delete message.isPreVote;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.term = value;
                                else
                                    delete message.term;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.bool())
                                    message.voteGranted = value;
                                else
                                    delete message.voteGranted;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return RequestVoteResponse;
            })();

            v1.AppendEntriesRequest = (function() {

                const AppendEntriesRequest = function (properties) {
                    this.entries = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                AppendEntriesRequest.prototype.term = 0;
                AppendEntriesRequest.prototype.prevLogIndex = null;
                AppendEntriesRequest.prototype.prevLogTerm = 0;
                AppendEntriesRequest.prototype.entries = $util.emptyArray;
                AppendEntriesRequest.prototype.leaderCommit = null;
                AppendEntriesRequest.prototype.readContext = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                AppendEntriesRequest.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.term != null && $Object.hasOwnProperty.call(message, "term") && message.term !== 0)
                        writer.uint32(8).uint32(message.term);
                    if (message.prevLogIndex != null && $Object.hasOwnProperty.call(message, "prevLogIndex"))
                        $root.flotilla.v1.Position.encode(message.prevLogIndex, writer.uint32(18).fork(), _depth + 1).ldelim();
                    if (message.prevLogTerm != null && $Object.hasOwnProperty.call(message, "prevLogTerm") && message.prevLogTerm !== 0)
                        writer.uint32(24).uint32(message.prevLogTerm);
                    if (message.entries != null && message.entries.length)
                        for (let i = 0; i < message.entries.length; ++i)
                            $root.flotilla.peer.v1.EntryHeader.encode(message.entries[i], writer.uint32(34).fork(), _depth + 1).ldelim();
                    if (message.leaderCommit != null && $Object.hasOwnProperty.call(message, "leaderCommit"))
                        $root.flotilla.v1.Position.encode(message.leaderCommit, writer.uint32(42).fork(), _depth + 1).ldelim();
                    if (message.readContext != null && $Object.hasOwnProperty.call(message, "readContext") && (typeof message.readContext === "object" ? message.readContext.low || message.readContext.high : message.readContext !== 0))
                        writer.uint32(48).uint64(message.readContext);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                AppendEntriesRequest.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.flotilla.peer.v1.AppendEntriesRequest();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.term = value;
                                else
                                    delete message.term;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                message.prevLogIndex = $root.flotilla.v1.Position.decode(reader, reader.size(), $undefined, _depth + 1, message.prevLogIndex);
                                continue;
                            }
                        case 3: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.prevLogTerm = value;
                                else
                                    delete message.prevLogTerm;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.entries && message.entries.length))
                                    message.entries = [];
                                message.entries.push($root.flotilla.peer.v1.EntryHeader.decode(reader, reader.size(), $undefined, _depth + 1));
                                continue;
                            }
                        case 5: {
                                if (wireType !== 2)
                                    break;
                                message.leaderCommit = $root.flotilla.v1.Position.decode(reader, reader.size(), $undefined, _depth + 1, message.leaderCommit);
                                continue;
                            }
                        case 6: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.readContext = value;
                                else
                                    delete message.readContext;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return AppendEntriesRequest;
            })();

            v1.EntryKind = (function() {
                const valuesById = $Object.create(null), values = $Object.create(valuesById);
                values[valuesById[0] = "BATCH"] = 0;
                values[valuesById[1] = "TERM_START"] = 1;
                values[valuesById[2] = "CONFIGURATION"] = 2;
                return values;
            })();

            v1.EntryHeader = (function() {

                const EntryHeader = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                EntryHeader.prototype.kind = 0;
                EntryHeader.prototype.end = null;
                EntryHeader.prototype.term = 0;
                EntryHeader.prototype.size = 0;
                EntryHeader.prototype.configuration = null;

                EntryHeader.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.kind != null && $Object.hasOwnProperty.call(message, "kind") && message.kind !== 0)
                        writer.uint32(8).int32(message.kind);
                    if (message.end != null && $Object.hasOwnProperty.call(message, "end"))
                        $root.flotilla.v1.Position.encode(message.end, writer.uint32(18).fork(), _depth + 1).ldelim();
                    if (message.term != null && $Object.hasOwnProperty.call(message, "term") && message.term !== 0)
                        writer.uint32(24).uint32(message.term);
                    if (message.size != null && $Object.hasOwnProperty.call(message, "size") && message.size !== 0)
                        writer.uint32(32).uint32(message.size);
                    if (message.configuration != null && $Object.hasOwnProperty.call(message, "configuration"))
                        $root.flotilla.peer.v1.Configuration.encode(message.configuration, writer.uint32(42).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                EntryHeader.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.flotilla.peer.v1.EntryHeader();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.int32())
                                    message.kind = value;
                                else
                                    delete message.kind;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                message.end = $root.flotilla.v1.Position.decode(reader, reader.size(), $undefined, _depth + 1, message.end);
                                continue;
                            }
                        case 3: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.term = value;
                                else
                                    delete message.term;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.size = value;
                                else
                                    delete message.size;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 2)
                                    break;
                                message.configuration = $root.flotilla.peer.v1.Configuration.decode(reader, reader.size(), $undefined, _depth + 1, message.configuration);
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return EntryHeader;
            })();

            v1.ReplicaId = (function() {

                const ReplicaId = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                ReplicaId.prototype.nodeId = 0;
                ReplicaId.prototype.directoryId = $util.newBuffer([]);

                ReplicaId.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.nodeId != null && $Object.hasOwnProperty.call(message, "nodeId") && message.nodeId !== 0)
                        writer.uint32(8).uint32(message.nodeId);
                    if (message.directoryId != null && $Object.hasOwnProperty.call(message, "directoryId") && message.directoryId.length)
                        writer.uint32(18).bytes(message.directoryId);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                ReplicaId.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.flotilla.peer.v1.ReplicaId();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.nodeId = value;
                                else
                                    delete message.nodeId;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.directoryId = value;
                                else
                                    delete message.directoryId;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return ReplicaId;
            })();

            v1.Configuration = (function() {

                const Configuration = function (properties) {
                    this.voters = [];
                    this.learners = [];
                    this.oldVoters = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                Configuration.prototype.voters = $util.emptyArray;
                Configuration.prototype.learners = $util.emptyArray;
                Configuration.prototype.isJoint = false;
                Configuration.prototype.oldVoters = $util.emptyArray;

                Configuration.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.voters != null && message.voters.length)
                        for (let i = 0; i < message.voters.length; ++i)
                            $root.flotilla.peer.v1.ReplicaId.encode(message.voters[i], writer.uint32(10).fork(), _depth + 1).ldelim();
                    if (message.learners != null && message.learners.length)
                        for (let i = 0; i < message.learners.length; ++i)
                            $root.flotilla.peer.v1.ReplicaId.encode(message.learners[i], writer.uint32(18).fork(), _depth + 1).ldelim();
                    if (message.isJoint != null && $Object.hasOwnProperty.call(message, "isJoint") && message.isJoint !== false)
                        writer.uint32(24).bool(message.isJoint);
                    if (message.oldVoters != null && message.oldVoters.length)
                        for (let i = 0; i < message.oldVoters.length; ++i)
                            $root.flotilla.peer.v1.ReplicaId.encode(message.oldVoters[i], writer.uint32(34).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                Configuration.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.flotilla.peer.v1.Configuration();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.voters && message.voters.length))
                                    message.voters = [];
                                message.voters.push($root.flotilla.peer.v1.ReplicaId.decode(reader, reader.size(), $undefined, _depth + 1));
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.learners && message.learners.length))
                                    message.learners = [];
                                message.learners.push($root.flotilla.peer.v1.ReplicaId.decode(reader, reader.size(), $undefined, _depth + 1));
                                continue;
                            }
                        case 3: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.bool())
                                    message.isJoint = value;
                                else
                                    delete message.isJoint;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.oldVoters && message.oldVoters.length))
                                    message.oldVoters = [];
                                message.oldVoters.push($root.flotilla.peer.v1.ReplicaId.decode(reader, reader.size(), $undefined, _depth + 1));
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return Configuration;
            })();

            v1.AppendEntriesResponse = (function() {

                const AppendEntriesResponse = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                AppendEntriesResponse.prototype.term = 0;
                AppendEntriesResponse.prototype.readContext = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
                AppendEntriesResponse.prototype.matchIndex = null;
                AppendEntriesResponse.prototype.rejected = null;

                let $oneOfFields;

                $Object.defineProperty(AppendEntriesResponse.prototype, "result", {
                    get: $util.oneOfGetter($oneOfFields = ["matchIndex", "rejected"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                AppendEntriesResponse.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.term != null && $Object.hasOwnProperty.call(message, "term") && message.term !== 0)
                        writer.uint32(8).uint32(message.term);
                    if (message.readContext != null && $Object.hasOwnProperty.call(message, "readContext") && (typeof message.readContext === "object" ? message.readContext.low || message.readContext.high : message.readContext !== 0))
                        writer.uint32(16).uint64(message.readContext);
                    if (message.matchIndex != null && $Object.hasOwnProperty.call(message, "matchIndex"))
                        $root.flotilla.v1.Position.encode(message.matchIndex, writer.uint32(26).fork(), _depth + 1).ldelim();
                    if (message.rejected != null && $Object.hasOwnProperty.call(message, "rejected"))
                        $root.flotilla.peer.v1.AppendEntriesRejection.encode(message.rejected, writer.uint32(34).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                AppendEntriesResponse.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.flotilla.peer.v1.AppendEntriesResponse();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.term = value;
                                else
                                    delete message.term;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.readContext = value;
                                else
                                    delete message.readContext;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                message.matchIndex = $root.flotilla.v1.Position.decode(reader, reader.size(), $undefined, _depth + 1, message.matchIndex);
                                message.result = "matchIndex";
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                message.rejected = $root.flotilla.peer.v1.AppendEntriesRejection.decode(reader, reader.size(), $undefined, _depth + 1, message.rejected);
                                message.result = "rejected";
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return AppendEntriesResponse;
            })();

            v1.AppendEntriesRejection = (function() {

                const AppendEntriesRejection = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                AppendEntriesRejection.prototype.prevLogIndex = null;
                AppendEntriesRejection.prototype.prevLogTerm = 0;
                AppendEntriesRejection.prototype.hintPosition = null;
                AppendEntriesRejection.prototype.hintTerm = 0;

                AppendEntriesRejection.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.prevLogIndex != null && $Object.hasOwnProperty.call(message, "prevLogIndex"))
                        $root.flotilla.v1.Position.encode(message.prevLogIndex, writer.uint32(10).fork(), _depth + 1).ldelim();
                    if (message.prevLogTerm != null && $Object.hasOwnProperty.call(message, "prevLogTerm") && message.prevLogTerm !== 0)
                        writer.uint32(16).uint32(message.prevLogTerm);
                    if (message.hintPosition != null && $Object.hasOwnProperty.call(message, "hintPosition"))
                        $root.flotilla.v1.Position.encode(message.hintPosition, writer.uint32(26).fork(), _depth + 1).ldelim();
                    if (message.hintTerm != null && $Object.hasOwnProperty.call(message, "hintTerm") && message.hintTerm !== 0)
                        writer.uint32(32).uint32(message.hintTerm);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                AppendEntriesRejection.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.flotilla.peer.v1.AppendEntriesRejection();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                message.prevLogIndex = $root.flotilla.v1.Position.decode(reader, reader.size(), $undefined, _depth + 1, message.prevLogIndex);
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.prevLogTerm = value;
                                else
                                    delete message.prevLogTerm;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                message.hintPosition = $root.flotilla.v1.Position.decode(reader, reader.size(), $undefined, _depth + 1, message.hintPosition);
                                continue;
                            }
                        case 4: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.hintTerm = value;
                                else
                                    delete message.hintTerm;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return AppendEntriesRejection;
            })();

            v1.LogBase = (function() {

                const LogBase = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                LogBase.prototype.position = null;
                LogBase.prototype.term = 0;
                LogBase.prototype.configuration = null;

                LogBase.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.position != null && $Object.hasOwnProperty.call(message, "position"))
                        $root.flotilla.v1.Position.encode(message.position, writer.uint32(10).fork(), _depth + 1).ldelim();
                    if (message.term != null && $Object.hasOwnProperty.call(message, "term") && message.term !== 0)
                        writer.uint32(16).uint32(message.term);
                    if (message.configuration != null && $Object.hasOwnProperty.call(message, "configuration"))
                        $root.flotilla.peer.v1.Configuration.encode(message.configuration, writer.uint32(26).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                LogBase.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.flotilla.peer.v1.LogBase();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                message.position = $root.flotilla.v1.Position.decode(reader, reader.size(), $undefined, _depth + 1, message.position);
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.term = value;
                                else
                                    delete message.term;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                message.configuration = $root.flotilla.peer.v1.Configuration.decode(reader, reader.size(), $undefined, _depth + 1, message.configuration);
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return LogBase;
            })();

            v1.InstallSnapshotRequest = (function() {

                const InstallSnapshotRequest = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                InstallSnapshotRequest.prototype.term = 0;
                InstallSnapshotRequest.prototype.base = null;
                InstallSnapshotRequest.prototype.logStartOffset = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
                InstallSnapshotRequest.prototype.stateSize = 0;
                InstallSnapshotRequest.prototype.stateCrc32c = 0;

                InstallSnapshotRequest.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.term != null && $Object.hasOwnProperty.call(message, "term") && message.term !== 0)
                        writer.uint32(8).uint32(message.term);
                    if (message.base != null && $Object.hasOwnProperty.call(message, "base"))
                        $root.flotilla.peer.v1.LogBase.encode(message.base, writer.uint32(18).fork(), _depth + 1).ldelim();
                    if (message.logStartOffset != null && $Object.hasOwnProperty.call(message, "logStartOffset") && (typeof message.logStartOffset === "object" ? message.logStartOffset.low || message.logStartOffset.high : message.logStartOffset !== 0))
                        writer.uint32(24).uint64(message.logStartOffset);
                    if (message.stateSize != null && $Object.hasOwnProperty.call(message, "stateSize") && message.stateSize !== 0)
                        writer.uint32(32).uint32(message.stateSize);
                    if (message.stateCrc32c != null && $Object.hasOwnProperty.call(message, "stateCrc32c") && message.stateCrc32c !== 0)
                        writer.uint32(45).fixed32(message.stateCrc32c);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                InstallSnapshotRequest.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.flotilla.peer.v1.InstallSnapshotRequest();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.term = value;
                                else
                                    delete message.term;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                message.base = $root.flotilla.peer.v1.LogBase.decode(reader, reader.size(), $undefined, _depth + 1, message.base);
                                continue;
                            }
                        case 3: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.logStartOffset = value;
                                else
                                    delete message.logStartOffset;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.stateSize = value;
                                else
                                    delete message.stateSize;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 5)
                                    break;
                                if (value = reader.fixed32())
                                    message.stateCrc32c = value;
                                else
                                    delete message.stateCrc32c;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return InstallSnapshotRequest;
            })();

            v1.TimeoutNowRequest = (function() {

                const TimeoutNowRequest = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                TimeoutNowRequest.prototype.term = 0;

                TimeoutNowRequest.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.term != null && $Object.hasOwnProperty.call(message, "term") && message.term !== 0)
                        writer.uint32(8).uint32(message.term);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                TimeoutNowRequest.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.flotilla.peer.v1.TimeoutNowRequest();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.term = value;
                                else
                                    delete message.term;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return TimeoutNowRequest;
            })();

            v1.ForwardRequest = (function() {

                const ForwardRequest = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                ForwardRequest.prototype.timeoutMs = 0;
                ForwardRequest.prototype.produce = null;
                ForwardRequest.prototype.fetch = null;
                ForwardRequest.prototype.listOffsets = null;
                ForwardRequest.prototype.describeReplica = null;
                ForwardRequest.prototype.metadataRequest = null;
                ForwardRequest.prototype.transfer = null;
                ForwardRequest.prototype.group = null;
                ForwardRequest.prototype.deleteRecords = null;

                let $oneOfFields;

                $Object.defineProperty(ForwardRequest.prototype, "request", {
                    get: $util.oneOfGetter($oneOfFields = ["produce", "fetch", "listOffsets", "describeReplica", "metadataRequest", "transfer", "group", "deleteRecords"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                ForwardRequest.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.timeoutMs != null && $Object.hasOwnProperty.call(message, "timeoutMs") && message.timeoutMs !== 0)
                        writer.uint32(8).uint32(message.timeoutMs);
                    if (message.produce != null && $Object.hasOwnProperty.call(message, "produce"))
                        $root.flotilla.v1.ProduceRequest.encode(message.produce, writer.uint32(18).fork(), _depth + 1).ldelim();
                    if (message.fetch != null && $Object.hasOwnProperty.call(message, "fetch"))
                        $root.flotilla.v1.FetchRequest.encode(message.fetch, writer.uint32(26).fork(), _depth + 1).ldelim();
                    if (message.listOffsets != null && $Object.hasOwnProperty.call(message, "listOffsets"))
                        $root.flotilla.v1.ListOffsetsRequest.encode(message.listOffsets, writer.uint32(34).fork(), _depth + 1).ldelim();
                    if (message.describeReplica != null && $Object.hasOwnProperty.call(message, "describeReplica"))
                        $root.flotilla.v1.DescribePartitionRequest.encode(message.describeReplica, writer.uint32(42).fork(), _depth + 1).ldelim();
                    if (message.metadataRequest != null && $Object.hasOwnProperty.call(message, "metadataRequest"))
                        writer.uint32(50).bytes(message.metadataRequest);
                    if (message.transfer != null && $Object.hasOwnProperty.call(message, "transfer"))
                        $root.flotilla.v1.TransferLeadershipRequest.encode(message.transfer, writer.uint32(58).fork(), _depth + 1).ldelim();
                    if (message.group != null && $Object.hasOwnProperty.call(message, "group"))
                        $root.flotilla.peer.v1.CoordinatorRequest.encode(message.group, writer.uint32(66).fork(), _depth + 1).ldelim();
                    if (message.deleteRecords != null && $Object.hasOwnProperty.call(message, "deleteRecords"))
                        $root.flotilla.peer.v1.DeleteRecordsRequest.encode(message.deleteRecords, writer.uint32(74).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                ForwardRequest.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.flotilla.peer.v1.ForwardRequest();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.timeoutMs = value;
                                else
                                    delete message.timeoutMs;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                message.produce = $root.flotilla.v1.ProduceRequest.decode(reader, reader.size(), $undefined, _depth + 1, message.produce);
                                message.request = "produce";
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                message.fetch = $root.flotilla.v1.FetchRequest.decode(reader, reader.size(), $undefined, _depth + 1, message.fetch);
                                message.request = "fetch";
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                message.listOffsets = $root.flotilla.v1.ListOffsetsRequest.decode(reader, reader.size(), $undefined, _depth + 1, message.listOffsets);
                                message.request = "listOffsets";
                                continue;
                            }
                        case 5: {
                                if (wireType !== 2)
                                    break;
                                message.describeReplica = $root.flotilla.v1.DescribePartitionRequest.decode(reader, reader.size(), $undefined, _depth + 1, message.describeReplica);
                                message.request = "describeReplica";
                                continue;
                            }
                        case 6: {
                                if (wireType !== 2)
                                    break;
                                message.metadataRequest = reader.bytes();
                                message.request = "metadataRequest";
                                continue;
                            }
                        case 7: {
                                if (wireType !== 2)
                                    break;
                                message.transfer = $root.flotilla.v1.TransferLeadershipRequest.decode(reader, reader.size(), $undefined, _depth + 1, message.transfer);
                                message.request = "transfer";
                                continue;
                            }
                        case 8: {
                                if (wireType !== 2)
                                    break;
                                message.group = $root.flotilla.peer.v1.CoordinatorRequest.decode(reader, reader.size(), $undefined, _depth + 1, message.group);
                                message.request = "group";
                                continue;
                            }
                        case 9: {
                                if (wireType !== 2)
                                    break;
                                message.deleteRecords = $root.flotilla.peer.v1.DeleteRecordsRequest.decode(reader, reader.size(), $undefined, _depth + 1, message.deleteRecords);
                                message.request = "deleteRecords";
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return ForwardRequest;
            })();

            v1.DeleteRecordsRequest = (function() {

                const DeleteRecordsRequest = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                DeleteRecordsRequest.prototype.topic = "";
                DeleteRecordsRequest.prototype.partition = 0;
                DeleteRecordsRequest.prototype.beforeOffset = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
                DeleteRecordsRequest.prototype.topicId = $util.newBuffer([]);

                DeleteRecordsRequest.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.topic != null && $Object.hasOwnProperty.call(message, "topic") && message.topic !== "")
                        writer.uint32(10).string(message.topic);
                    if (message.partition != null && $Object.hasOwnProperty.call(message, "partition") && message.partition !== 0)
                        writer.uint32(16).uint32(message.partition);
                    if (message.beforeOffset != null && $Object.hasOwnProperty.call(message, "beforeOffset") && (typeof message.beforeOffset === "object" ? message.beforeOffset.low || message.beforeOffset.high : message.beforeOffset !== 0))
                        writer.uint32(24).uint64(message.beforeOffset);
                    if (message.topicId != null && $Object.hasOwnProperty.call(message, "topicId") && message.topicId.length)
                        writer.uint32(34).bytes(message.topicId);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                DeleteRecordsRequest.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.flotilla.peer.v1.DeleteRecordsRequest();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.topic = value;
                                else
                                    delete message.topic;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.partition = value;
                                else
                                    delete message.partition;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.beforeOffset = value;
                                else
                                    delete message.beforeOffset;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.topicId = value;
                                else
                                    delete message.topicId;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return DeleteRecordsRequest;
            })();

            v1.CoordinatorRequest = (function() {

                const CoordinatorRequest = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                CoordinatorRequest.prototype.partition = 0;
                CoordinatorRequest.prototype.request = $util.newBuffer([]);

                CoordinatorRequest.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.partition != null && $Object.hasOwnProperty.call(message, "partition") && message.partition !== 0)
                        writer.uint32(8).uint32(message.partition);
                    if (message.request != null && $Object.hasOwnProperty.call(message, "request") && message.request.length)
                        writer.uint32(18).bytes(message.request);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                CoordinatorRequest.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.flotilla.peer.v1.CoordinatorRequest();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.partition = value;
                                else
                                    delete message.partition;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.request = value;
                                else
                                    delete message.request;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return CoordinatorRequest;
            })();

            v1.ForwardResponse = (function() {

                const ForwardResponse = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                ForwardResponse.prototype.error = null;
                ForwardResponse.prototype.produce = null;
                ForwardResponse.prototype.fetch = null;
                ForwardResponse.prototype.listOffsets = null;
                ForwardResponse.prototype.describeReplica = null;
                ForwardResponse.prototype.metadataResponse = null;
                ForwardResponse.prototype.transfer = null;
                ForwardResponse.prototype.group = null;
                ForwardResponse.prototype.logStartOffset = null;

                let $oneOfFields;

                $Object.defineProperty(ForwardResponse.prototype, "response", {
                    get: $util.oneOfGetter($oneOfFields = ["error", "produce", "fetch", "listOffsets", "describeReplica", "metadataResponse", "transfer", "group", "logStartOffset"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                ForwardResponse.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.error != null && $Object.hasOwnProperty.call(message, "error"))
                        $root.flotilla.v1.ErrorResponse.encode(message.error, writer.uint32(10).fork(), _depth + 1).ldelim();
                    if (message.produce != null && $Object.hasOwnProperty.call(message, "produce"))
                        $root.flotilla.v1.ProduceResponse.encode(message.produce, writer.uint32(18).fork(), _depth + 1).ldelim();
                    if (message.fetch != null && $Object.hasOwnProperty.call(message, "fetch"))
                        $root.flotilla.v1.FetchResponse.encode(message.fetch, writer.uint32(26).fork(), _depth + 1).ldelim();
                    if (message.listOffsets != null && $Object.hasOwnProperty.call(message, "listOffsets"))
                        $root.flotilla.v1.ListOffsetsResponse.encode(message.listOffsets, writer.uint32(34).fork(), _depth + 1).ldelim();
                    if (message.describeReplica != null && $Object.hasOwnProperty.call(message, "describeReplica"))
                        $root.flotilla.v1.ReplicaState.encode(message.describeReplica, writer.uint32(42).fork(), _depth + 1).ldelim();
                    if (message.metadataResponse != null && $Object.hasOwnProperty.call(message, "metadataResponse"))
                        writer.uint32(50).bytes(message.metadataResponse);
                    if (message.transfer != null && $Object.hasOwnProperty.call(message, "transfer"))
                        $root.flotilla.v1.Empty.encode(message.transfer, writer.uint32(58).fork(), _depth + 1).ldelim();
                    if (message.group != null && $Object.hasOwnProperty.call(message, "group"))
                        writer.uint32(66).bytes(message.group);
                    if (message.logStartOffset != null && $Object.hasOwnProperty.call(message, "logStartOffset"))
                        writer.uint32(72).uint64(message.logStartOffset);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                ForwardResponse.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.flotilla.peer.v1.ForwardResponse();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                message.error = $root.flotilla.v1.ErrorResponse.decode(reader, reader.size(), $undefined, _depth + 1, message.error);
                                message.response = "error";
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                message.produce = $root.flotilla.v1.ProduceResponse.decode(reader, reader.size(), $undefined, _depth + 1, message.produce);
                                message.response = "produce";
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                message.fetch = $root.flotilla.v1.FetchResponse.decode(reader, reader.size(), $undefined, _depth + 1, message.fetch);
                                message.response = "fetch";
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                message.listOffsets = $root.flotilla.v1.ListOffsetsResponse.decode(reader, reader.size(), $undefined, _depth + 1, message.listOffsets);
                                message.response = "listOffsets";
                                continue;
                            }
                        case 5: {
                                if (wireType !== 2)
                                    break;
                                message.describeReplica = $root.flotilla.v1.ReplicaState.decode(reader, reader.size(), $undefined, _depth + 1, message.describeReplica);
                                message.response = "describeReplica";
                                continue;
                            }
                        case 6: {
                                if (wireType !== 2)
                                    break;
                                message.metadataResponse = reader.bytes();
                                message.response = "metadataResponse";
                                continue;
                            }
                        case 7: {
                                if (wireType !== 2)
                                    break;
                                message.transfer = $root.flotilla.v1.Empty.decode(reader, reader.size(), $undefined, _depth + 1, message.transfer);
                                message.response = "transfer";
                                continue;
                            }
                        case 8: {
                                if (wireType !== 2)
                                    break;
                                message.group = reader.bytes();
                                message.response = "group";
                                continue;
                            }
                        case 9: {
                                if (wireType !== 0)
                                    break;
                                message.logStartOffset = reader.uint64();
                                message.response = "logStartOffset";
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return ForwardResponse;
            })();

            return v1;
        })();

        return peer;
    })();

    flotilla.v1 = (function() {

        const v1 = {};

        v1.ClientFrame = (function() {

            const ClientFrame = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            ClientFrame.prototype.correlationId = 0;
            ClientFrame.prototype.hello = null;
            ClientFrame.prototype.describeCluster = null;
            ClientFrame.prototype.describeTopics = null;
            ClientFrame.prototype.produce = null;
            ClientFrame.prototype.fetch = null;
            ClientFrame.prototype.listOffsets = null;
            ClientFrame.prototype.createTopic = null;
            ClientFrame.prototype.deleteTopic = null;
            ClientFrame.prototype.addPartitions = null;
            ClientFrame.prototype.describeTopicConfig = null;
            ClientFrame.prototype.alterTopicConfig = null;
            ClientFrame.prototype.describePartition = null;
            ClientFrame.prototype.transferLeadership = null;
            ClientFrame.prototype.clusterHealth = null;
            ClientFrame.prototype.initProducerId = null;
            ClientFrame.prototype.subscribe = null;
            ClientFrame.prototype.addCredit = null;
            ClientFrame.prototype.unsubscribe = null;
            ClientFrame.prototype.group = null;
            ClientFrame.prototype.findCoordinator = null;

            let $oneOfFields;

            $Object.defineProperty(ClientFrame.prototype, "request", {
                get: $util.oneOfGetter($oneOfFields = ["hello", "describeCluster", "describeTopics", "produce", "fetch", "listOffsets", "createTopic", "deleteTopic", "addPartitions", "describeTopicConfig", "alterTopicConfig", "describePartition", "transferLeadership", "clusterHealth", "initProducerId", "subscribe", "addCredit", "unsubscribe", "group", "findCoordinator"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            ClientFrame.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.correlationId != null && $Object.hasOwnProperty.call(message, "correlationId") && message.correlationId !== 0)
                    writer.uint32(8).uint32(message.correlationId);
                if (message.hello != null && $Object.hasOwnProperty.call(message, "hello"))
                    $root.flotilla.v1.HelloRequest.encode(message.hello, writer.uint32(18).fork(), _depth + 1).ldelim();
                if (message.describeCluster != null && $Object.hasOwnProperty.call(message, "describeCluster"))
                    $root.flotilla.v1.DescribeClusterRequest.encode(message.describeCluster, writer.uint32(26).fork(), _depth + 1).ldelim();
                if (message.describeTopics != null && $Object.hasOwnProperty.call(message, "describeTopics"))
                    $root.flotilla.v1.DescribeTopicsRequest.encode(message.describeTopics, writer.uint32(34).fork(), _depth + 1).ldelim();
                if (message.produce != null && $Object.hasOwnProperty.call(message, "produce"))
                    $root.flotilla.v1.ProduceRequest.encode(message.produce, writer.uint32(42).fork(), _depth + 1).ldelim();
                if (message.fetch != null && $Object.hasOwnProperty.call(message, "fetch"))
                    $root.flotilla.v1.FetchRequest.encode(message.fetch, writer.uint32(50).fork(), _depth + 1).ldelim();
                if (message.listOffsets != null && $Object.hasOwnProperty.call(message, "listOffsets"))
                    $root.flotilla.v1.ListOffsetsRequest.encode(message.listOffsets, writer.uint32(58).fork(), _depth + 1).ldelim();
                if (message.createTopic != null && $Object.hasOwnProperty.call(message, "createTopic"))
                    $root.flotilla.v1.CreateTopicRequest.encode(message.createTopic, writer.uint32(66).fork(), _depth + 1).ldelim();
                if (message.deleteTopic != null && $Object.hasOwnProperty.call(message, "deleteTopic"))
                    $root.flotilla.v1.DeleteTopicRequest.encode(message.deleteTopic, writer.uint32(74).fork(), _depth + 1).ldelim();
                if (message.addPartitions != null && $Object.hasOwnProperty.call(message, "addPartitions"))
                    $root.flotilla.v1.AddPartitionsRequest.encode(message.addPartitions, writer.uint32(82).fork(), _depth + 1).ldelim();
                if (message.describeTopicConfig != null && $Object.hasOwnProperty.call(message, "describeTopicConfig"))
                    $root.flotilla.v1.DescribeTopicConfigRequest.encode(message.describeTopicConfig, writer.uint32(90).fork(), _depth + 1).ldelim();
                if (message.alterTopicConfig != null && $Object.hasOwnProperty.call(message, "alterTopicConfig"))
                    $root.flotilla.v1.AlterTopicConfigRequest.encode(message.alterTopicConfig, writer.uint32(98).fork(), _depth + 1).ldelim();
                if (message.describePartition != null && $Object.hasOwnProperty.call(message, "describePartition"))
                    $root.flotilla.v1.DescribePartitionRequest.encode(message.describePartition, writer.uint32(106).fork(), _depth + 1).ldelim();
                if (message.transferLeadership != null && $Object.hasOwnProperty.call(message, "transferLeadership"))
                    $root.flotilla.v1.TransferLeadershipRequest.encode(message.transferLeadership, writer.uint32(114).fork(), _depth + 1).ldelim();
                if (message.clusterHealth != null && $Object.hasOwnProperty.call(message, "clusterHealth"))
                    $root.flotilla.v1.ClusterHealthRequest.encode(message.clusterHealth, writer.uint32(122).fork(), _depth + 1).ldelim();
                if (message.initProducerId != null && $Object.hasOwnProperty.call(message, "initProducerId"))
                    $root.flotilla.v1.Empty.encode(message.initProducerId, writer.uint32(130).fork(), _depth + 1).ldelim();
                if (message.subscribe != null && $Object.hasOwnProperty.call(message, "subscribe"))
                    $root.flotilla.v1.SubscribeRequest.encode(message.subscribe, writer.uint32(138).fork(), _depth + 1).ldelim();
                if (message.addCredit != null && $Object.hasOwnProperty.call(message, "addCredit"))
                    $root.flotilla.v1.AddCredit.encode(message.addCredit, writer.uint32(146).fork(), _depth + 1).ldelim();
                if (message.unsubscribe != null && $Object.hasOwnProperty.call(message, "unsubscribe"))
                    $root.flotilla.v1.UnsubscribeRequest.encode(message.unsubscribe, writer.uint32(154).fork(), _depth + 1).ldelim();
                if (message.group != null && $Object.hasOwnProperty.call(message, "group"))
                    writer.uint32(162).bytes(message.group);
                if (message.findCoordinator != null && $Object.hasOwnProperty.call(message, "findCoordinator"))
                    $root.flotilla.v1.FindCoordinatorRequest.encode(message.findCoordinator, writer.uint32(170).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            ClientFrame.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.flotilla.v1.ClientFrame();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.correlationId = value;
                            else
                                delete message.correlationId;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            message.hello = $root.flotilla.v1.HelloRequest.decode(reader, reader.size(), $undefined, _depth + 1, message.hello);
                            message.request = "hello";
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            message.describeCluster = $root.flotilla.v1.DescribeClusterRequest.decode(reader, reader.size(), $undefined, _depth + 1, message.describeCluster);
                            message.request = "describeCluster";
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            message.describeTopics = $root.flotilla.v1.DescribeTopicsRequest.decode(reader, reader.size(), $undefined, _depth + 1, message.describeTopics);
                            message.request = "describeTopics";
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            message.produce = $root.flotilla.v1.ProduceRequest.decode(reader, reader.size(), $undefined, _depth + 1, message.produce);
                            message.request = "produce";
                            continue;
                        }
                    case 6: {
                            if (wireType !== 2)
                                break;
                            message.fetch = $root.flotilla.v1.FetchRequest.decode(reader, reader.size(), $undefined, _depth + 1, message.fetch);
                            message.request = "fetch";
                            continue;
                        }
                    case 7: {
                            if (wireType !== 2)
                                break;
                            message.listOffsets = $root.flotilla.v1.ListOffsetsRequest.decode(reader, reader.size(), $undefined, _depth + 1, message.listOffsets);
                            message.request = "listOffsets";
                            continue;
                        }
                    case 8: {
                            if (wireType !== 2)
                                break;
                            message.createTopic = $root.flotilla.v1.CreateTopicRequest.decode(reader, reader.size(), $undefined, _depth + 1, message.createTopic);
                            message.request = "createTopic";
                            continue;
                        }
                    case 9: {
                            if (wireType !== 2)
                                break;
                            message.deleteTopic = $root.flotilla.v1.DeleteTopicRequest.decode(reader, reader.size(), $undefined, _depth + 1, message.deleteTopic);
                            message.request = "deleteTopic";
                            continue;
                        }
                    case 10: {
                            if (wireType !== 2)
                                break;
                            message.addPartitions = $root.flotilla.v1.AddPartitionsRequest.decode(reader, reader.size(), $undefined, _depth + 1, message.addPartitions);
                            message.request = "addPartitions";
                            continue;
                        }
                    case 11: {
                            if (wireType !== 2)
                                break;
                            message.describeTopicConfig = $root.flotilla.v1.DescribeTopicConfigRequest.decode(reader, reader.size(), $undefined, _depth + 1, message.describeTopicConfig);
                            message.request = "describeTopicConfig";
                            continue;
                        }
                    case 12: {
                            if (wireType !== 2)
                                break;
                            message.alterTopicConfig = $root.flotilla.v1.AlterTopicConfigRequest.decode(reader, reader.size(), $undefined, _depth + 1, message.alterTopicConfig);
                            message.request = "alterTopicConfig";
                            continue;
                        }
                    case 13: {
                            if (wireType !== 2)
                                break;
                            message.describePartition = $root.flotilla.v1.DescribePartitionRequest.decode(reader, reader.size(), $undefined, _depth + 1, message.describePartition);
                            message.request = "describePartition";
                            continue;
                        }
                    case 14: {
                            if (wireType !== 2)
                                break;
                            message.transferLeadership = $root.flotilla.v1.TransferLeadershipRequest.decode(reader, reader.size(), $undefined, _depth + 1, message.transferLeadership);
                            message.request = "transferLeadership";
                            continue;
                        }
                    case 15: {
                            if (wireType !== 2)
                                break;
                            message.clusterHealth = $root.flotilla.v1.ClusterHealthRequest.decode(reader, reader.size(), $undefined, _depth + 1, message.clusterHealth);
                            message.request = "clusterHealth";
                            continue;
                        }
                    case 16: {
                            if (wireType !== 2)
                                break;
                            message.initProducerId = $root.flotilla.v1.Empty.decode(reader, reader.size(), $undefined, _depth + 1, message.initProducerId);
                            message.request = "initProducerId";
                            continue;
                        }
                    case 17: {
                            if (wireType !== 2)
                                break;
                            message.subscribe = $root.flotilla.v1.SubscribeRequest.decode(reader, reader.size(), $undefined, _depth + 1, message.subscribe);
                            message.request = "subscribe";
                            continue;
                        }
                    case 18: {
                            if (wireType !== 2)
                                break;
                            message.addCredit = $root.flotilla.v1.AddCredit.decode(reader, reader.size(), $undefined, _depth + 1, message.addCredit);
                            message.request = "addCredit";
                            continue;
                        }
                    case 19: {
                            if (wireType !== 2)
                                break;
                            message.unsubscribe = $root.flotilla.v1.UnsubscribeRequest.decode(reader, reader.size(), $undefined, _depth + 1, message.unsubscribe);
                            message.request = "unsubscribe";
                            continue;
                        }
                    case 20: {
                            if (wireType !== 2)
                                break;
                            message.group = reader.bytes();
                            message.request = "group";
                            continue;
                        }
                    case 21: {
                            if (wireType !== 2)
                                break;
                            message.findCoordinator = $root.flotilla.v1.FindCoordinatorRequest.decode(reader, reader.size(), $undefined, _depth + 1, message.findCoordinator);
                            message.request = "findCoordinator";
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return ClientFrame;
        })();

        v1.ServerFrame = (function() {

            const ServerFrame = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            ServerFrame.prototype.correlationId = 0;
            ServerFrame.prototype.hello = null;
            ServerFrame.prototype.describeCluster = null;
            ServerFrame.prototype.describeTopics = null;
            ServerFrame.prototype.produce = null;
            ServerFrame.prototype.fetch = null;
            ServerFrame.prototype.listOffsets = null;
            ServerFrame.prototype.createTopic = null;
            ServerFrame.prototype.deleteTopic = null;
            ServerFrame.prototype.addPartitions = null;
            ServerFrame.prototype.describeTopicConfig = null;
            ServerFrame.prototype.alterTopicConfig = null;
            ServerFrame.prototype.describePartition = null;
            ServerFrame.prototype.transferLeadership = null;
            ServerFrame.prototype.clusterHealth = null;
            ServerFrame.prototype.initProducerId = null;
            ServerFrame.prototype.subscribe = null;
            ServerFrame.prototype.unsubscribe = null;
            ServerFrame.prototype.group = null;
            ServerFrame.prototype.findCoordinator = null;
            ServerFrame.prototype.subscribedRecords = null;
            ServerFrame.prototype.subscriptionEnded = null;
            ServerFrame.prototype.draining = null;
            ServerFrame.prototype.subscriptionStalled = null;
            ServerFrame.prototype.error = null;

            let $oneOfFields;

            $Object.defineProperty(ServerFrame.prototype, "response", {
                get: $util.oneOfGetter($oneOfFields = ["hello", "describeCluster", "describeTopics", "produce", "fetch", "listOffsets", "createTopic", "deleteTopic", "addPartitions", "describeTopicConfig", "alterTopicConfig", "describePartition", "transferLeadership", "clusterHealth", "initProducerId", "subscribe", "unsubscribe", "group", "findCoordinator", "subscribedRecords", "subscriptionEnded", "draining", "subscriptionStalled", "error"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            ServerFrame.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.correlationId != null && $Object.hasOwnProperty.call(message, "correlationId") && message.correlationId !== 0)
                    writer.uint32(8).uint32(message.correlationId);
                if (message.hello != null && $Object.hasOwnProperty.call(message, "hello"))
                    $root.flotilla.v1.HelloResponse.encode(message.hello, writer.uint32(18).fork(), _depth + 1).ldelim();
                if (message.describeCluster != null && $Object.hasOwnProperty.call(message, "describeCluster"))
                    $root.flotilla.v1.DescribeClusterResponse.encode(message.describeCluster, writer.uint32(26).fork(), _depth + 1).ldelim();
                if (message.describeTopics != null && $Object.hasOwnProperty.call(message, "describeTopics"))
                    $root.flotilla.v1.DescribeTopicsResponse.encode(message.describeTopics, writer.uint32(34).fork(), _depth + 1).ldelim();
                if (message.produce != null && $Object.hasOwnProperty.call(message, "produce"))
                    $root.flotilla.v1.ProduceResponse.encode(message.produce, writer.uint32(42).fork(), _depth + 1).ldelim();
                if (message.fetch != null && $Object.hasOwnProperty.call(message, "fetch"))
                    $root.flotilla.v1.FetchResponse.encode(message.fetch, writer.uint32(50).fork(), _depth + 1).ldelim();
                if (message.listOffsets != null && $Object.hasOwnProperty.call(message, "listOffsets"))
                    $root.flotilla.v1.ListOffsetsResponse.encode(message.listOffsets, writer.uint32(58).fork(), _depth + 1).ldelim();
                if (message.createTopic != null && $Object.hasOwnProperty.call(message, "createTopic"))
                    $root.flotilla.v1.CreateTopicResponse.encode(message.createTopic, writer.uint32(66).fork(), _depth + 1).ldelim();
                if (message.deleteTopic != null && $Object.hasOwnProperty.call(message, "deleteTopic"))
                    $root.flotilla.v1.Empty.encode(message.deleteTopic, writer.uint32(74).fork(), _depth + 1).ldelim();
                if (message.addPartitions != null && $Object.hasOwnProperty.call(message, "addPartitions"))
                    $root.flotilla.v1.Empty.encode(message.addPartitions, writer.uint32(82).fork(), _depth + 1).ldelim();
                if (message.describeTopicConfig != null && $Object.hasOwnProperty.call(message, "describeTopicConfig"))
                    $root.flotilla.v1.DescribeTopicConfigResponse.encode(message.describeTopicConfig, writer.uint32(90).fork(), _depth + 1).ldelim();
                if (message.alterTopicConfig != null && $Object.hasOwnProperty.call(message, "alterTopicConfig"))
                    $root.flotilla.v1.Empty.encode(message.alterTopicConfig, writer.uint32(98).fork(), _depth + 1).ldelim();
                if (message.describePartition != null && $Object.hasOwnProperty.call(message, "describePartition"))
                    $root.flotilla.v1.DescribePartitionResponse.encode(message.describePartition, writer.uint32(106).fork(), _depth + 1).ldelim();
                if (message.transferLeadership != null && $Object.hasOwnProperty.call(message, "transferLeadership"))
                    $root.flotilla.v1.Empty.encode(message.transferLeadership, writer.uint32(114).fork(), _depth + 1).ldelim();
                if (message.clusterHealth != null && $Object.hasOwnProperty.call(message, "clusterHealth"))
                    $root.flotilla.v1.ClusterHealthResponse.encode(message.clusterHealth, writer.uint32(122).fork(), _depth + 1).ldelim();
                if (message.initProducerId != null && $Object.hasOwnProperty.call(message, "initProducerId"))
                    $root.flotilla.v1.InitProducerIdResponse.encode(message.initProducerId, writer.uint32(130).fork(), _depth + 1).ldelim();
                if (message.subscribe != null && $Object.hasOwnProperty.call(message, "subscribe"))
                    $root.flotilla.v1.SubscribeResponse.encode(message.subscribe, writer.uint32(138).fork(), _depth + 1).ldelim();
                if (message.unsubscribe != null && $Object.hasOwnProperty.call(message, "unsubscribe"))
                    $root.flotilla.v1.Empty.encode(message.unsubscribe, writer.uint32(154).fork(), _depth + 1).ldelim();
                if (message.group != null && $Object.hasOwnProperty.call(message, "group"))
                    writer.uint32(162).bytes(message.group);
                if (message.findCoordinator != null && $Object.hasOwnProperty.call(message, "findCoordinator"))
                    $root.flotilla.v1.Broker.encode(message.findCoordinator, writer.uint32(170).fork(), _depth + 1).ldelim();
                if (message.subscribedRecords != null && $Object.hasOwnProperty.call(message, "subscribedRecords"))
                    $root.flotilla.v1.SubscribedRecords.encode(message.subscribedRecords, writer.uint32(322).fork(), _depth + 1).ldelim();
                if (message.subscriptionEnded != null && $Object.hasOwnProperty.call(message, "subscriptionEnded"))
                    $root.flotilla.v1.SubscriptionEnded.encode(message.subscriptionEnded, writer.uint32(330).fork(), _depth + 1).ldelim();
                if (message.draining != null && $Object.hasOwnProperty.call(message, "draining"))
                    $root.flotilla.v1.Draining.encode(message.draining, writer.uint32(338).fork(), _depth + 1).ldelim();
                if (message.subscriptionStalled != null && $Object.hasOwnProperty.call(message, "subscriptionStalled"))
                    $root.flotilla.v1.SubscriptionStalled.encode(message.subscriptionStalled, writer.uint32(346).fork(), _depth + 1).ldelim();
                if (message.error != null && $Object.hasOwnProperty.call(message, "error"))
                    $root.flotilla.v1.ErrorResponse.encode(message.error, writer.uint32(386).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            ServerFrame.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.flotilla.v1.ServerFrame();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.correlationId = value;
                            else
                                delete message.correlationId;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            message.hello = $root.flotilla.v1.HelloResponse.decode(reader, reader.size(), $undefined, _depth + 1, message.hello);
                            message.response = "hello";
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            message.describeCluster = $root.flotilla.v1.DescribeClusterResponse.decode(reader, reader.size(), $undefined, _depth + 1, message.describeCluster);
                            message.response = "describeCluster";
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            message.describeTopics = $root.flotilla.v1.DescribeTopicsResponse.decode(reader, reader.size(), $undefined, _depth + 1, message.describeTopics);
                            message.response = "describeTopics";
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            message.produce = $root.flotilla.v1.ProduceResponse.decode(reader, reader.size(), $undefined, _depth + 1, message.produce);
                            message.response = "produce";
                            continue;
                        }
                    case 6: {
                            if (wireType !== 2)
                                break;
                            message.fetch = $root.flotilla.v1.FetchResponse.decode(reader, reader.size(), $undefined, _depth + 1, message.fetch);
                            message.response = "fetch";
                            continue;
                        }
                    case 7: {
                            if (wireType !== 2)
                                break;
                            message.listOffsets = $root.flotilla.v1.ListOffsetsResponse.decode(reader, reader.size(), $undefined, _depth + 1, message.listOffsets);
                            message.response = "listOffsets";
                            continue;
                        }
                    case 8: {
                            if (wireType !== 2)
                                break;
                            message.createTopic = $root.flotilla.v1.CreateTopicResponse.decode(reader, reader.size(), $undefined, _depth + 1, message.createTopic);
                            message.response = "createTopic";
                            continue;
                        }
                    case 9: {
                            if (wireType !== 2)
                                break;
                            message.deleteTopic = $root.flotilla.v1.Empty.decode(reader, reader.size(), $undefined, _depth + 1, message.deleteTopic);
                            message.response = "deleteTopic";
                            continue;
                        }
                    case 10: {
                            if (wireType !== 2)
                                break;
                            message.addPartitions = $root.flotilla.v1.Empty.decode(reader, reader.size(), $undefined, _depth + 1, message.addPartitions);
                            message.response = "addPartitions";
                            continue;
                        }
                    case 11: {
                            if (wireType !== 2)
                                break;
                            message.describeTopicConfig = $root.flotilla.v1.DescribeTopicConfigResponse.decode(reader, reader.size(), $undefined, _depth + 1, message.describeTopicConfig);
                            message.response = "describeTopicConfig";
                            continue;
                        }
                    case 12: {
                            if (wireType !== 2)
                                break;
                            message.alterTopicConfig = $root.flotilla.v1.Empty.decode(reader, reader.size(), $undefined, _depth + 1, message.alterTopicConfig);
                            message.response = "alterTopicConfig";
                            continue;
                        }
                    case 13: {
                            if (wireType !== 2)
                                break;
                            message.describePartition = $root.flotilla.v1.DescribePartitionResponse.decode(reader, reader.size(), $undefined, _depth + 1, message.describePartition);
                            message.response = "describePartition";
                            continue;
                        }
                    case 14: {
                            if (wireType !== 2)
                                break;
                            message.transferLeadership = $root.flotilla.v1.Empty.decode(reader, reader.size(), $undefined, _depth + 1, message.transferLeadership);
                            message.response = "transferLeadership";
                            continue;
                        }
                    case 15: {
                            if (wireType !== 2)
                                break;
                            message.clusterHealth = $root.flotilla.v1.ClusterHealthResponse.decode(reader, reader.size(), $undefined, _depth + 1, message.clusterHealth);
                            message.response = "clusterHealth";
                            continue;
                        }
                    case 16: {
                            if (wireType !== 2)
                                break;
                            message.initProducerId = $root.flotilla.v1.InitProducerIdResponse.decode(reader, reader.size(), $undefined, _depth + 1, message.initProducerId);
                            message.response = "initProducerId";
                            continue;
                        }
                    case 17: {
                            if (wireType !== 2)
                                break;
                            message.subscribe = $root.flotilla.v1.SubscribeResponse.decode(reader, reader.size(), $undefined, _depth + 1, message.subscribe);
                            message.response = "subscribe";
                            continue;
                        }
                    case 19: {
                            if (wireType !== 2)
                                break;
                            message.unsubscribe = $root.flotilla.v1.Empty.decode(reader, reader.size(), $undefined, _depth + 1, message.unsubscribe);
                            message.response = "unsubscribe";
                            continue;
                        }
                    case 20: {
                            if (wireType !== 2)
                                break;
                            message.group = reader.bytes();
                            message.response = "group";
                            continue;
                        }
                    case 21: {
                            if (wireType !== 2)
                                break;
                            message.findCoordinator = $root.flotilla.v1.Broker.decode(reader, reader.size(), $undefined, _depth + 1, message.findCoordinator);
                            message.response = "findCoordinator";
                            continue;
                        }
                    case 40: {
                            if (wireType !== 2)
                                break;
                            message.subscribedRecords = $root.flotilla.v1.SubscribedRecords.decode(reader, reader.size(), $undefined, _depth + 1, message.subscribedRecords);
                            message.response = "subscribedRecords";
                            continue;
                        }
                    case 41: {
                            if (wireType !== 2)
                                break;
                            message.subscriptionEnded = $root.flotilla.v1.SubscriptionEnded.decode(reader, reader.size(), $undefined, _depth + 1, message.subscriptionEnded);
                            message.response = "subscriptionEnded";
                            continue;
                        }
                    case 42: {
                            if (wireType !== 2)
                                break;
                            message.draining = $root.flotilla.v1.Draining.decode(reader, reader.size(), $undefined, _depth + 1, message.draining);
                            message.response = "draining";
                            continue;
                        }
                    case 43: {
                            if (wireType !== 2)
                                break;
                            message.subscriptionStalled = $root.flotilla.v1.SubscriptionStalled.decode(reader, reader.size(), $undefined, _depth + 1, message.subscriptionStalled);
                            message.response = "subscriptionStalled";
                            continue;
                        }
                    case 48: {
                            if (wireType !== 2)
                                break;
                            message.error = $root.flotilla.v1.ErrorResponse.decode(reader, reader.size(), $undefined, _depth + 1, message.error);
                            message.response = "error";
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return ServerFrame;
        })();

        v1.Empty = (function() {

            const Empty = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            Empty.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            Empty.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.flotilla.v1.Empty();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    reader.skipType(tag & 7, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Empty;
        })();

        v1.ErrorResponse = (function() {

            const ErrorResponse = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            ErrorResponse.prototype.code = 0;
            ErrorResponse.prototype.name = "";
            ErrorResponse.prototype.message = "";
            ErrorResponse.prototype.retriable = false;
            ErrorResponse.prototype.logRange = null;

            ErrorResponse.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.code != null && $Object.hasOwnProperty.call(message, "code") && message.code !== 0)
                    writer.uint32(8).int32(message.code);
                if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                    writer.uint32(18).string(message.name);
                if (message.message != null && $Object.hasOwnProperty.call(message, "message") && message.message !== "")
                    writer.uint32(26).string(message.message);
                if (message.retriable != null && $Object.hasOwnProperty.call(message, "retriable") && message.retriable !== false)
                    writer.uint32(32).bool(message.retriable);
                if (message.logRange != null && $Object.hasOwnProperty.call(message, "logRange"))
                    $root.flotilla.v1.LogRange.encode(message.logRange, writer.uint32(42).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            ErrorResponse.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.flotilla.v1.ErrorResponse();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.code = value;
                            else
                                delete message.code;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.name = value;
                            else
                                delete message.name;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.message = value;
                            else
                                delete message.message;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.retriable = value;
                            else
                                delete message.retriable;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            message.logRange = $root.flotilla.v1.LogRange.decode(reader, reader.size(), $undefined, _depth + 1, message.logRange);
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return ErrorResponse;
        })();

        v1.LogRange = (function() {

            const LogRange = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            LogRange.prototype.startOffset = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
            LogRange.prototype.endOffset = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
            LogRange.prototype.truncatedTo = null;

            let $oneOfFields;

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(LogRange.prototype, "_truncatedTo", {
                get: $util.oneOfGetter($oneOfFields = ["truncatedTo"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            LogRange.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.startOffset != null && $Object.hasOwnProperty.call(message, "startOffset") && (typeof message.startOffset === "object" ? message.startOffset.low || message.startOffset.high : message.startOffset !== 0))
                    writer.uint32(8).uint64(message.startOffset);
                if (message.endOffset != null && $Object.hasOwnProperty.call(message, "endOffset") && (typeof message.endOffset === "object" ? message.endOffset.low || message.endOffset.high : message.endOffset !== 0))
                    writer.uint32(16).uint64(message.endOffset);
                if (message.truncatedTo != null && $Object.hasOwnProperty.call(message, "truncatedTo"))
                    writer.uint32(24).uint64(message.truncatedTo);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            LogRange.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.flotilla.v1.LogRange();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.startOffset = value;
                            else
                                delete message.startOffset;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.endOffset = value;
                            else
                                delete message.endOffset;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            message.truncatedTo = reader.uint64();
                            message._truncatedTo = "truncatedTo";
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return LogRange;
        })();

        v1.HelloRequest = (function() {

            const HelloRequest = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            HelloRequest.prototype.clientName = "";
            HelloRequest.prototype.clientVersion = "";
            HelloRequest.prototype.protocolVersionMin = 0;
            HelloRequest.prototype.protocolVersionMax = 0;

            HelloRequest.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.clientName != null && $Object.hasOwnProperty.call(message, "clientName") && message.clientName !== "")
                    writer.uint32(10).string(message.clientName);
                if (message.clientVersion != null && $Object.hasOwnProperty.call(message, "clientVersion") && message.clientVersion !== "")
                    writer.uint32(18).string(message.clientVersion);
                if (message.protocolVersionMin != null && $Object.hasOwnProperty.call(message, "protocolVersionMin") && message.protocolVersionMin !== 0)
                    writer.uint32(24).uint32(message.protocolVersionMin);
                if (message.protocolVersionMax != null && $Object.hasOwnProperty.call(message, "protocolVersionMax") && message.protocolVersionMax !== 0)
                    writer.uint32(32).uint32(message.protocolVersionMax);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            HelloRequest.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.flotilla.v1.HelloRequest();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.clientName = value;
                            else
                                delete message.clientName;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.clientVersion = value;
                            else
                                delete message.clientVersion;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.protocolVersionMin = value;
                            else
                                delete message.protocolVersionMin;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.protocolVersionMax = value;
                            else
                                delete message.protocolVersionMax;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return HelloRequest;
        })();

        v1.HelloResponse = (function() {

            const HelloResponse = function (properties) {
                this.features = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            HelloResponse.prototype.protocolVersion = 0;
            HelloResponse.prototype.serverVersion = "";
            HelloResponse.prototype.clusterId = "";
            HelloResponse.prototype.nodeId = 0;
            HelloResponse.prototype.features = $util.emptyArray;
            HelloResponse.prototype.limits = null;

            HelloResponse.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.protocolVersion != null && $Object.hasOwnProperty.call(message, "protocolVersion") && message.protocolVersion !== 0)
                    writer.uint32(8).uint32(message.protocolVersion);
                if (message.serverVersion != null && $Object.hasOwnProperty.call(message, "serverVersion") && message.serverVersion !== "")
                    writer.uint32(18).string(message.serverVersion);
                if (message.clusterId != null && $Object.hasOwnProperty.call(message, "clusterId") && message.clusterId !== "")
                    writer.uint32(26).string(message.clusterId);
                if (message.nodeId != null && $Object.hasOwnProperty.call(message, "nodeId") && message.nodeId !== 0)
                    writer.uint32(32).uint32(message.nodeId);
                if (message.features != null && message.features.length)
                    for (let i = 0; i < message.features.length; ++i)
                        writer.uint32(42).string(message.features[i]);
                if (message.limits != null && $Object.hasOwnProperty.call(message, "limits"))
                    $root.flotilla.v1.Limits.encode(message.limits, writer.uint32(50).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            HelloResponse.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.flotilla.v1.HelloResponse();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.protocolVersion = value;
                            else
                                delete message.protocolVersion;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.serverVersion = value;
                            else
                                delete message.serverVersion;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.clusterId = value;
                            else
                                delete message.clusterId;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.nodeId = value;
                            else
                                delete message.nodeId;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            if (!(message.features && message.features.length))
                                message.features = [];
                            message.features.push(reader.stringVerify());
                            continue;
                        }
                    case 6: {
                            if (wireType !== 2)
                                break;
                            message.limits = $root.flotilla.v1.Limits.decode(reader, reader.size(), $undefined, _depth + 1, message.limits);
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return HelloResponse;
        })();

        v1.Limits = (function() {

            const Limits = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            Limits.prototype.frameBytesMax = 0;
            Limits.prototype.requestBytesMax = 0;
            Limits.prototype.requestsInFlightMax = 0;
            Limits.prototype.bytesInFlightMax = 0;
            Limits.prototype.fetchesInFlightMax = 0;
            Limits.prototype.fetchBytesMax = 0;
            Limits.prototype.waitMsMax = 0;
            Limits.prototype.subscriptionsMax = 0;

            Limits.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.frameBytesMax != null && $Object.hasOwnProperty.call(message, "frameBytesMax") && message.frameBytesMax !== 0)
                    writer.uint32(8).uint32(message.frameBytesMax);
                if (message.requestBytesMax != null && $Object.hasOwnProperty.call(message, "requestBytesMax") && message.requestBytesMax !== 0)
                    writer.uint32(16).uint32(message.requestBytesMax);
                if (message.requestsInFlightMax != null && $Object.hasOwnProperty.call(message, "requestsInFlightMax") && message.requestsInFlightMax !== 0)
                    writer.uint32(24).uint32(message.requestsInFlightMax);
                if (message.bytesInFlightMax != null && $Object.hasOwnProperty.call(message, "bytesInFlightMax") && message.bytesInFlightMax !== 0)
                    writer.uint32(32).uint32(message.bytesInFlightMax);
                if (message.fetchesInFlightMax != null && $Object.hasOwnProperty.call(message, "fetchesInFlightMax") && message.fetchesInFlightMax !== 0)
                    writer.uint32(40).uint32(message.fetchesInFlightMax);
                if (message.fetchBytesMax != null && $Object.hasOwnProperty.call(message, "fetchBytesMax") && message.fetchBytesMax !== 0)
                    writer.uint32(48).uint32(message.fetchBytesMax);
                if (message.waitMsMax != null && $Object.hasOwnProperty.call(message, "waitMsMax") && message.waitMsMax !== 0)
                    writer.uint32(56).uint32(message.waitMsMax);
                if (message.subscriptionsMax != null && $Object.hasOwnProperty.call(message, "subscriptionsMax") && message.subscriptionsMax !== 0)
                    writer.uint32(64).uint32(message.subscriptionsMax);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            Limits.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.flotilla.v1.Limits();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.frameBytesMax = value;
                            else
                                delete message.frameBytesMax;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.requestBytesMax = value;
                            else
                                delete message.requestBytesMax;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.requestsInFlightMax = value;
                            else
                                delete message.requestsInFlightMax;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.bytesInFlightMax = value;
                            else
                                delete message.bytesInFlightMax;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.fetchesInFlightMax = value;
                            else
                                delete message.fetchesInFlightMax;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.fetchBytesMax = value;
                            else
                                delete message.fetchBytesMax;
                            continue;
                        }
                    case 7: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.waitMsMax = value;
                            else
                                delete message.waitMsMax;
                            continue;
                        }
                    case 8: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.subscriptionsMax = value;
                            else
                                delete message.subscriptionsMax;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Limits;
        })();

        v1.DescribeClusterRequest = (function() {

            const DescribeClusterRequest = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            DescribeClusterRequest.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            DescribeClusterRequest.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.flotilla.v1.DescribeClusterRequest();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    reader.skipType(tag & 7, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return DescribeClusterRequest;
        })();

        v1.DescribeClusterResponse = (function() {

            const DescribeClusterResponse = function (properties) {
                this.brokers = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            DescribeClusterResponse.prototype.clusterId = "";
            DescribeClusterResponse.prototype.nodeId = 0;
            DescribeClusterResponse.prototype.controller = null;
            DescribeClusterResponse.prototype.brokers = $util.emptyArray;

            let $oneOfFields;

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(DescribeClusterResponse.prototype, "_controller", {
                get: $util.oneOfGetter($oneOfFields = ["controller"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            DescribeClusterResponse.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.clusterId != null && $Object.hasOwnProperty.call(message, "clusterId") && message.clusterId !== "")
                    writer.uint32(10).string(message.clusterId);
                if (message.nodeId != null && $Object.hasOwnProperty.call(message, "nodeId") && message.nodeId !== 0)
                    writer.uint32(16).uint32(message.nodeId);
                if (message.controller != null && $Object.hasOwnProperty.call(message, "controller"))
                    writer.uint32(24).uint32(message.controller);
                if (message.brokers != null && message.brokers.length)
                    for (let i = 0; i < message.brokers.length; ++i)
                        $root.flotilla.v1.Broker.encode(message.brokers[i], writer.uint32(34).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            DescribeClusterResponse.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.flotilla.v1.DescribeClusterResponse();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.clusterId = value;
                            else
                                delete message.clusterId;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.nodeId = value;
                            else
                                delete message.nodeId;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            message.controller = reader.uint32();
                            message._controller = "controller";
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if (!(message.brokers && message.brokers.length))
                                message.brokers = [];
                            message.brokers.push($root.flotilla.v1.Broker.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return DescribeClusterResponse;
        })();

        v1.Broker = (function() {

            const Broker = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            Broker.prototype.nodeId = 0;
            Broker.prototype.host = "";
            Broker.prototype.httpPort = 0;
            Broker.prototype.peerPort = 0;
            Broker.prototype.isConnected = false;

            Broker.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.nodeId != null && $Object.hasOwnProperty.call(message, "nodeId") && message.nodeId !== 0)
                    writer.uint32(8).uint32(message.nodeId);
                if (message.host != null && $Object.hasOwnProperty.call(message, "host") && message.host !== "")
                    writer.uint32(18).string(message.host);
                if (message.httpPort != null && $Object.hasOwnProperty.call(message, "httpPort") && message.httpPort !== 0)
                    writer.uint32(24).uint32(message.httpPort);
                if (message.peerPort != null && $Object.hasOwnProperty.call(message, "peerPort") && message.peerPort !== 0)
                    writer.uint32(32).uint32(message.peerPort);
                if (message.isConnected != null && $Object.hasOwnProperty.call(message, "isConnected") && message.isConnected !== false)
                    writer.uint32(40).bool(message.isConnected);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            Broker.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.flotilla.v1.Broker();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.nodeId = value;
                            else
                                delete message.nodeId;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.host = value;
                            else
                                delete message.host;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.httpPort = value;
                            else
                                delete message.httpPort;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.peerPort = value;
                            else
                                delete message.peerPort;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.isConnected = value;
                            else
                                delete message.isConnected;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Broker;
        })();

        v1.DescribeTopicsRequest = (function() {

            const DescribeTopicsRequest = function (properties) {
                this.names = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            DescribeTopicsRequest.prototype.all = false;
            DescribeTopicsRequest.prototype.names = $util.emptyArray;

            DescribeTopicsRequest.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.all != null && $Object.hasOwnProperty.call(message, "all") && message.all !== false)
                    writer.uint32(8).bool(message.all);
                if (message.names != null && message.names.length)
                    for (let i = 0; i < message.names.length; ++i)
                        writer.uint32(18).string(message.names[i]);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            DescribeTopicsRequest.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.flotilla.v1.DescribeTopicsRequest();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.all = value;
                            else
                                delete message.all;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if (!(message.names && message.names.length))
                                message.names = [];
                            message.names.push(reader.stringVerify());
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return DescribeTopicsRequest;
        })();

        v1.DescribeTopicsResponse = (function() {

            const DescribeTopicsResponse = function (properties) {
                this.topics = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            DescribeTopicsResponse.prototype.topics = $util.emptyArray;

            DescribeTopicsResponse.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.topics != null && message.topics.length)
                    for (let i = 0; i < message.topics.length; ++i)
                        $root.flotilla.v1.Topic.encode(message.topics[i], writer.uint32(10).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            DescribeTopicsResponse.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.flotilla.v1.DescribeTopicsResponse();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if (!(message.topics && message.topics.length))
                                message.topics = [];
                            message.topics.push($root.flotilla.v1.Topic.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return DescribeTopicsResponse;
        })();

        v1.Topic = (function() {

            const Topic = function (properties) {
                this.partitions = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            Topic.prototype.name = "";
            Topic.prototype.topicId = null;
            Topic.prototype.error = null;
            Topic.prototype.partitions = $util.emptyArray;

            let $oneOfFields;

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(Topic.prototype, "_topicId", {
                get: $util.oneOfGetter($oneOfFields = ["topicId"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            Topic.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                    writer.uint32(10).string(message.name);
                if (message.topicId != null && $Object.hasOwnProperty.call(message, "topicId"))
                    writer.uint32(18).string(message.topicId);
                if (message.error != null && $Object.hasOwnProperty.call(message, "error"))
                    $root.flotilla.v1.TopicError.encode(message.error, writer.uint32(26).fork(), _depth + 1).ldelim();
                if (message.partitions != null && message.partitions.length)
                    for (let i = 0; i < message.partitions.length; ++i)
                        $root.flotilla.v1.PartitionLeadership.encode(message.partitions[i], writer.uint32(34).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            Topic.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.flotilla.v1.Topic();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.name = value;
                            else
                                delete message.name;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            message.topicId = reader.stringVerify();
                            message._topicId = "topicId";
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            message.error = $root.flotilla.v1.TopicError.decode(reader, reader.size(), $undefined, _depth + 1, message.error);
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if (!(message.partitions && message.partitions.length))
                                message.partitions = [];
                            message.partitions.push($root.flotilla.v1.PartitionLeadership.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Topic;
        })();

        v1.TopicError = (function() {

            const TopicError = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            TopicError.prototype.name = "";
            TopicError.prototype.message = "";

            TopicError.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                    writer.uint32(10).string(message.name);
                if (message.message != null && $Object.hasOwnProperty.call(message, "message") && message.message !== "")
                    writer.uint32(18).string(message.message);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            TopicError.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.flotilla.v1.TopicError();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.name = value;
                            else
                                delete message.name;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.message = value;
                            else
                                delete message.message;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return TopicError;
        })();

        v1.PartitionLeadership = (function() {

            const PartitionLeadership = function (properties) {
                this.replicas = [];
                this.inSyncReplicas = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            PartitionLeadership.prototype.partition = 0;
            PartitionLeadership.prototype.leader = null;
            PartitionLeadership.prototype.leaderEpoch = 0;
            PartitionLeadership.prototype.replicas = $util.emptyArray;
            PartitionLeadership.prototype.inSyncReplicas = $util.emptyArray;

            let $oneOfFields;

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(PartitionLeadership.prototype, "_leader", {
                get: $util.oneOfGetter($oneOfFields = ["leader"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            PartitionLeadership.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.partition != null && $Object.hasOwnProperty.call(message, "partition") && message.partition !== 0)
                    writer.uint32(8).uint32(message.partition);
                if (message.leader != null && $Object.hasOwnProperty.call(message, "leader"))
                    writer.uint32(16).uint32(message.leader);
                if (message.leaderEpoch != null && $Object.hasOwnProperty.call(message, "leaderEpoch") && message.leaderEpoch !== 0)
                    writer.uint32(24).uint32(message.leaderEpoch);
                if (message.replicas != null && message.replicas.length)
                    writer.uint32(34).uint32s(message.replicas);
                if (message.inSyncReplicas != null && message.inSyncReplicas.length)
                    writer.uint32(42).uint32s(message.inSyncReplicas);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            PartitionLeadership.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.flotilla.v1.PartitionLeadership();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.partition = value;
                            else
                                delete message.partition;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            message.leader = reader.uint32();
                            message._leader = "leader";
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.leaderEpoch = value;
                            else
                                delete message.leaderEpoch;
                            continue;
                        }
                    case 4: {
                            if (wireType === 2) {
                                if (!(message.replicas && message.replicas.length))
                                    message.replicas = [];
                                reader.uint32s(message.replicas);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.replicas && message.replicas.length))
                                message.replicas = [];
                            message.replicas.push(reader.uint32());
                            continue;
                        }
                    case 5: {
                            if (wireType === 2) {
                                if (!(message.inSyncReplicas && message.inSyncReplicas.length))
                                    message.inSyncReplicas = [];
                                reader.uint32s(message.inSyncReplicas);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.inSyncReplicas && message.inSyncReplicas.length))
                                message.inSyncReplicas = [];
                            message.inSyncReplicas.push(reader.uint32());
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return PartitionLeadership;
        })();

        v1.Acks = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "ACKS_ALL"] = 0;
            values[valuesById[1] = "ACKS_LEADER"] = 1;
            values[valuesById[2] = "ACKS_NONE"] = 2;
            return values;
        })();

        v1.ProduceRequest = (function() {

            const ProduceRequest = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            ProduceRequest.prototype.topic = "";
            ProduceRequest.prototype.partition = 0;
            ProduceRequest.prototype.acks = 0;
            ProduceRequest.prototype.timeoutMs = 0;
            ProduceRequest.prototype.records = $util.newBuffer([]);

            ProduceRequest.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.topic != null && $Object.hasOwnProperty.call(message, "topic") && message.topic !== "")
                    writer.uint32(10).string(message.topic);
                if (message.partition != null && $Object.hasOwnProperty.call(message, "partition") && message.partition !== 0)
                    writer.uint32(16).int32(message.partition);
                if (message.acks != null && $Object.hasOwnProperty.call(message, "acks") && message.acks !== 0)
                    writer.uint32(24).int32(message.acks);
                if (message.timeoutMs != null && $Object.hasOwnProperty.call(message, "timeoutMs") && message.timeoutMs !== 0)
                    writer.uint32(32).uint32(message.timeoutMs);
                if (message.records != null && $Object.hasOwnProperty.call(message, "records") && message.records.length)
                    writer.uint32(122).bytes(message.records);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            ProduceRequest.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.flotilla.v1.ProduceRequest();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.topic = value;
                            else
                                delete message.topic;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.partition = value;
                            else
                                delete message.partition;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.acks = value;
                            else
                                delete message.acks;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.timeoutMs = value;
                            else
                                delete message.timeoutMs;
                            continue;
                        }
                    case 15: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.records = value;
                            else
                                delete message.records;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return ProduceRequest;
        })();

        v1.ProduceResponse = (function() {

            const ProduceResponse = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            ProduceResponse.prototype.baseOffset = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
            ProduceResponse.prototype.lastOffset = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
            ProduceResponse.prototype.leaderEpoch = 0;
            ProduceResponse.prototype.logAppendTimeMs = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
            ProduceResponse.prototype.logStartOffset = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
            ProduceResponse.prototype.waitedFor = 0;

            ProduceResponse.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.baseOffset != null && $Object.hasOwnProperty.call(message, "baseOffset") && (typeof message.baseOffset === "object" ? message.baseOffset.low || message.baseOffset.high : message.baseOffset !== 0))
                    writer.uint32(8).uint64(message.baseOffset);
                if (message.lastOffset != null && $Object.hasOwnProperty.call(message, "lastOffset") && (typeof message.lastOffset === "object" ? message.lastOffset.low || message.lastOffset.high : message.lastOffset !== 0))
                    writer.uint32(16).uint64(message.lastOffset);
                if (message.leaderEpoch != null && $Object.hasOwnProperty.call(message, "leaderEpoch") && message.leaderEpoch !== 0)
                    writer.uint32(24).uint32(message.leaderEpoch);
                if (message.logAppendTimeMs != null && $Object.hasOwnProperty.call(message, "logAppendTimeMs") && (typeof message.logAppendTimeMs === "object" ? message.logAppendTimeMs.low || message.logAppendTimeMs.high : message.logAppendTimeMs !== 0))
                    writer.uint32(32).sint64(message.logAppendTimeMs);
                if (message.logStartOffset != null && $Object.hasOwnProperty.call(message, "logStartOffset") && (typeof message.logStartOffset === "object" ? message.logStartOffset.low || message.logStartOffset.high : message.logStartOffset !== 0))
                    writer.uint32(40).uint64(message.logStartOffset);
                if (message.waitedFor != null && $Object.hasOwnProperty.call(message, "waitedFor") && message.waitedFor !== 0)
                    writer.uint32(48).int32(message.waitedFor);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            ProduceResponse.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.flotilla.v1.ProduceResponse();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.baseOffset = value;
                            else
                                delete message.baseOffset;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.lastOffset = value;
                            else
                                delete message.lastOffset;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.leaderEpoch = value;
                            else
                                delete message.leaderEpoch;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.sint64()) === "object" ? value.low || value.high : value !== 0)
                                message.logAppendTimeMs = value;
                            else
                                delete message.logAppendTimeMs;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.logStartOffset = value;
                            else
                                delete message.logStartOffset;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.waitedFor = value;
                            else
                                delete message.waitedFor;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return ProduceResponse;
        })();

        v1.WaitedFor = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "SYNCED_ON_MAJORITY"] = 0;
            values[valuesById[1] = "APPENDED_ON_LEADER"] = 1;
            values[valuesById[2] = "SENT"] = 2;
            return values;
        })();

        v1.FetchRequest = (function() {

            const FetchRequest = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            FetchRequest.prototype.topic = "";
            FetchRequest.prototype.partition = 0;
            FetchRequest.prototype.offset = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
            FetchRequest.prototype.bytesMin = 0;
            FetchRequest.prototype.bytesMax = 0;
            FetchRequest.prototype.waitMsMax = 0;
            FetchRequest.prototype.lastFetchedEpoch = null;

            let $oneOfFields;

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(FetchRequest.prototype, "_lastFetchedEpoch", {
                get: $util.oneOfGetter($oneOfFields = ["lastFetchedEpoch"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            FetchRequest.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.topic != null && $Object.hasOwnProperty.call(message, "topic") && message.topic !== "")
                    writer.uint32(10).string(message.topic);
                if (message.partition != null && $Object.hasOwnProperty.call(message, "partition") && message.partition !== 0)
                    writer.uint32(16).int32(message.partition);
                if (message.offset != null && $Object.hasOwnProperty.call(message, "offset") && (typeof message.offset === "object" ? message.offset.low || message.offset.high : message.offset !== 0))
                    writer.uint32(24).int64(message.offset);
                if (message.bytesMin != null && $Object.hasOwnProperty.call(message, "bytesMin") && message.bytesMin !== 0)
                    writer.uint32(32).uint32(message.bytesMin);
                if (message.bytesMax != null && $Object.hasOwnProperty.call(message, "bytesMax") && message.bytesMax !== 0)
                    writer.uint32(40).uint32(message.bytesMax);
                if (message.waitMsMax != null && $Object.hasOwnProperty.call(message, "waitMsMax") && message.waitMsMax !== 0)
                    writer.uint32(48).uint32(message.waitMsMax);
                if (message.lastFetchedEpoch != null && $Object.hasOwnProperty.call(message, "lastFetchedEpoch"))
                    writer.uint32(56).uint32(message.lastFetchedEpoch);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            FetchRequest.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.flotilla.v1.FetchRequest();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.topic = value;
                            else
                                delete message.topic;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.partition = value;
                            else
                                delete message.partition;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                                message.offset = value;
                            else
                                delete message.offset;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.bytesMin = value;
                            else
                                delete message.bytesMin;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.bytesMax = value;
                            else
                                delete message.bytesMax;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.waitMsMax = value;
                            else
                                delete message.waitMsMax;
                            continue;
                        }
                    case 7: {
                            if (wireType !== 0)
                                break;
                            message.lastFetchedEpoch = reader.uint32();
                            message._lastFetchedEpoch = "lastFetchedEpoch";
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return FetchRequest;
        })();

        v1.FetchResponse = (function() {

            const FetchResponse = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            FetchResponse.prototype.highWatermark = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
            FetchResponse.prototype.logStartOffset = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
            FetchResponse.prototype.leaderEpoch = 0;
            FetchResponse.prototype.records = $util.newBuffer([]);

            FetchResponse.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.highWatermark != null && $Object.hasOwnProperty.call(message, "highWatermark") && (typeof message.highWatermark === "object" ? message.highWatermark.low || message.highWatermark.high : message.highWatermark !== 0))
                    writer.uint32(8).uint64(message.highWatermark);
                if (message.logStartOffset != null && $Object.hasOwnProperty.call(message, "logStartOffset") && (typeof message.logStartOffset === "object" ? message.logStartOffset.low || message.logStartOffset.high : message.logStartOffset !== 0))
                    writer.uint32(16).uint64(message.logStartOffset);
                if (message.leaderEpoch != null && $Object.hasOwnProperty.call(message, "leaderEpoch") && message.leaderEpoch !== 0)
                    writer.uint32(24).uint32(message.leaderEpoch);
                if (message.records != null && $Object.hasOwnProperty.call(message, "records") && message.records.length)
                    writer.uint32(122).bytes(message.records);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            FetchResponse.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.flotilla.v1.FetchResponse();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.highWatermark = value;
                            else
                                delete message.highWatermark;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.logStartOffset = value;
                            else
                                delete message.logStartOffset;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.leaderEpoch = value;
                            else
                                delete message.leaderEpoch;
                            continue;
                        }
                    case 15: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.records = value;
                            else
                                delete message.records;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return FetchResponse;
        })();

        v1.ListOffsetsRequest = (function() {

            const ListOffsetsRequest = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            ListOffsetsRequest.prototype.topic = "";
            ListOffsetsRequest.prototype.partition = 0;
            ListOffsetsRequest.prototype.earliest = null;
            ListOffsetsRequest.prototype.latest = null;
            ListOffsetsRequest.prototype.timestampMs = null;

            let $oneOfFields;

            $Object.defineProperty(ListOffsetsRequest.prototype, "at", {
                get: $util.oneOfGetter($oneOfFields = ["earliest", "latest", "timestampMs"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            ListOffsetsRequest.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.topic != null && $Object.hasOwnProperty.call(message, "topic") && message.topic !== "")
                    writer.uint32(10).string(message.topic);
                if (message.partition != null && $Object.hasOwnProperty.call(message, "partition") && message.partition !== 0)
                    writer.uint32(16).int32(message.partition);
                if (message.earliest != null && $Object.hasOwnProperty.call(message, "earliest"))
                    $root.flotilla.v1.Empty.encode(message.earliest, writer.uint32(26).fork(), _depth + 1).ldelim();
                if (message.latest != null && $Object.hasOwnProperty.call(message, "latest"))
                    $root.flotilla.v1.Empty.encode(message.latest, writer.uint32(34).fork(), _depth + 1).ldelim();
                if (message.timestampMs != null && $Object.hasOwnProperty.call(message, "timestampMs"))
                    writer.uint32(40).int64(message.timestampMs);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            ListOffsetsRequest.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.flotilla.v1.ListOffsetsRequest();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.topic = value;
                            else
                                delete message.topic;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.partition = value;
                            else
                                delete message.partition;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            message.earliest = $root.flotilla.v1.Empty.decode(reader, reader.size(), $undefined, _depth + 1, message.earliest);
                            message.at = "earliest";
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            message.latest = $root.flotilla.v1.Empty.decode(reader, reader.size(), $undefined, _depth + 1, message.latest);
                            message.at = "latest";
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            message.timestampMs = reader.int64();
                            message.at = "timestampMs";
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return ListOffsetsRequest;
        })();

        v1.ListOffsetsResponse = (function() {

            const ListOffsetsResponse = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            ListOffsetsResponse.prototype.offset = null;
            ListOffsetsResponse.prototype.timestampMs = null;
            ListOffsetsResponse.prototype.leaderEpoch = 0;

            let $oneOfFields;

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(ListOffsetsResponse.prototype, "_offset", {
                get: $util.oneOfGetter($oneOfFields = ["offset"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(ListOffsetsResponse.prototype, "_timestampMs", {
                get: $util.oneOfGetter($oneOfFields = ["timestampMs"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            ListOffsetsResponse.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.offset != null && $Object.hasOwnProperty.call(message, "offset"))
                    writer.uint32(8).uint64(message.offset);
                if (message.timestampMs != null && $Object.hasOwnProperty.call(message, "timestampMs"))
                    writer.uint32(16).int64(message.timestampMs);
                if (message.leaderEpoch != null && $Object.hasOwnProperty.call(message, "leaderEpoch") && message.leaderEpoch !== 0)
                    writer.uint32(24).uint32(message.leaderEpoch);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            ListOffsetsResponse.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.flotilla.v1.ListOffsetsResponse();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            message.offset = reader.uint64();
                            message._offset = "offset";
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            message.timestampMs = reader.int64();
                            message._timestampMs = "timestampMs";
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.leaderEpoch = value;
                            else
                                delete message.leaderEpoch;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return ListOffsetsResponse;
        })();

        v1.CreateTopicRequest = (function() {

            const CreateTopicRequest = function (properties) {
                this.configs = {};
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            CreateTopicRequest.prototype.name = "";
            CreateTopicRequest.prototype.partitionCount = null;
            CreateTopicRequest.prototype.replicationFactor = null;
            CreateTopicRequest.prototype.configs = $util.emptyObject;
            CreateTopicRequest.prototype.validateOnly = false;

            let $oneOfFields;

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(CreateTopicRequest.prototype, "_partitionCount", {
                get: $util.oneOfGetter($oneOfFields = ["partitionCount"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(CreateTopicRequest.prototype, "_replicationFactor", {
                get: $util.oneOfGetter($oneOfFields = ["replicationFactor"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            CreateTopicRequest.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                    writer.uint32(10).string(message.name);
                if (message.partitionCount != null && $Object.hasOwnProperty.call(message, "partitionCount"))
                    writer.uint32(16).int32(message.partitionCount);
                if (message.replicationFactor != null && $Object.hasOwnProperty.call(message, "replicationFactor"))
                    writer.uint32(24).int32(message.replicationFactor);
                if (message.configs != null && $Object.hasOwnProperty.call(message, "configs"))
                    for (let keys = $Object.keys(message.configs), i = 0; i < keys.length; ++i)
                        writer.uint32(34).fork().uint32(10).string(keys[i]).uint32(18).string(message.configs[keys[i]]).ldelim();
                if (message.validateOnly != null && $Object.hasOwnProperty.call(message, "validateOnly") && message.validateOnly !== false)
                    writer.uint32(40).bool(message.validateOnly);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            CreateTopicRequest.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, key, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.flotilla.v1.CreateTopicRequest();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.name = value;
                            else
                                delete message.name;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            message.partitionCount = reader.int32();
                            message._partitionCount = "partitionCount";
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            message.replicationFactor = reader.int32();
                            message._replicationFactor = "replicationFactor";
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if (message.configs === $util.emptyObject)
                                message.configs = {};
                            let end2 = reader.size() + reader.pos;
                            if (end2 > reader.len)
                                throw $RangeError("index out of range");
                            reader.len = end2;
                            key = "";
                            value = "";
                            while (reader.pos < end2) {
                                let tag2 = reader.tag();
                                wireType = tag2 & 7;
                                switch (tag2 >>>= 3) {
                                case 1:
                                    if (wireType !== 2)
                                        break;
                                    key = reader.stringVerify();
                                    continue;
                                case 2:
                                    if (wireType !== 2)
                                        break;
                                    value = reader.stringVerify();
                                    continue;
                                }
                                reader.skipType(wireType, _depth, tag2);
                            }
                            if (reader.pos !== end2)
                                throw $RangeError("index out of range");
                            reader.len = end;
                            if (key === "__proto__")
                                $util.makeProp(message.configs, key);
                            message.configs[key] = value;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.validateOnly = value;
                            else
                                delete message.validateOnly;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return CreateTopicRequest;
        })();

        v1.CreateTopicResponse = (function() {

            const CreateTopicResponse = function (properties) {
                this.warnings = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            CreateTopicResponse.prototype.name = "";
            CreateTopicResponse.prototype.topicId = "";
            CreateTopicResponse.prototype.partitionCount = 0;
            CreateTopicResponse.prototype.replicationFactor = 0;
            CreateTopicResponse.prototype.warnings = $util.emptyArray;

            CreateTopicResponse.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                    writer.uint32(10).string(message.name);
                if (message.topicId != null && $Object.hasOwnProperty.call(message, "topicId") && message.topicId !== "")
                    writer.uint32(18).string(message.topicId);
                if (message.partitionCount != null && $Object.hasOwnProperty.call(message, "partitionCount") && message.partitionCount !== 0)
                    writer.uint32(24).uint32(message.partitionCount);
                if (message.replicationFactor != null && $Object.hasOwnProperty.call(message, "replicationFactor") && message.replicationFactor !== 0)
                    writer.uint32(32).uint32(message.replicationFactor);
                if (message.warnings != null && message.warnings.length)
                    for (let i = 0; i < message.warnings.length; ++i)
                        writer.uint32(42).string(message.warnings[i]);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            CreateTopicResponse.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.flotilla.v1.CreateTopicResponse();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.name = value;
                            else
                                delete message.name;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.topicId = value;
                            else
                                delete message.topicId;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.partitionCount = value;
                            else
                                delete message.partitionCount;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.replicationFactor = value;
                            else
                                delete message.replicationFactor;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            if (!(message.warnings && message.warnings.length))
                                message.warnings = [];
                            message.warnings.push(reader.stringVerify());
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return CreateTopicResponse;
        })();

        v1.DeleteTopicRequest = (function() {

            const DeleteTopicRequest = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            DeleteTopicRequest.prototype.name = "";

            DeleteTopicRequest.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                    writer.uint32(10).string(message.name);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            DeleteTopicRequest.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.flotilla.v1.DeleteTopicRequest();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.name = value;
                            else
                                delete message.name;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return DeleteTopicRequest;
        })();

        v1.AddPartitionsRequest = (function() {

            const AddPartitionsRequest = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            AddPartitionsRequest.prototype.name = "";
            AddPartitionsRequest.prototype.partitionCount = 0;

            AddPartitionsRequest.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                    writer.uint32(10).string(message.name);
                if (message.partitionCount != null && $Object.hasOwnProperty.call(message, "partitionCount") && message.partitionCount !== 0)
                    writer.uint32(16).int32(message.partitionCount);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            AddPartitionsRequest.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.flotilla.v1.AddPartitionsRequest();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.name = value;
                            else
                                delete message.name;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.partitionCount = value;
                            else
                                delete message.partitionCount;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return AddPartitionsRequest;
        })();

        v1.DescribeTopicConfigRequest = (function() {

            const DescribeTopicConfigRequest = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            DescribeTopicConfigRequest.prototype.name = "";

            DescribeTopicConfigRequest.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                    writer.uint32(10).string(message.name);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            DescribeTopicConfigRequest.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.flotilla.v1.DescribeTopicConfigRequest();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.name = value;
                            else
                                delete message.name;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return DescribeTopicConfigRequest;
        })();

        v1.DescribeTopicConfigResponse = (function() {

            const DescribeTopicConfigResponse = function (properties) {
                this.entries = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            DescribeTopicConfigResponse.prototype.entries = $util.emptyArray;

            DescribeTopicConfigResponse.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.entries != null && message.entries.length)
                    for (let i = 0; i < message.entries.length; ++i)
                        $root.flotilla.v1.ConfigEntry.encode(message.entries[i], writer.uint32(10).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            DescribeTopicConfigResponse.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.flotilla.v1.DescribeTopicConfigResponse();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if (!(message.entries && message.entries.length))
                                message.entries = [];
                            message.entries.push($root.flotilla.v1.ConfigEntry.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return DescribeTopicConfigResponse;
        })();

        v1.ConfigEntry = (function() {

            const ConfigEntry = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            ConfigEntry.prototype.name = "";
            ConfigEntry.prototype.value = "";
            ConfigEntry.prototype.source = 0;
            ConfigEntry.prototype.documentation = "";
            ConfigEntry.prototype.hasEffect = false;

            ConfigEntry.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                    writer.uint32(10).string(message.name);
                if (message.value != null && $Object.hasOwnProperty.call(message, "value") && message.value !== "")
                    writer.uint32(18).string(message.value);
                if (message.source != null && $Object.hasOwnProperty.call(message, "source") && message.source !== 0)
                    writer.uint32(24).int32(message.source);
                if (message.documentation != null && $Object.hasOwnProperty.call(message, "documentation") && message.documentation !== "")
                    writer.uint32(34).string(message.documentation);
                if (message.hasEffect != null && $Object.hasOwnProperty.call(message, "hasEffect") && message.hasEffect !== false)
                    writer.uint32(40).bool(message.hasEffect);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            ConfigEntry.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.flotilla.v1.ConfigEntry();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.name = value;
                            else
                                delete message.name;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.value = value;
                            else
                                delete message.value;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.source = value;
                            else
                                delete message.source;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.documentation = value;
                            else
                                delete message.documentation;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.hasEffect = value;
                            else
                                delete message.hasEffect;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return ConfigEntry;
        })();

        v1.ConfigSource = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "SOURCE_DEFAULT"] = 0;
            values[valuesById[1] = "SOURCE_BROKER"] = 1;
            values[valuesById[2] = "SOURCE_TOPIC"] = 2;
            return values;
        })();

        v1.AlterTopicConfigRequest = (function() {

            const AlterTopicConfigRequest = function (properties) {
                this.set = {};
                this.reset = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            AlterTopicConfigRequest.prototype.name = "";
            AlterTopicConfigRequest.prototype.set = $util.emptyObject;
            AlterTopicConfigRequest.prototype.reset = $util.emptyArray;

            AlterTopicConfigRequest.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                    writer.uint32(10).string(message.name);
                if (message.set != null && $Object.hasOwnProperty.call(message, "set"))
                    for (let keys = $Object.keys(message.set), i = 0; i < keys.length; ++i)
                        writer.uint32(18).fork().uint32(10).string(keys[i]).uint32(18).string(message.set[keys[i]]).ldelim();
                if (message.reset != null && message.reset.length)
                    for (let i = 0; i < message.reset.length; ++i)
                        writer.uint32(26).string(message.reset[i]);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            AlterTopicConfigRequest.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, key, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.flotilla.v1.AlterTopicConfigRequest();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.name = value;
                            else
                                delete message.name;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if (message.set === $util.emptyObject)
                                message.set = {};
                            let end2 = reader.size() + reader.pos;
                            if (end2 > reader.len)
                                throw $RangeError("index out of range");
                            reader.len = end2;
                            key = "";
                            value = "";
                            while (reader.pos < end2) {
                                let tag2 = reader.tag();
                                wireType = tag2 & 7;
                                switch (tag2 >>>= 3) {
                                case 1:
                                    if (wireType !== 2)
                                        break;
                                    key = reader.stringVerify();
                                    continue;
                                case 2:
                                    if (wireType !== 2)
                                        break;
                                    value = reader.stringVerify();
                                    continue;
                                }
                                reader.skipType(wireType, _depth, tag2);
                            }
                            if (reader.pos !== end2)
                                throw $RangeError("index out of range");
                            reader.len = end;
                            if (key === "__proto__")
                                $util.makeProp(message.set, key);
                            message.set[key] = value;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if (!(message.reset && message.reset.length))
                                message.reset = [];
                            message.reset.push(reader.stringVerify());
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return AlterTopicConfigRequest;
        })();

        v1.DescribePartitionRequest = (function() {

            const DescribePartitionRequest = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            DescribePartitionRequest.prototype.topic = "";
            DescribePartitionRequest.prototype.partition = 0;

            DescribePartitionRequest.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.topic != null && $Object.hasOwnProperty.call(message, "topic") && message.topic !== "")
                    writer.uint32(10).string(message.topic);
                if (message.partition != null && $Object.hasOwnProperty.call(message, "partition") && message.partition !== 0)
                    writer.uint32(16).int32(message.partition);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            DescribePartitionRequest.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.flotilla.v1.DescribePartitionRequest();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.topic = value;
                            else
                                delete message.topic;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.partition = value;
                            else
                                delete message.partition;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return DescribePartitionRequest;
        })();

        v1.DescribePartitionResponse = (function() {

            const DescribePartitionResponse = function (properties) {
                this.replicas = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            DescribePartitionResponse.prototype.topic = "";
            DescribePartitionResponse.prototype.partition = 0;
            DescribePartitionResponse.prototype.topicId = "";
            DescribePartitionResponse.prototype.leader = null;
            DescribePartitionResponse.prototype.leaderEpoch = 0;
            DescribePartitionResponse.prototype.replicas = $util.emptyArray;

            let $oneOfFields;

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(DescribePartitionResponse.prototype, "_leader", {
                get: $util.oneOfGetter($oneOfFields = ["leader"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            DescribePartitionResponse.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.topic != null && $Object.hasOwnProperty.call(message, "topic") && message.topic !== "")
                    writer.uint32(10).string(message.topic);
                if (message.partition != null && $Object.hasOwnProperty.call(message, "partition") && message.partition !== 0)
                    writer.uint32(16).uint32(message.partition);
                if (message.topicId != null && $Object.hasOwnProperty.call(message, "topicId") && message.topicId !== "")
                    writer.uint32(26).string(message.topicId);
                if (message.leader != null && $Object.hasOwnProperty.call(message, "leader"))
                    writer.uint32(32).uint32(message.leader);
                if (message.leaderEpoch != null && $Object.hasOwnProperty.call(message, "leaderEpoch") && message.leaderEpoch !== 0)
                    writer.uint32(40).uint32(message.leaderEpoch);
                if (message.replicas != null && message.replicas.length)
                    for (let i = 0; i < message.replicas.length; ++i)
                        $root.flotilla.v1.ReplicaDescription.encode(message.replicas[i], writer.uint32(50).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            DescribePartitionResponse.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.flotilla.v1.DescribePartitionResponse();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.topic = value;
                            else
                                delete message.topic;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.partition = value;
                            else
                                delete message.partition;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.topicId = value;
                            else
                                delete message.topicId;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            message.leader = reader.uint32();
                            message._leader = "leader";
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.leaderEpoch = value;
                            else
                                delete message.leaderEpoch;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 2)
                                break;
                            if (!(message.replicas && message.replicas.length))
                                message.replicas = [];
                            message.replicas.push($root.flotilla.v1.ReplicaDescription.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return DescribePartitionResponse;
        })();

        v1.ReplicaDescription = (function() {

            const ReplicaDescription = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            ReplicaDescription.prototype.nodeId = 0;
            ReplicaDescription.prototype.state = null;
            ReplicaDescription.prototype.unreachableReason = null;

            let $oneOfFields;

            $Object.defineProperty(ReplicaDescription.prototype, "answer", {
                get: $util.oneOfGetter($oneOfFields = ["state", "unreachableReason"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            ReplicaDescription.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.nodeId != null && $Object.hasOwnProperty.call(message, "nodeId") && message.nodeId !== 0)
                    writer.uint32(8).uint32(message.nodeId);
                if (message.state != null && $Object.hasOwnProperty.call(message, "state"))
                    $root.flotilla.v1.ReplicaState.encode(message.state, writer.uint32(18).fork(), _depth + 1).ldelim();
                if (message.unreachableReason != null && $Object.hasOwnProperty.call(message, "unreachableReason"))
                    writer.uint32(26).string(message.unreachableReason);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            ReplicaDescription.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.flotilla.v1.ReplicaDescription();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.nodeId = value;
                            else
                                delete message.nodeId;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            message.state = $root.flotilla.v1.ReplicaState.decode(reader, reader.size(), $undefined, _depth + 1, message.state);
                            message.answer = "state";
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            message.unreachableReason = reader.stringVerify();
                            message.answer = "unreachableReason";
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return ReplicaDescription;
        })();

        v1.ReplicaRole = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "FOLLOWER"] = 0;
            values[valuesById[1] = "PRE_CANDIDATE"] = 1;
            values[valuesById[2] = "CANDIDATE"] = 2;
            values[valuesById[3] = "LEADER"] = 3;
            values[valuesById[4] = "FAILED"] = 4;
            return values;
        })();

        v1.ReplicaState = (function() {

            const ReplicaState = function (properties) {
                this.followers = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            ReplicaState.prototype.role = 0;
            ReplicaState.prototype.term = 0;
            ReplicaState.prototype.votedFor = null;
            ReplicaState.prototype.leader = null;
            ReplicaState.prototype.logStartOffset = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
            ReplicaState.prototype.logEnd = null;
            ReplicaState.prototype.syncedEnd = null;
            ReplicaState.prototype.commitIndex = null;
            ReplicaState.prototype.highWatermark = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
            ReplicaState.prototype.fault = null;
            ReplicaState.prototype.followers = $util.emptyArray;

            let $oneOfFields;

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(ReplicaState.prototype, "_votedFor", {
                get: $util.oneOfGetter($oneOfFields = ["votedFor"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(ReplicaState.prototype, "_leader", {
                get: $util.oneOfGetter($oneOfFields = ["leader"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(ReplicaState.prototype, "_fault", {
                get: $util.oneOfGetter($oneOfFields = ["fault"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            ReplicaState.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.role != null && $Object.hasOwnProperty.call(message, "role") && message.role !== 0)
                    writer.uint32(8).int32(message.role);
                if (message.term != null && $Object.hasOwnProperty.call(message, "term") && message.term !== 0)
                    writer.uint32(16).uint32(message.term);
                if (message.votedFor != null && $Object.hasOwnProperty.call(message, "votedFor"))
                    writer.uint32(24).uint32(message.votedFor);
                if (message.leader != null && $Object.hasOwnProperty.call(message, "leader"))
                    writer.uint32(32).uint32(message.leader);
                if (message.logStartOffset != null && $Object.hasOwnProperty.call(message, "logStartOffset") && (typeof message.logStartOffset === "object" ? message.logStartOffset.low || message.logStartOffset.high : message.logStartOffset !== 0))
                    writer.uint32(40).uint64(message.logStartOffset);
                if (message.logEnd != null && $Object.hasOwnProperty.call(message, "logEnd"))
                    $root.flotilla.v1.Position.encode(message.logEnd, writer.uint32(50).fork(), _depth + 1).ldelim();
                if (message.syncedEnd != null && $Object.hasOwnProperty.call(message, "syncedEnd"))
                    $root.flotilla.v1.Position.encode(message.syncedEnd, writer.uint32(58).fork(), _depth + 1).ldelim();
                if (message.commitIndex != null && $Object.hasOwnProperty.call(message, "commitIndex"))
                    $root.flotilla.v1.Position.encode(message.commitIndex, writer.uint32(66).fork(), _depth + 1).ldelim();
                if (message.highWatermark != null && $Object.hasOwnProperty.call(message, "highWatermark") && (typeof message.highWatermark === "object" ? message.highWatermark.low || message.highWatermark.high : message.highWatermark !== 0))
                    writer.uint32(72).uint64(message.highWatermark);
                if (message.fault != null && $Object.hasOwnProperty.call(message, "fault"))
                    writer.uint32(82).string(message.fault);
                if (message.followers != null && message.followers.length)
                    for (let i = 0; i < message.followers.length; ++i)
                        $root.flotilla.v1.FollowerProgress.encode(message.followers[i], writer.uint32(90).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            ReplicaState.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.flotilla.v1.ReplicaState();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.role = value;
                            else
                                delete message.role;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.term = value;
                            else
                                delete message.term;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            message.votedFor = reader.uint32();
                            message._votedFor = "votedFor";
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            message.leader = reader.uint32();
                            message._leader = "leader";
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.logStartOffset = value;
                            else
                                delete message.logStartOffset;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 2)
                                break;
                            message.logEnd = $root.flotilla.v1.Position.decode(reader, reader.size(), $undefined, _depth + 1, message.logEnd);
                            continue;
                        }
                    case 7: {
                            if (wireType !== 2)
                                break;
                            message.syncedEnd = $root.flotilla.v1.Position.decode(reader, reader.size(), $undefined, _depth + 1, message.syncedEnd);
                            continue;
                        }
                    case 8: {
                            if (wireType !== 2)
                                break;
                            message.commitIndex = $root.flotilla.v1.Position.decode(reader, reader.size(), $undefined, _depth + 1, message.commitIndex);
                            continue;
                        }
                    case 9: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.highWatermark = value;
                            else
                                delete message.highWatermark;
                            continue;
                        }
                    case 10: {
                            if (wireType !== 2)
                                break;
                            message.fault = reader.stringVerify();
                            message._fault = "fault";
                            continue;
                        }
                    case 11: {
                            if (wireType !== 2)
                                break;
                            if (!(message.followers && message.followers.length))
                                message.followers = [];
                            message.followers.push($root.flotilla.v1.FollowerProgress.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return ReplicaState;
        })();

        v1.Position = (function() {

            const Position = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            Position.prototype.nextOffset = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
            Position.prototype.ordinal = 0;

            Position.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.nextOffset != null && $Object.hasOwnProperty.call(message, "nextOffset") && (typeof message.nextOffset === "object" ? message.nextOffset.low || message.nextOffset.high : message.nextOffset !== 0))
                    writer.uint32(8).uint64(message.nextOffset);
                if (message.ordinal != null && $Object.hasOwnProperty.call(message, "ordinal") && message.ordinal !== 0)
                    writer.uint32(16).uint32(message.ordinal);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            Position.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.flotilla.v1.Position();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.nextOffset = value;
                            else
                                delete message.nextOffset;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.ordinal = value;
                            else
                                delete message.ordinal;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Position;
        })();

        v1.ProgressKind = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "PROBE"] = 0;
            values[valuesById[1] = "REPLICATE"] = 1;
            values[valuesById[2] = "CATCH_UP"] = 2;
            return values;
        })();

        v1.FollowerProgress = (function() {

            const FollowerProgress = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            FollowerProgress.prototype.nodeId = 0;
            FollowerProgress.prototype.progress = 0;
            FollowerProgress.prototype.match = null;
            FollowerProgress.prototype.next = null;
            FollowerProgress.prototype.inFlightBytes = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
            FollowerProgress.prototype.lag = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
            FollowerProgress.prototype.lastContactMs = null;
            FollowerProgress.prototype.isInSync = false;

            let $oneOfFields;

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(FollowerProgress.prototype, "_lastContactMs", {
                get: $util.oneOfGetter($oneOfFields = ["lastContactMs"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            FollowerProgress.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.nodeId != null && $Object.hasOwnProperty.call(message, "nodeId") && message.nodeId !== 0)
                    writer.uint32(8).uint32(message.nodeId);
                if (message.progress != null && $Object.hasOwnProperty.call(message, "progress") && message.progress !== 0)
                    writer.uint32(16).int32(message.progress);
                if (message.match != null && $Object.hasOwnProperty.call(message, "match"))
                    $root.flotilla.v1.Position.encode(message.match, writer.uint32(26).fork(), _depth + 1).ldelim();
                if (message.next != null && $Object.hasOwnProperty.call(message, "next"))
                    $root.flotilla.v1.Position.encode(message.next, writer.uint32(34).fork(), _depth + 1).ldelim();
                if (message.inFlightBytes != null && $Object.hasOwnProperty.call(message, "inFlightBytes") && (typeof message.inFlightBytes === "object" ? message.inFlightBytes.low || message.inFlightBytes.high : message.inFlightBytes !== 0))
                    writer.uint32(40).uint64(message.inFlightBytes);
                if (message.lag != null && $Object.hasOwnProperty.call(message, "lag") && (typeof message.lag === "object" ? message.lag.low || message.lag.high : message.lag !== 0))
                    writer.uint32(48).uint64(message.lag);
                if (message.lastContactMs != null && $Object.hasOwnProperty.call(message, "lastContactMs"))
                    writer.uint32(57).double(message.lastContactMs);
                if (message.isInSync != null && $Object.hasOwnProperty.call(message, "isInSync") && message.isInSync !== false)
                    writer.uint32(64).bool(message.isInSync);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            FollowerProgress.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.flotilla.v1.FollowerProgress();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.nodeId = value;
                            else
                                delete message.nodeId;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.progress = value;
                            else
                                delete message.progress;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            message.match = $root.flotilla.v1.Position.decode(reader, reader.size(), $undefined, _depth + 1, message.match);
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            message.next = $root.flotilla.v1.Position.decode(reader, reader.size(), $undefined, _depth + 1, message.next);
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.inFlightBytes = value;
                            else
                                delete message.inFlightBytes;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.lag = value;
                            else
                                delete message.lag;
                            continue;
                        }
                    case 7: {
                            if (wireType !== 1)
                                break;
                            message.lastContactMs = reader.double();
                            message._lastContactMs = "lastContactMs";
                            continue;
                        }
                    case 8: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.isInSync = value;
                            else
                                delete message.isInSync;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return FollowerProgress;
        })();

        v1.TransferLeadershipRequest = (function() {

            const TransferLeadershipRequest = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            TransferLeadershipRequest.prototype.topic = "";
            TransferLeadershipRequest.prototype.partition = 0;
            TransferLeadershipRequest.prototype.to = 0;

            TransferLeadershipRequest.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.topic != null && $Object.hasOwnProperty.call(message, "topic") && message.topic !== "")
                    writer.uint32(10).string(message.topic);
                if (message.partition != null && $Object.hasOwnProperty.call(message, "partition") && message.partition !== 0)
                    writer.uint32(16).int32(message.partition);
                if (message.to != null && $Object.hasOwnProperty.call(message, "to") && message.to !== 0)
                    writer.uint32(24).uint32(message.to);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            TransferLeadershipRequest.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.flotilla.v1.TransferLeadershipRequest();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.topic = value;
                            else
                                delete message.topic;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.partition = value;
                            else
                                delete message.partition;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.to = value;
                            else
                                delete message.to;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return TransferLeadershipRequest;
        })();

        v1.ClusterHealthRequest = (function() {

            const ClusterHealthRequest = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            ClusterHealthRequest.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            ClusterHealthRequest.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.flotilla.v1.ClusterHealthRequest();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    reader.skipType(tag & 7, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return ClusterHealthRequest;
        })();

        v1.ClusterHealthResponse = (function() {

            const ClusterHealthResponse = function (properties) {
                this.reasons = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            ClusterHealthResponse.prototype.isHealthy = false;
            ClusterHealthResponse.prototype.reasons = $util.emptyArray;
            ClusterHealthResponse.prototype.brokersConnected = 0;
            ClusterHealthResponse.prototype.brokersKnown = 0;
            ClusterHealthResponse.prototype.partitions = 0;
            ClusterHealthResponse.prototype.partitionsWithoutLeader = 0;
            ClusterHealthResponse.prototype.partitionsUnderReplicated = 0;

            ClusterHealthResponse.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.isHealthy != null && $Object.hasOwnProperty.call(message, "isHealthy") && message.isHealthy !== false)
                    writer.uint32(8).bool(message.isHealthy);
                if (message.reasons != null && message.reasons.length)
                    for (let i = 0; i < message.reasons.length; ++i)
                        writer.uint32(18).string(message.reasons[i]);
                if (message.brokersConnected != null && $Object.hasOwnProperty.call(message, "brokersConnected") && message.brokersConnected !== 0)
                    writer.uint32(24).uint32(message.brokersConnected);
                if (message.brokersKnown != null && $Object.hasOwnProperty.call(message, "brokersKnown") && message.brokersKnown !== 0)
                    writer.uint32(32).uint32(message.brokersKnown);
                if (message.partitions != null && $Object.hasOwnProperty.call(message, "partitions") && message.partitions !== 0)
                    writer.uint32(40).uint32(message.partitions);
                if (message.partitionsWithoutLeader != null && $Object.hasOwnProperty.call(message, "partitionsWithoutLeader") && message.partitionsWithoutLeader !== 0)
                    writer.uint32(48).uint32(message.partitionsWithoutLeader);
                if (message.partitionsUnderReplicated != null && $Object.hasOwnProperty.call(message, "partitionsUnderReplicated") && message.partitionsUnderReplicated !== 0)
                    writer.uint32(56).uint32(message.partitionsUnderReplicated);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            ClusterHealthResponse.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.flotilla.v1.ClusterHealthResponse();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.isHealthy = value;
                            else
                                delete message.isHealthy;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if (!(message.reasons && message.reasons.length))
                                message.reasons = [];
                            message.reasons.push(reader.stringVerify());
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.brokersConnected = value;
                            else
                                delete message.brokersConnected;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.brokersKnown = value;
                            else
                                delete message.brokersKnown;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.partitions = value;
                            else
                                delete message.partitions;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.partitionsWithoutLeader = value;
                            else
                                delete message.partitionsWithoutLeader;
                            continue;
                        }
                    case 7: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.partitionsUnderReplicated = value;
                            else
                                delete message.partitionsUnderReplicated;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return ClusterHealthResponse;
        })();

        v1.InitProducerIdResponse = (function() {

            const InitProducerIdResponse = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            InitProducerIdResponse.prototype.producerId = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
            InitProducerIdResponse.prototype.producerEpoch = 0;

            InitProducerIdResponse.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.producerId != null && $Object.hasOwnProperty.call(message, "producerId") && (typeof message.producerId === "object" ? message.producerId.low || message.producerId.high : message.producerId !== 0))
                    writer.uint32(8).uint64(message.producerId);
                if (message.producerEpoch != null && $Object.hasOwnProperty.call(message, "producerEpoch") && message.producerEpoch !== 0)
                    writer.uint32(16).uint32(message.producerEpoch);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            InitProducerIdResponse.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.flotilla.v1.InitProducerIdResponse();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.producerId = value;
                            else
                                delete message.producerId;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.producerEpoch = value;
                            else
                                delete message.producerEpoch;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return InitProducerIdResponse;
        })();

        v1.FindCoordinatorRequest = (function() {

            const FindCoordinatorRequest = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            FindCoordinatorRequest.prototype.groupId = "";

            FindCoordinatorRequest.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.groupId != null && $Object.hasOwnProperty.call(message, "groupId") && message.groupId !== "")
                    writer.uint32(10).string(message.groupId);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            FindCoordinatorRequest.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.flotilla.v1.FindCoordinatorRequest();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.groupId = value;
                            else
                                delete message.groupId;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return FindCoordinatorRequest;
        })();

        v1.SubscribeRequest = (function() {

            const SubscribeRequest = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            SubscribeRequest.prototype.topic = "";
            SubscribeRequest.prototype.partition = 0;
            SubscribeRequest.prototype.offset = null;
            SubscribeRequest.prototype.earliest = null;
            SubscribeRequest.prototype.latest = null;
            SubscribeRequest.prototype.lastEpoch = null;
            SubscribeRequest.prototype.creditBytes = 0;
            SubscribeRequest.prototype.creditRecords = 0;
            SubscribeRequest.prototype.topicId = null;
            SubscribeRequest.prototype.tellStalls = false;

            let $oneOfFields;

            $Object.defineProperty(SubscribeRequest.prototype, "start", {
                get: $util.oneOfGetter($oneOfFields = ["offset", "earliest", "latest"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(SubscribeRequest.prototype, "_lastEpoch", {
                get: $util.oneOfGetter($oneOfFields = ["lastEpoch"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(SubscribeRequest.prototype, "_topicId", {
                get: $util.oneOfGetter($oneOfFields = ["topicId"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            SubscribeRequest.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.topic != null && $Object.hasOwnProperty.call(message, "topic") && message.topic !== "")
                    writer.uint32(10).string(message.topic);
                if (message.partition != null && $Object.hasOwnProperty.call(message, "partition") && message.partition !== 0)
                    writer.uint32(16).int32(message.partition);
                if (message.offset != null && $Object.hasOwnProperty.call(message, "offset"))
                    writer.uint32(24).int64(message.offset);
                if (message.earliest != null && $Object.hasOwnProperty.call(message, "earliest"))
                    $root.flotilla.v1.Empty.encode(message.earliest, writer.uint32(34).fork(), _depth + 1).ldelim();
                if (message.latest != null && $Object.hasOwnProperty.call(message, "latest"))
                    $root.flotilla.v1.Empty.encode(message.latest, writer.uint32(42).fork(), _depth + 1).ldelim();
                if (message.lastEpoch != null && $Object.hasOwnProperty.call(message, "lastEpoch"))
                    writer.uint32(48).uint32(message.lastEpoch);
                if (message.creditBytes != null && $Object.hasOwnProperty.call(message, "creditBytes") && message.creditBytes !== 0)
                    writer.uint32(56).uint32(message.creditBytes);
                if (message.creditRecords != null && $Object.hasOwnProperty.call(message, "creditRecords") && message.creditRecords !== 0)
                    writer.uint32(64).uint32(message.creditRecords);
                if (message.topicId != null && $Object.hasOwnProperty.call(message, "topicId"))
                    writer.uint32(74).string(message.topicId);
                if (message.tellStalls != null && $Object.hasOwnProperty.call(message, "tellStalls") && message.tellStalls !== false)
                    writer.uint32(80).bool(message.tellStalls);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            SubscribeRequest.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.flotilla.v1.SubscribeRequest();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.topic = value;
                            else
                                delete message.topic;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.partition = value;
                            else
                                delete message.partition;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            message.offset = reader.int64();
                            message.start = "offset";
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            message.earliest = $root.flotilla.v1.Empty.decode(reader, reader.size(), $undefined, _depth + 1, message.earliest);
                            message.start = "earliest";
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            message.latest = $root.flotilla.v1.Empty.decode(reader, reader.size(), $undefined, _depth + 1, message.latest);
                            message.start = "latest";
                            continue;
                        }
                    case 6: {
                            if (wireType !== 0)
                                break;
                            message.lastEpoch = reader.uint32();
                            message._lastEpoch = "lastEpoch";
                            continue;
                        }
                    case 7: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.creditBytes = value;
                            else
                                delete message.creditBytes;
                            continue;
                        }
                    case 8: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.creditRecords = value;
                            else
                                delete message.creditRecords;
                            continue;
                        }
                    case 9: {
                            if (wireType !== 2)
                                break;
                            message.topicId = reader.stringVerify();
                            message._topicId = "topicId";
                            continue;
                        }
                    case 10: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.tellStalls = value;
                            else
                                delete message.tellStalls;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return SubscribeRequest;
        })();

        v1.Continuity = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "CONTIGUOUS"] = 0;
            values[valuesById[1] = "GAP"] = 1;
            values[valuesById[2] = "TRUNCATED"] = 2;
            return values;
        })();

        v1.SubscribeResponse = (function() {

            const SubscribeResponse = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            SubscribeResponse.prototype.startOffset = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
            SubscribeResponse.prototype.continuity = 0;
            SubscribeResponse.prototype.gapFrom = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
            SubscribeResponse.prototype.gapTo = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
            SubscribeResponse.prototype.highWatermark = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
            SubscribeResponse.prototype.logStartOffset = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
            SubscribeResponse.prototype.leaderEpoch = 0;
            SubscribeResponse.prototype.topicId = "";

            SubscribeResponse.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.startOffset != null && $Object.hasOwnProperty.call(message, "startOffset") && (typeof message.startOffset === "object" ? message.startOffset.low || message.startOffset.high : message.startOffset !== 0))
                    writer.uint32(8).uint64(message.startOffset);
                if (message.continuity != null && $Object.hasOwnProperty.call(message, "continuity") && message.continuity !== 0)
                    writer.uint32(16).int32(message.continuity);
                if (message.gapFrom != null && $Object.hasOwnProperty.call(message, "gapFrom") && (typeof message.gapFrom === "object" ? message.gapFrom.low || message.gapFrom.high : message.gapFrom !== 0))
                    writer.uint32(24).uint64(message.gapFrom);
                if (message.gapTo != null && $Object.hasOwnProperty.call(message, "gapTo") && (typeof message.gapTo === "object" ? message.gapTo.low || message.gapTo.high : message.gapTo !== 0))
                    writer.uint32(32).uint64(message.gapTo);
                if (message.highWatermark != null && $Object.hasOwnProperty.call(message, "highWatermark") && (typeof message.highWatermark === "object" ? message.highWatermark.low || message.highWatermark.high : message.highWatermark !== 0))
                    writer.uint32(40).uint64(message.highWatermark);
                if (message.logStartOffset != null && $Object.hasOwnProperty.call(message, "logStartOffset") && (typeof message.logStartOffset === "object" ? message.logStartOffset.low || message.logStartOffset.high : message.logStartOffset !== 0))
                    writer.uint32(48).uint64(message.logStartOffset);
                if (message.leaderEpoch != null && $Object.hasOwnProperty.call(message, "leaderEpoch") && message.leaderEpoch !== 0)
                    writer.uint32(56).uint32(message.leaderEpoch);
                if (message.topicId != null && $Object.hasOwnProperty.call(message, "topicId") && message.topicId !== "")
                    writer.uint32(66).string(message.topicId);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            SubscribeResponse.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.flotilla.v1.SubscribeResponse();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.startOffset = value;
                            else
                                delete message.startOffset;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.continuity = value;
                            else
                                delete message.continuity;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.gapFrom = value;
                            else
                                delete message.gapFrom;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.gapTo = value;
                            else
                                delete message.gapTo;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.highWatermark = value;
                            else
                                delete message.highWatermark;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.logStartOffset = value;
                            else
                                delete message.logStartOffset;
                            continue;
                        }
                    case 7: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.leaderEpoch = value;
                            else
                                delete message.leaderEpoch;
                            continue;
                        }
                    case 8: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.topicId = value;
                            else
                                delete message.topicId;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return SubscribeResponse;
        })();

        v1.AddCredit = (function() {

            const AddCredit = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            AddCredit.prototype.subscription = 0;
            AddCredit.prototype.bytes = 0;
            AddCredit.prototype.records = 0;

            AddCredit.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.subscription != null && $Object.hasOwnProperty.call(message, "subscription") && message.subscription !== 0)
                    writer.uint32(8).uint32(message.subscription);
                if (message.bytes != null && $Object.hasOwnProperty.call(message, "bytes") && message.bytes !== 0)
                    writer.uint32(16).uint32(message.bytes);
                if (message.records != null && $Object.hasOwnProperty.call(message, "records") && message.records !== 0)
                    writer.uint32(24).uint32(message.records);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            AddCredit.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.flotilla.v1.AddCredit();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.subscription = value;
                            else
                                delete message.subscription;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.bytes = value;
                            else
                                delete message.bytes;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.records = value;
                            else
                                delete message.records;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return AddCredit;
        })();

        v1.UnsubscribeRequest = (function() {

            const UnsubscribeRequest = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            UnsubscribeRequest.prototype.subscription = 0;

            UnsubscribeRequest.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.subscription != null && $Object.hasOwnProperty.call(message, "subscription") && message.subscription !== 0)
                    writer.uint32(8).uint32(message.subscription);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            UnsubscribeRequest.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.flotilla.v1.UnsubscribeRequest();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.subscription = value;
                            else
                                delete message.subscription;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return UnsubscribeRequest;
        })();

        v1.SubscribedRecords = (function() {

            const SubscribedRecords = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            SubscribedRecords.prototype.highWatermark = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
            SubscribedRecords.prototype.logStartOffset = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
            SubscribedRecords.prototype.leaderEpoch = 0;
            SubscribedRecords.prototype.continuity = 0;
            SubscribedRecords.prototype.gapFrom = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
            SubscribedRecords.prototype.gapTo = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
            SubscribedRecords.prototype.records = $util.newBuffer([]);

            SubscribedRecords.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.highWatermark != null && $Object.hasOwnProperty.call(message, "highWatermark") && (typeof message.highWatermark === "object" ? message.highWatermark.low || message.highWatermark.high : message.highWatermark !== 0))
                    writer.uint32(8).uint64(message.highWatermark);
                if (message.logStartOffset != null && $Object.hasOwnProperty.call(message, "logStartOffset") && (typeof message.logStartOffset === "object" ? message.logStartOffset.low || message.logStartOffset.high : message.logStartOffset !== 0))
                    writer.uint32(16).uint64(message.logStartOffset);
                if (message.leaderEpoch != null && $Object.hasOwnProperty.call(message, "leaderEpoch") && message.leaderEpoch !== 0)
                    writer.uint32(24).uint32(message.leaderEpoch);
                if (message.continuity != null && $Object.hasOwnProperty.call(message, "continuity") && message.continuity !== 0)
                    writer.uint32(32).int32(message.continuity);
                if (message.gapFrom != null && $Object.hasOwnProperty.call(message, "gapFrom") && (typeof message.gapFrom === "object" ? message.gapFrom.low || message.gapFrom.high : message.gapFrom !== 0))
                    writer.uint32(40).uint64(message.gapFrom);
                if (message.gapTo != null && $Object.hasOwnProperty.call(message, "gapTo") && (typeof message.gapTo === "object" ? message.gapTo.low || message.gapTo.high : message.gapTo !== 0))
                    writer.uint32(48).uint64(message.gapTo);
                if (message.records != null && $Object.hasOwnProperty.call(message, "records") && message.records.length)
                    writer.uint32(122).bytes(message.records);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            SubscribedRecords.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.flotilla.v1.SubscribedRecords();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.highWatermark = value;
                            else
                                delete message.highWatermark;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.logStartOffset = value;
                            else
                                delete message.logStartOffset;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.leaderEpoch = value;
                            else
                                delete message.leaderEpoch;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.continuity = value;
                            else
                                delete message.continuity;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.gapFrom = value;
                            else
                                delete message.gapFrom;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.gapTo = value;
                            else
                                delete message.gapTo;
                            continue;
                        }
                    case 15: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.records = value;
                            else
                                delete message.records;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return SubscribedRecords;
        })();

        v1.SubscriptionEnded = (function() {

            const SubscriptionEnded = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            SubscriptionEnded.prototype.error = null;
            SubscriptionEnded.prototype.nextOffset = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            SubscriptionEnded.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.error != null && $Object.hasOwnProperty.call(message, "error"))
                    $root.flotilla.v1.ErrorResponse.encode(message.error, writer.uint32(10).fork(), _depth + 1).ldelim();
                if (message.nextOffset != null && $Object.hasOwnProperty.call(message, "nextOffset") && (typeof message.nextOffset === "object" ? message.nextOffset.low || message.nextOffset.high : message.nextOffset !== 0))
                    writer.uint32(16).uint64(message.nextOffset);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            SubscriptionEnded.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.flotilla.v1.SubscriptionEnded();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            message.error = $root.flotilla.v1.ErrorResponse.decode(reader, reader.size(), $undefined, _depth + 1, message.error);
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.nextOffset = value;
                            else
                                delete message.nextOffset;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return SubscriptionEnded;
        })();

        v1.SubscriptionStalled = (function() {

            const SubscriptionStalled = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            SubscriptionStalled.prototype.error = null;
            SubscriptionStalled.prototype.stalledMs = 0;

            SubscriptionStalled.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.error != null && $Object.hasOwnProperty.call(message, "error"))
                    $root.flotilla.v1.ErrorResponse.encode(message.error, writer.uint32(10).fork(), _depth + 1).ldelim();
                if (message.stalledMs != null && $Object.hasOwnProperty.call(message, "stalledMs") && message.stalledMs !== 0)
                    writer.uint32(16).uint32(message.stalledMs);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            SubscriptionStalled.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.flotilla.v1.SubscriptionStalled();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            message.error = $root.flotilla.v1.ErrorResponse.decode(reader, reader.size(), $undefined, _depth + 1, message.error);
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.stalledMs = value;
                            else
                                delete message.stalledMs;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return SubscriptionStalled;
        })();

        v1.Draining = (function() {

            const Draining = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            Draining.prototype.withinMs = 0;

            Draining.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.withinMs != null && $Object.hasOwnProperty.call(message, "withinMs") && message.withinMs !== 0)
                    writer.uint32(8).uint32(message.withinMs);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            Draining.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.flotilla.v1.Draining();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.withinMs = value;
                            else
                                delete message.withinMs;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Draining;
        })();

        return v1;
    })();

    return flotilla;
})();

export {
  $root as default
};
