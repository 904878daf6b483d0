/** As much of Node's events as kafkajs 2.2.4 uses. CommonJS, since the module itself is the class. */
class EventEmitter {
  listeners = new Map();

  on(name, listener) {
    this.listeners.set(name, [...(this.listeners.get(name) ?? []), listener]);
    return this;
  }

  addListener(name, listener) {
    return this.on(name, listener);
  }

  once(name, listener) {
    const once = (...args) => {
      this.removeListener(name, once);
      listener(...args);
    };
    return this.on(name, once);
  }

  removeListener(name, listener) {
    const left = (this.listeners.get(name) ?? []).filter((one) => one !== listener);
    this.listeners.set(name, left);
    return this;
  }

  emit(name, ...args) {
    const listeners = this.listeners.get(name) ?? [];
    for (const listener of listeners) listener.apply(this, args);
    return listeners.length > 0;
  }

  listenerCount(name) {
    return this.listeners.get(name)?.length ?? 0;
  }
}

module.exports = EventEmitter;
module.exports.EventEmitter = EventEmitter;
